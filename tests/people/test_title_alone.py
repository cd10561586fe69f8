"""Titles without a name, read by the real reader: linked to whoever held the office, or left unlinked."""

import tomllib
from pathlib import Path

import pytest

from whomet.knowledge.names import name_key
from whomet.knowledge.offices import load_office_table
from whomet.model import Claim, Document, DocumentKind, Found, Subject
from whomet.reading import read

CASES: list[list[str]] = tomllib.loads(
    (Path(__file__).parent.parent / "cases" / "people" / "title_alone.toml").read_text(encoding="utf-8")
)["cases"]
SUBJECT = Subject(name="Elon Musk", aliases=("Elon Reeve Musk",), pronoun="he")


def document(number: int, day: str, text: str) -> Document:
    return Document(
        id=f"sentence-{number}",
        sha256="0" * 64,
        kind=DocumentKind.NEWS,
        text=text,
        published=Found(value=day, how="given", confidence=1),
        language="en",
    )


@pytest.fixture(scope="module")
def claims() -> list[tuple[Claim, ...]]:
    documents = [document(number, day, text) for number, (day, text, _) in enumerate(CASES)]
    return [reading.claims for reading in read(documents, SUBJECT)]


def linked_names(claims: tuple[Claim, ...], text: str) -> set[str]:
    """The figures linked by title; those that the sentence names do not count."""
    figures = load_office_table().figures
    found = {figures[p.figure_id].name for c in claims for p in c.participants if p.figure_id in figures}
    return {name for name in found if name not in text}


def test_at_least_58_of_60_titles_are_linked_right_and_none_wrong(claims: list[tuple[Claim, ...]]) -> None:
    right, wrong = 0, []
    for (day, text, expected), of_text in zip(CASES, claims, strict=True):
        found = {name_key(name) for name in linked_names(of_text, text)}
        if found - {name_key(expected)}:
            wrong.append(f"{day} {text}: {found}")
        right += bool(expected) and found == {name_key(expected)}
    assert wrong == []
    assert sum(bool(expected) for _, _, expected in CASES) == 60
    assert right >= 58


def test_who_stays_unlinked_says_why(claims: list[tuple[Claim, ...]]) -> None:
    unlinked = [p for of_text in claims for c in of_text for p in c.participants if p.figure_id is None]
    assert unlinked
    assert all((p.link_reason or "").startswith("not linked: ") for p in unlinked)


def test_an_old_encounter_is_linked_to_the_holder_of_its_own_day() -> None:
    text = "On 12 June 2019 Elon Musk met the British prime minister in London, the paper wrote."
    (reading,) = read([document(0, "2024-08-01", text)], SUBJECT)
    (participant,) = (p for c in reading.claims for p in c.participants)
    assert participant.name == "Theresa May"
    assert participant.title == "Prime Minister"
