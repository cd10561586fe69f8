import tomllib
from pathlib import Path
from typing import Any

import pytest

from whomet.knowledge.offices import load_office_table
from whomet.model import (
    Attribution,
    Claim,
    Document,
    DocumentKind,
    Found,
    Mode,
    Occurrence,
    Participant,
    Reading,
    Span,
    Subject,
    Verification,
)
from whomet.people import link_claims

CASES = Path(__file__).parent.parent / "cases" / "people" / "links.toml"
SUBJECT = Subject(name="Elon Musk", aliases=("Elon Reeve Musk",))


def claim_with(mention: dict[str, Any], date: str | None, text: str) -> tuple[Claim, Document]:
    document = Document(
        id="d",
        sha256="0" * 64,
        kind=DocumentKind.NEWS,
        text=text,
        published=Found(value="2025-06-01", how="given", confidence=1),
    )
    span = Span(start=0, end=1, text=text[:1])
    participant = Participant(
        name=mention.get("name"),
        title=mention.get("title"),
        country=mention.get("country"),
        mention=span,
    )
    claim = Claim(
        id="c",
        document_id="d",
        participants=(participant,),
        mode=Reading(value=Mode.MEETING, rule="test"),
        occurrence=Reading(value=Occurrence.HAPPENED, rule="test"),
        attribution=Reading(value=Attribution.OUTLET, rule="test"),
        verification=Reading(value=Verification.REPORTED, rule="test"),
        date=Reading(value=date, spans=(span,), rule="test"),
        place=Reading(value=None, rule="test"),
        place_country=Reading(value=None, rule="test"),
        quote=span,
        score=1.0,
        producer="test",
    )
    return claim, document


def linked(mention: dict[str, Any], date: str | None, text: str = "A text.") -> Participant:
    claim, document = claim_with(mention, date, text)
    return link_claims((claim,), document, SUBJECT)[0].participants[0]


@pytest.mark.parametrize("case", tomllib.loads(CASES.read_text())["case"], ids=lambda case: case["why"])
def test_a_mention_becomes_the_right_figure_with_the_title_of_the_day(case: dict[str, Any]) -> None:
    found = linked(case["mention"], case["date"], case.get("text", "A text."))
    expect = case["expect"]
    figures = load_office_table().figures
    figure = figures.get(found.figure_id or "")
    assert (figure.name if figure else "") == expect["figure"], found.link_reason
    assert found.link_reason
    for field, value in (
        ("title", found.title),
        ("from", found.title_from),
        ("country", found.country),
        ("id", found.figure_id),
    ):
        if field in expect:
            assert value == expect[field], found.link_reason
    assert expect.get("conflict", "") in (found.title_conflict or "")
    assert bool(found.title_conflict) == bool(expect.get("conflict")) or expect.get("from") == "table"


def test_the_subject_is_never_linked_to_an_office_holder() -> None:
    found = linked({"name": "Elon Musk", "country": "US"}, "2025-03-01")
    assert found.figure_id is None


def test_the_reason_names_every_comparison_and_what_it_added() -> None:
    reason = linked(
        {"name": "Giorgia Meloni", "title": "Prime Minister", "country": "IT"}, "2023-06-15"
    ).link_reason
    assert reason is not None
    assert "The full name or a known alias is the same" in reason
    assert "(+0.60)" in reason


def test_a_contradiction_between_text_and_table_is_told() -> None:
    reason = linked(
        {"name": "Jair Bolsonaro", "title": "former President", "country": "BR"}, "2022-05-20"
    ).link_reason
    assert reason is not None
    assert "on that day the office was held" in reason


def test_a_name_that_was_only_a_family_name_is_completed() -> None:
    assert linked({"name": "Orban", "country": "HU"}, "2024-12-09").name == "Viktor Orbán"
    assert linked({"name": "Viktor Orban", "country": "HU"}, "2024-12-09").name == "Viktor Orban"
