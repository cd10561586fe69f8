"""The page of the encounter format, with an example that the program itself has just read."""

import json
from enum import StrEnum
from typing import Any

from reference.markdown import code, codes, fenced, page, table
from reference.words import prose, sentences
from whomet.documents import read_original
from whomet.encounters import resolve
from whomet.export import (
    COLUMNS,
    claim_as_exchange,
    claim_reasons,
    encounter_as_exchange,
    outcome_as_exchange,
)
from whomet.knowledge.subjects import load_subject
from whomet.model import (
    Claim,
    Document,
    DocumentKind,
    Encounter,
    Investigation,
    Mode,
    Occurrence,
    OutcomeClaim,
    Span,
    Tier,
    Topic,
    Verification,
)
from whomet.reading import read
from whomet.sources import Incoming, describe

EXAMPLE = {
    "id": "example-1",
    "subject": "Elon Musk",
    "published": "2024-04-13",
    "kind": "news",
    "lang": "en",
    "text": "Argentine President Javier Milei met Elon Musk in Austin on Friday. They discussed lithium.",
}
VOCABULARIES: dict[str, type[StrEnum]] = {
    "kind": DocumentKind,
    "mode": Mode,
    "occurrence": Occurrence,
    "verification": Verification,
    "topics": Topic,
    "tier": Tier,
}


def formats_page() -> str:
    """Fields, vocabularies and an example of the encounter format."""
    document, claim, encounter = _example()
    fields = claim_as_exchange(claim)
    record = encounter_as_exchange(encounter, {claim.id: claim})
    added = [name for name in record if name not in fields]
    line = {"id": document.id, "encounters": [fields], "outcomes": []}
    vocabularies = [part for name, values in VOCABULARIES.items() for part in _vocabulary(name, values)]
    return page(
        "The encounter format",
        prose("formats.intro"),
        "## A document\n",
        prose("formats.document"),
        _fields("document", document_fields()),
        "## What one document tells\n",
        prose("formats.encounter"),
        _fields("encounter", fields),
        prose("formats.explain"),
        _fields("explain", claim_reasons(claim)),
        prose("formats.outcome"),
        _fields("outcome", outcome_as_exchange(_outcome(document))),
        "## A record of the ledger\n",
        prose("formats.record"),
        _fields("record", added),
        prose("formats.csv"),
        codes(COLUMNS) + "\n",
        "## Vocabularies\n",
        *vocabularies,
        "## Dates\n",
        prose("formats.dates"),
        "## Example\n",
        "This document\n",
        fenced(json.dumps(EXAMPLE, indent=1), "json"),
        "is read as\n",
        fenced(json.dumps(line, indent=1, ensure_ascii=False), "json"),
    )


def document_fields() -> tuple[str, ...]:
    """The fields of a document that are read; others are left alone."""
    return (
        "id", "text", "published", "kind", "lang", "subject", "title", "publisher", "author", "handle", "url",
        "restates",
    )  # fmt: skip


def _fields(section: str, names: Any) -> str:
    said = sentences(f"formats.{section}", names)
    return table(("field", "value"), ((code(name), words) for name, words in said.items()))


def _vocabulary(name: str, values: type[StrEnum]) -> list[str]:
    said = sentences(f"vocabularies.{name}", values)
    return [f"### `{name}`\n", table(("value", "meaning"), ((code(v), words) for v, words in said.items()))]


def _example() -> tuple[Document, Claim, Encounter]:
    incoming = Incoming(json.dumps(EXAMPLE).encode(), "example.json")
    document = read_original(incoming.data, describe(incoming)).documents[0]
    subject = load_subject(EXAMPLE["subject"])
    (claim,) = next(iter(read([document], subject))).claims
    (encounter,) = resolve([claim], {document.id: document}, Investigation(name="Example", subject=subject))
    return document, claim, encounter


def _outcome(document: Document) -> OutcomeClaim:
    return OutcomeClaim(
        id="o1",
        document_id=document.id,
        what="",
        date=None,
        country=None,
        organisation=None,
        amount=None,
        quote=Span(start=0, end=0, text=""),
        producer="reference",
    )
