"""How claims find each other, and which of their values a record shows."""

from collections.abc import Callable
from typing import Any

import pytest

from whomet.encounters import resolve, testimony
from whomet.encounters.comparisons import COMPARISONS, WEIGHTS, compare
from whomet.encounters.figure_keys import FigureKeys, fold
from whomet.errors import UnreadableInput
from whomet.model import Encounter, Source

Ledger = Callable[..., tuple[Encounter, ...]]
ORIEL = {"name": "Ada Oriel", "title": "President", "country": "FR"}
BEKELE = {"name": "Ben Bekele", "title": "Prime Minister", "country": "ET"}


def text(document: str, published: str, *encounters: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"id": document, "published": published, "publisher": document, **more, "encounters": encounters}


def test_call_in_one_text_is_the_visit_of_another_on_one_day_but_not_on_the_next(ledger: Ledger) -> None:
    def told(day: str, mode: str) -> tuple[Encounter, ...]:
        return ledger(
            text("a", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15", "mode": "call"}),
            text("b", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15", "mode": "call"}),
            text("c", "2023-05-17", {"with": [ORIEL], "date": day, "mode": mode}),
        )

    (record,) = told("2023-05-15", "meeting")
    assert record.mode.value == "call"
    assert [(other.value, other.claims) for other in record.mode.others] == [("meeting", ("c#0",))]
    assert len(told("2023-05-16", "meeting")) == 2
    assert len(told("2023-05-15", "message")) == 2


def test_days_do_not_chain(ledger: Ledger) -> None:
    records = ledger(
        *(text(f"d{day}", "2023-05-20", {"with": [ORIEL], "date": f"2023-05-{day}"}) for day in range(15, 18))
    )
    assert len(records) == 2


def test_month_joins_the_day_in_it_and_two_months_find_each_other(ledger: Ledger) -> None:
    records = ledger(
        text("a", "2023-07-01", {"with": [ORIEL], "date": "2023-05-15"}),
        text("b", "2023-07-01", {"with": [ORIEL], "date": "2023-05"}, {"with": [ORIEL], "date": "2023-06"}),
        text("c", "2023-07-02", {"with": [ORIEL], "date": "2023-06"}),
    )
    assert [(record.date.value, record.documents) for record in records] == [
        ("2023-05-15", ("a", "b")),
        ("2023-06", ("b", "c")),
    ]


def test_named_place_identifies_where_the_date_does_not(ledger: Ledger) -> None:
    records = ledger(
        text(
            "a",
            "2023-05-16",
            {"with": [ORIEL], "date": "2023-05-15", "place": "Paris", "place_country": "FR"},
        ),
        text(
            "b", "2023-06-17", {"with": [ORIEL], "date": "2023-06-16", "place": "Nice", "place_country": "FR"}
        ),
        text("c", "2023-09-17", {"with": [ORIEL], "date": "2023", "place": "a hotel in Nice"}),
    )
    assert [record.documents for record in records] == [("a",), ("b", "c")]


def test_undated_report_is_never_about_a_later_meeting(ledger: Ledger) -> None:
    records = ledger(
        text("a", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15"}),
        text("b", "2022-03-01", {"with": [ORIEL]}),
    )
    assert len(records) == 2


def test_plan_of_last_year_is_not_this_years_meeting(ledger: Ledger) -> None:
    records = ledger(
        text("a", "2021-05-16", {"with": [ORIEL], "occurrence": "planned"}),
        text("b", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15"}),
    )
    assert len(records) == 2


def test_same_text_saying_the_same_twice_is_one_record(ledger: Ledger) -> None:
    told = {"with": [ORIEL], "date": "2023-05-15"}
    assert len(ledger(text("a", "2023-05-16", told, {**told, "mode": "unspecified"}))) == 1
    assert len(ledger(text("a", "2023-05-16", told, {**told, "mode": "call"}))) == 2
    assert len(ledger(text("a", "2023-05-16", told, {**told, "with": [ORIEL, BEKELE]}))) == 2


def test_id_outlasts_later_texts(ledger: Ledger) -> None:
    first = text("a", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15"})
    later = text("b", "2023-05-18", {"with": [ORIEL, BEKELE], "date": "2023-05-14", "mode": "event"})
    (before,) = ledger(first)
    (after,) = ledger(first, later)
    assert after.id == before.id
    assert [figure.name for figure in after.figures] == ["Ada Oriel", "Ben Bekele"]


def test_reliable_source_decides_between_days_and_the_other_is_kept(ledger: Ledger) -> None:
    (record,) = ledger(
        text("Tabloid", "2023-05-15", {"with": [ORIEL], "date": "2023-05-14"}),
        text("Agency", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15"}),
        sources=[Source(name="Agency", tier=1)],
    )
    assert record.date.value == "2023-05-15"
    assert [(other.value, other.claims) for other in record.date.others] == [("2023-05-14", ("Tabloid#0",))]
    assert record.date.why == "given by one source: Agency; preferred to 2023-05-14 (1)"


def test_called_off_after_it_was_told_as_held_is_cancelled(ledger: Ledger) -> None:
    (record,) = ledger(
        text("a", "2023-05-15", {"with": [ORIEL], "date": "2023-05-15"}),
        text("b", "2023-05-17", {"with": [ORIEL], "date": "2023-05-15", "occurrence": "cancelled"}),
    )
    assert (record.occurrence.value, record.counted) == ("cancelled", False)
    assert [other.value for other in record.occurrence.others] == ["happened"]


def test_participants_word_outweighs_a_denial(ledger: Ledger) -> None:
    (record,) = ledger(
        text("a", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15", "attribution": "subject_side"}),
        text("b", "2023-05-17", {"with": [ORIEL], "date": "2023-05-15", "occurrence": "denied"}),
    )
    assert (record.verification.value, record.counted) == ("official", True)
    assert record.verification.why == "said by a participant: the subject's side"
    assert [other.value for other in record.verification.others] == ["disputed"]


def test_press_release_speaks_for_its_own_government_only(ledger: Ledger) -> None:
    def release(speaks_for: str, attribution: str = "outlet") -> str:
        told = {"with": [ORIEL], "date": "2023-05-15", "attribution": attribution}
        sources = [Source(name="Palace", speaks_for=speaks_for)]
        (record,) = ledger(text("Palace", "2023-05-16", told, kind="press_release"), sources=sources)
        return record.verification.value

    assert release("FR") == "official"
    assert release("ET") == "reported"
    assert release("FR", "other_outlet") == "reported"


def test_every_comparison_explains_itself_and_has_a_weight(tell: Callable[..., Any]) -> None:
    told = tell([text("a", "2023-05-16", {"with": [ORIEL], "date": "2023-05-15"}, {"with": [ORIEL]})])
    a, b = testimony.testimonies(*told, FigureKeys(told.claims))
    assert {comparison.__name__ for comparison in COMPARISONS} == set(WEIGHTS)
    assert all(comparison.__doc__ for comparison in COMPARISONS)
    rows = {row.subject: row for row in compare(a, b)}
    assert rows["participants"].why == "the same figures"
    assert rows["told_apart"].forbids


def test_names_are_compared_without_accents_and_case() -> None:
    assert fold("Recep Tayyip ERDOĞAN") == fold("Recep Tayyip Erdogan")
    assert fold("Yoon Suk-yeol") == fold("Yoon Suk Yeol")
    assert fold("Luiz Inácio Lula da Silva") == "luiz inacio lula da silva"


def test_unlinked_names_are_one_figure_only_where_they_may_name_one(ledger: Ledger) -> None:
    def loose(name: str, country: str | None, figure_id: str | None = None) -> dict[str, Any]:
        return {"name": name, "title": None, "country": country, "figure_id": figure_id}

    def figures(*names: dict[str, Any]) -> int:
        told = [{"with": [name], "date": f"2023-05-{10 + 2 * n}"} for n, name in enumerate(names)]
        return len({figure.figure_id for r in ledger(text("a", "2023-06-01", *told)) for figure in r.figures})

    assert figures(loose("Luhut Pandjaitan", None, "provisional:a"), loose("Luhut B. Pandjaitan", "ID")) == 1
    assert figures(loose("L. Oyun-Erdene", "MN"), loose("Luvsannamsrain Oyun-Erdene", "MN")) == 1
    assert figures(loose("Karina Milei", "AR"), loose("Milei", "AR", "Q1"), loose("Milei", "AR")) == 2
    assert figures(loose("Javier Milei", "AR", "Q1"), loose("Karina Milei", "AR")) == 2
    assert figures(loose("Oriel", "FR"), loose("Oriel", "US")) == 2


def test_claim_without_its_document_or_with_an_unknown_date_is_an_error(tell: Callable[..., Any]) -> None:
    claims, documents, investigation = tell([text("a", "2023-05-16", {"with": [ORIEL], "date": "last week"})])
    with pytest.raises(UnreadableInput, match="not an EDTF date"):
        resolve(claims, documents, investigation)
    with pytest.raises(UnreadableInput, match="without its document"):
        resolve(claims, {}, investigation)
