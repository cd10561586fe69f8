"""Hand-made claims in the exchange format, as if documents had been read without a mistake."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from whomet.encounters import resolve
from whomet.model import (
    Attribution,
    Claim,
    Document,
    DocumentKind,
    Encounter,
    Found,
    Investigation,
    Judgement,
    Mode,
    Occurrence,
    Participant,
    Reading,
    Source,
    Span,
    Subject,
    Tier,
    Topic,
    Verification,
)

CASES = Path(__file__).parents[1] / "cases" / "encounters"
SUBJECT = Subject(name="Alex Example", handles=("alexexample",))
SAID_BY = {"official": "figure_side", "reported": "outlet", "disputed": "other_outlet"}


class Told(NamedTuple):
    """What `resolve` takes."""

    claims: tuple[Claim, ...]
    documents: dict[str, Document]
    investigation: Investigation


def reading[T](value: T, quote: Span) -> Reading[T]:
    return Reading(value=value, spans=(quote,) if value is not None else (), rule="given")


def participant(given: Mapping[str, Any], quote: Span) -> Participant:
    name = given.get("name")
    linked = f"figure-{name.lower().replace(' ', '-')}" if name else None
    return Participant(
        name=name,
        title=given.get("title"),
        country=given.get("country"),
        figure_id=given.get("figure_id", linked),
        mention=quote,
    )


def claim_from(document: Document, number: int, given: Mapping[str, Any]) -> Claim:
    """The claim that a record in the exchange format makes, read from the document's nth sentence."""
    quote = Span(start=10 * number, end=10 * number + 5, text=document.text[10 * number : 10 * number + 5])
    verification = given.get("verification", "reported")
    return Claim(
        id=f"{document.id}#{number}",
        document_id=document.id,
        participants=tuple(participant(figure, quote) for figure in given["with"]),
        mode=reading(Mode(given.get("mode", "meeting")), quote),
        occurrence=reading(Occurrence(given.get("occurrence", "happened")), quote),
        attribution=reading(Attribution(given.get("attribution", SAID_BY[verification])), quote),
        verification=reading(Verification(verification), quote),
        date=reading(given.get("date"), quote),
        place=reading(given.get("place"), quote),
        place_country=reading(given.get("place_country"), quote),
        topics=tuple(reading(Topic(topic), quote) for topic in given.get("topics", ())),
        organisations=tuple(reading(name, quote) for name in given.get("orgs", ())),
        quote=quote,
        score=0.9,
        tier=Tier(given.get("tier", "confident")),
        producer="hand",
    )


def document_from(given: Mapping[str, Any]) -> Document:
    published = given.get("published")
    return Document(
        id=given["id"],
        sha256="0" * 64,
        kind=DocumentKind(given.get("kind", "news")),
        publisher=given.get("publisher"),
        handle=given.get("handle"),
        published=Found(value=published, how="given", confidence=1.0) if published else None,
        copy_of=given.get("copy_of"),
        text="word. " * 100,
    )


def told_from(
    given: Sequence[Mapping[str, Any]], window: str | None = None, sources: Sequence[Source] = ()
) -> Told:
    documents = {each["id"]: document_from(each) for each in given}
    claims = tuple(
        claim_from(documents[each["id"]], number, record)
        for each in given
        for number, record in enumerate(each["encounters"])
    )
    investigation = Investigation(name="test", subject=SUBJECT, window=window, sources=tuple(sources))
    return Told(claims, documents, investigation)


@pytest.fixture
def tell() -> Callable[..., Told]:
    """Documents with their encounters in the exchange format, as claims."""
    return told_from


@pytest.fixture
def ledger() -> Callable[..., tuple[Encounter, ...]]:
    """Documents with their encounters in the exchange format, as records."""

    def resolved(
        *given: Mapping[str, Any],
        window: str | None = None,
        sources: Sequence[Source] = (),
        judgements: Sequence[Judgement] = (),
    ) -> tuple[Encounter, ...]:
        return resolve(*told_from(given, window, sources), judgements)

    return resolved


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a case file."""
    if "case" in metafunc.fixturenames:
        files = sorted(CASES.glob("*.json"))
        metafunc.parametrize("case", [json.loads(f.read_text()) for f in files], ids=[f.stem for f in files])
