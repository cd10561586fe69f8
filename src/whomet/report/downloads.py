"""The ledger as files to take away: JSON in the encounter format, and a table for a spreadsheet."""

import csv
import io
import json
from collections.abc import Sequence

from whomet.errors import UnreadableInput
from whomet.model import Claim, Encounter, Noun, Publication
from whomet.report.evidence import claim_of
from whomet.report.records import Record

_COLUMNS = (
    "id", "date", "figures", "titles", "countries", "mode", "occurrence", "verification", "place",
    "place_country", "topics", "organisations", "counted", "reason", "independent_sources", "documents",
    "quote", "page",
)  # fmt: skip
# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class FigureEntry(Noun):
    """A political figure in the encounter format."""

    name: str | None
    title: str | None
    country: str | None


class EncounterEntry(Noun):
    """A record in the encounter format, with the ledger's own fields after it. `with_` is written
    `with`; `start` and `end` are offsets in the text of `quote_document`."""

    with_: tuple[FigureEntry, ...]
    mode: str
    occurrence: str
    verification: str
    date: str | None
    date_text: str | None
    place: str | None
    place_country: str | None
    topics: tuple[str, ...]
    orgs: tuple[str, ...]
    quote: str
    start: int
    end: int
    score: float
    tier: str
    id: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    counted: bool
    reason: str | None
    independent_sources: int
    quote_document: str


class OutcomeEntry(Noun):
    """A development in the encounter format."""

    what: str
    date: str | None
    country: str | None
    org: str | None
    amount: str | None
    quote: str
    document: str


def best_claim(encounter: Encounter, publication: Publication) -> Claim:
    """The claim that shows the record best: one that gives its occurrence, its date if possible, then
    the highest score. Raises UnreadableInput where the publication lacks a claim."""
    claims = [claim_of(publication, claim_id, encounter.id) for claim_id in encounter.claims]
    if not claims:
        raise UnreadableInput(
            "a record without a claim cannot be shown",
            where=encounter.id,
            next_step="run `whomet run` so that ledger and claims agree",
        )
    return max(
        claims,
        key=lambda claim: (
            claim.id in encounter.occurrence.claims,
            claim.id in encounter.date.claims,
            claim.score,
            claim.id,
        ),
    )


def ledger_json(records: Sequence[Record], publication: Publication) -> str:
    """All records and developments as one JSON object, indented, in the order of the records."""
    encounters = [_entry(record.encounter, publication).model_dump() for record in records]
    for entry in encounters:
        entry["with"] = entry.pop("with_")
    ordered = [{"with": entry["with"], **entry} for entry in encounters]
    outcomes = [
        OutcomeEntry(
            what=o.what, date=o.date, country=o.country, org=o.organisation, amount=o.amount,
            quote=o.quote.text, document=o.document_id,
        ).model_dump()
        for o in sorted(publication.outcomes, key=lambda outcome: outcome.id)
    ]  # fmt: skip
    whole = {
        "id": publication.investigation.name,
        "subject": publication.investigation.subject.name,
        "window": publication.investigation.window,
        "as_of": publication.as_of,
        "encounters": ordered,
        "outcomes": outcomes,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def ledger_csv(records: Sequence[Record], publication: Publication) -> str:
    """All records as CSV (RFC 4180, a header line, lists joined by "; ").

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for record in records:
        table.writerow([_harmless(cell) for cell in _cells(record, publication)])
    return out.getvalue()


def _cells(record: Record, publication: Publication) -> list[str]:
    encounter = record.encounter
    return [
        encounter.id,
        encounter.date.value or "",
        "; ".join(figure.name or "" for figure in encounter.figures),
        "; ".join(figure.title or "" for figure in encounter.figures),
        "; ".join(figure.country or "" for figure in encounter.figures),
        encounter.mode.value.value,
        encounter.occurrence.value.value,
        encounter.verification.value.value,
        encounter.place.value or "",
        encounter.place_country.value or "",
        "; ".join(topic.value.value for topic in encounter.topics),
        "; ".join(organisation.value for organisation in encounter.organisations),
        "yes" if encounter.counted else "no",
        encounter.reason or "",
        str(encounter.independent_sources),
        "; ".join(encounter.documents),
        best_claim(encounter, publication).quote.text,
        record.page,
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _entry(encounter: Encounter, publication: Publication) -> EncounterEntry:
    claim = best_claim(encounter, publication)
    spans = claim.date.spans if claim.date.value else ()
    return EncounterEntry(
        with_=tuple(FigureEntry(name=f.name, title=f.title, country=f.country) for f in encounter.figures),
        mode=encounter.mode.value,
        occurrence=encounter.occurrence.value,
        verification=encounter.verification.value,
        date=encounter.date.value,
        date_text=" … ".join(span.text for span in spans) or None,
        place=encounter.place.value,
        place_country=encounter.place_country.value,
        topics=tuple(topic.value for topic in encounter.topics),
        orgs=tuple(organisation.value for organisation in encounter.organisations),
        quote=claim.quote.text,
        start=claim.quote.start,
        end=claim.quote.end,
        score=claim.score,
        tier=claim.tier,
        id=encounter.id,
        documents=encounter.documents,
        claims=encounter.claims,
        counted=encounter.counted,
        reason=encounter.reason,
        independent_sources=encounter.independent_sources,
        quote_document=claim.document_id,
    )
