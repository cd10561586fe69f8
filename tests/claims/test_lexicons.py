"""Every entry of the lexicons is read as its example says; a counter-example yields nothing."""

from datetime import date

import pytest

from whomet.claims.entities import build_mentions
from whomet.claims.extraction import Extractor
from whomet.claims.parse import parse_documents, parser
from whomet.claims.timex import TimeContext, find_timexes
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.subjects import load_subject
from whomet.model import Document, DocumentKind, Found, Occurrence

SUBJECT = load_subject("Elon Musk")


def drafts_by_rules(sentence: str):
    document = Document(
        id="example",
        sha256="0" * 64,
        kind=DocumentKind.NEWS,
        text=sentence,
        language="en",
        published=Found(value="2024-10-25", how="given", confidence=1.0),
    )
    (parsed,) = parse_documents([document])
    return Extractor(build_mentions(parsed, SUBJECT), SUBJECT, "en", scorer=None).drafts()


ENTRIES = [
    (entry.get("words") or ", ".join(entry["lemmas"]), entry)
    for part in ("verb", "noun", "idiom")
    for entry in lexicon("en", "predicates")[part]
    if entry["strength"] > 0
]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name[:40] for name, _ in ENTRIES])
def test_a_predicate_is_read_in_its_example_and_not_in_its_counter_example(name, entry):
    found = drafts_by_rules(entry["example"])
    assert found, f"{name}: no encounter read in: {entry['example']}"
    if "counter" in entry:
        misread = [d for d in drafts_by_rules(entry["counter"]) if d.occurrence.value is Occurrence.HAPPENED]
        assert not misread, f"{name}: an encounter read in: {entry['counter']}"


@pytest.mark.parametrize("occurrence", ["planned", "cancelled", "hypothetical", "denied"])
def test_an_occurrence_is_read_in_its_example(occurrence):
    sentence = lexicon("en", "occurrence")[occurrence]["example"]
    assert [d.occurrence.value for d in drafts_by_rules(sentence)] == [Occurrence(occurrence)]


@pytest.mark.parametrize("entry", lexicon("en", "modes")["mode"], ids=lambda e: e["mode"])
def test_a_mode_is_read_in_its_example(entry):
    assert entry["mode"] in {draft.mode.value for draft in drafts_by_rules(entry["example"])}


# Those with `reading = "bare"` are for whole texts, where a month may stand alone; they date no encounter.
PATTERNS = [entry for entry in lexicon("en", "dates")["pattern"] if entry.get("reading") != "bare"]


@pytest.mark.parametrize("entry", PATTERNS, ids=[f"{n}-{e['rule']}" for n, e in enumerate(PATTERNS)])
def test_a_date_pattern_reads_its_example(entry):
    published = date.fromisoformat(entry.get("published", "2024-10-25"))
    anchor = date.fromisoformat(entry["anchor"]) if "anchor" in entry else None
    values = [
        found.resolve(TimeContext(published, anchor, ahead)).value
        for ahead in (False, True)
        for found in find_timexes(entry["example"])
    ]
    assert entry["value"] in values
    assert not find_timexes(entry.get("counter", ""))


def test_a_full_stop_after_a_name_of_one_letter_ends_a_sentence_and_an_initial_does_not():
    rule = lexicon("en", "sentences")["before_a_letter"]
    assert len(list(parser("en")(rule["example"]).sents)) == 2
    assert len(list(parser("en")(rule["counter"]).sents)) == 1


def test_an_invitation_is_no_meeting_that_happened():
    rules = lexicon("en", "invitations")["verbs"]
    assert [d.occurrence.value for d in drafts_by_rules(rules["example"])] == [Occurrence.HYPOTHETICAL]
    assert not drafts_by_rules(rules["counter"])
