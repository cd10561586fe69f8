"""What an editor relies on: the ledger keeps what it was given, wholly or not at all, on every database."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from whomet.errors import LedgerError
from whomet.ledger import open_ledger
from whomet.ledger.databases import make_engine
from whomet.model import (
    Attribution,
    Chosen,
    Claim,
    Document,
    DocumentKind,
    Encounter,
    Found,
    Issue,
    Judgement,
    Mode,
    Occurrence,
    Original,
    Participant,
    Reading,
    Span,
    Verdict,
    Verification,
)

TEXT = "Elon Musk met Prime Minister Giorgia Meloni in Rome on Thursday."


def an_original(name: str = "meloni.html", sha256: str = "a" * 64) -> Original:
    return Original(sha256=sha256, media_type="text/html", size=len(TEXT), name=name)


def a_document(document_id: str, text: str = TEXT, sha256: str = "a" * 64) -> Document:
    published = Found(value="2023-06-16", how="meta", confidence=0.9)
    return Document(id=document_id, sha256=sha256, kind=DocumentKind.NEWS, published=published, text=text)


def a_claim(claim_id: str, document: Document) -> Claim:
    quote = document.span(0, len(document.text))
    mention = Span(start=29, end=43, text="Giorgia Meloni")
    return Claim(
        id=claim_id,
        document_id=document.id,
        participants=(
            Participant(name="Giorgia Meloni", title="prime minister", country="IT", mention=mention),
        ),
        mode=Reading(value=Mode.MEETING, spans=(Span(start=10, end=13, text="met"),), rule="met"),
        occurrence=Reading(value=Occurrence.HAPPENED, rule="past tense"),
        attribution=Reading(value=Attribution.OUTLET, rule="own voice"),
        verification=Reading(value=Verification.REPORTED, rule="outlet"),
        date=Reading(value="2023-06-15", rule="weekday before publication"),
        place=Reading(value="Rome", rule="in"),
        place_country=Reading(value="IT", rule="city"),
        quote=quote,
        score=0.1 + 0.2,
        producer="test@1",
    )


def an_encounter(encounter_id: str, claim: Claim) -> Encounter:
    def chosen[T](value: T) -> Chosen[T]:
        return Chosen(value=value, claims=(claim.id,), why="the only claim")

    return Encounter(
        id=encounter_id,
        figures=(),
        mode=chosen(claim.mode.value),
        occurrence=chosen(claim.occurrence.value),
        verification=chosen(claim.verification.value),
        date=chosen(claim.date.value),
        place=chosen(claim.place.value),
        place_country=chosen(claim.place_country.value),
        claims=(claim.id,),
        documents=(claim.document_id,),
        independent_sources=1,
        counted=True,
    )


def test_what_went_in_comes_out_after_reopening(store_address: str) -> None:
    document = a_document("meloni")
    claim = a_claim("c1", document)
    issue = Issue(stage="claims", where="meloni", what="a sentence of 900 words", next_step="look at it")
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [document])
        ledger.save_reading("meloni", "test@1", [claim], [], [issue])
        ledger.replace_encounters([an_encounter("e1", claim)], "settings 1")
    with open_ledger(store_address) as ledger:
        assert ledger.originals() == (an_original(),)
        assert ledger.documents() == (document,)
        assert ledger.document("meloni") == document
        assert ledger.claims() == (claim,)
        assert ledger.issues() == (issue,)
        assert ledger.encounters() == (an_encounter("e1", claim),)


def test_order_is_by_code_point_on_every_database(store_address: str) -> None:
    names = ["zebra", "Zebra", "apple", "Élysée", "a-b", "ab", "a_b", "10", "9"]
    with open_ledger(store_address) as ledger:
        for name in names:
            ledger.add_documents(an_original(), [a_document(name)])
        assert [d.id for d in ledger.documents()] == sorted(names)
        assert [d.id for d in ledger.documents_unread("test@1")] == sorted(names)


def test_an_unchanged_document_is_not_read_again(store_address: str) -> None:
    document = a_document("meloni")
    copy = document.model_copy(update={"copy_of": "agency", "copy_similarity": 0.97})
    with open_ledger(store_address) as ledger:
        assert ledger.add_documents(an_original(), [document]) == ("meloni",)
        ledger.save_reading("meloni", "test@1", [a_claim("c1", document)], [])
        ledger.mark_copies([copy])
        assert ledger.add_documents(an_original(), [document]) == ()
        assert ledger.count_unread("test@1") == 0
        assert ledger.document("meloni") == copy


def test_a_changed_document_loses_its_claims_and_is_read_again(store_address: str) -> None:
    document = a_document("meloni")
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [document])
        ledger.save_reading("meloni", "test@1", [a_claim("c1", document)], [])
        corrected = a_document("meloni", TEXT + " This page was corrected.", sha256="b" * 64)
        assert ledger.add_documents(an_original(sha256="b" * 64), [corrected]) == ("meloni",)
        assert ledger.claims() == ()
        assert list(ledger.documents_unread("test@1")) == [corrected]


def test_another_producer_reads_everything_again_and_replaces(store_address: str) -> None:
    document = a_document("meloni")
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [document])
        ledger.save_reading("meloni", "test@1", [a_claim("c1", document)], [])
        assert ledger.count_unread("test@2") == 1
        ledger.save_reading("meloni", "test@2", [a_claim("c2", document)], [])
        assert [c.id for c in ledger.claims()] == ["c2"]
        assert ledger.count_unread("test@1") == 1


def test_a_reading_is_kept_wholly_or_not_at_all(store_address: str) -> None:
    document = a_document("meloni")
    twice = [a_claim("c1", document), a_claim("c1", document)]
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [document])
        with pytest.raises(DBAPIError):
            ledger.save_reading("meloni", "test@1", twice, [])
        assert ledger.claims() == ()
        assert ledger.count_unread("test@1") == 1


def test_every_name_and_address_of_an_original_is_kept_in_the_order_of_coming_in(store_address: str) -> None:
    first = an_original("a.html").model_copy(
        update={"url": "https://a.example/", "fetched": "2024-03-05T10:11:12Z", "headers": (("ETag", "x"),)}
    )
    second, corrected = an_original("b.html"), an_original("a.html", "b" * 64)
    with open_ledger(store_address) as ledger:
        ledger.add_documents(first, [a_document("a")])
        ledger.add_documents(second, [a_document("b")])
        ledger.add_documents(corrected, [a_document("a", sha256="b" * 64)])
        assert ledger.captures() == (first, second, corrected)
        ledger.add_documents(second, [a_document("b")])
        assert ledger.captures() == (first, second, corrected), "nothing new came in"
        ledger.add_documents(an_original("a.html"), [a_document("a")])
        assert ledger.captures() == (second, corrected, first), "the first state is back, and the newest"
        assert ledger.originals() == (first, corrected)


def test_an_issue_goes_when_the_input_is_read_after_all(store_address: str) -> None:
    issue = Issue(stage="documents", where="meloni.html", what="no main text", next_step="save it again")
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [], [issue])
        ledger.add_documents(an_original(), [], [issue])
        assert ledger.issues() == (issue,)
        ledger.add_documents(an_original(), [a_document("meloni")])
        assert ledger.issues() == ()


def test_encounters_are_stale_after_any_change(store_address: str) -> None:
    document = a_document("meloni")
    claim = a_claim("c1", document)
    decision = Judgement(subject_ids=("e1",), verdict=Verdict.YES, who="an editor", when="2024-10-26")
    with open_ledger(store_address) as ledger:
        changes = [
            lambda: ledger.add_documents(an_original(), [document]),
            lambda: ledger.save_reading("meloni", "test@1", [claim], []),
            lambda: ledger.add_judgement(decision),
        ]
        for change in changes:
            ledger.replace_encounters([], "settings 1")
            assert ledger.encounters_are_from("settings 1")
            assert not ledger.encounters_are_from("settings 2")
            change()
            assert not ledger.encounters_are_from("settings 1")
        assert ledger.judgements() == (decision,)


def test_the_database_itself_refuses_to_change_a_decision(store_address: str) -> None:
    decision = Judgement(subject_ids=("e1",), verdict=Verdict.NO, who="an editor", when="2024-10-26")
    with open_ledger(store_address) as ledger:
        ledger.add_judgement(decision)
    engine = make_engine(store_address)
    for statement in ("UPDATE judgements SET verdict = 'yes'", "DELETE FROM judgements"):
        with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
    engine.dispose()
    with open_ledger(store_address) as ledger:
        assert ledger.judgements() == (decision,)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.text(), document_id=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_comes_back_unchanged(store_address: str, body: str, document_id: str) -> None:
    document = a_document(document_id, body)
    with open_ledger(store_address) as ledger:
        ledger.add_documents(an_original(), [document])
        assert ledger.document(document_id) == document


def test_an_unknown_document_is_an_error_that_says_which(store_address: str) -> None:
    with open_ledger(store_address) as ledger, pytest.raises(LedgerError, match="nobody: no such document"):
        ledger.document("nobody")


def test_a_ledger_of_a_newer_whomet_is_refused(store_address: str) -> None:
    open_ledger(store_address).close()
    engine = make_engine(store_address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="newer whomet"):
        open_ledger(store_address)


@pytest.mark.parametrize("url", ["ledger.sqlite", "mysql://host/name", "sqlite:////no/such/folder/x.sqlite"])
def test_an_address_that_cannot_be_used_is_an_error_with_a_next_step(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger(url)
    assert caught.value.next_step


def test_sqlite_lets_a_reader_in_while_a_writer_works(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    open_ledger(url).close()
    with create_engine(url).connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
