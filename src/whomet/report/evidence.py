"""What a record rests on: every claim with its quote, its document, and the words of each field."""

from dataclasses import dataclass

from whomet.errors import UnreadableInput
from whomet.model import Claim, Document, Publication, Reading, Span
from whomet.report.addresses import web_link
from whomet.report.quotation import Quotation, quotation
from whomet.report.records import Record
from whomet.report.spoken_dates import in_words
from whomet.report.wording import Word, Wording


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document's particulars. `link` is set only where the address may be linked."""

    document: Document
    name: str
    publisher: str
    published: str
    kind_label: str
    link: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class WordsOfField:
    """A field's value as one document gives it, the words it was read from, and the rule."""

    field: str
    value: str
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim. `number` is how the page refers to it."""

    number: int
    claim: Claim
    document: DocumentShown
    quotation: Quotation
    attribution: Word
    readings: tuple[WordsOfField, ...]


def claim_of(publication: Publication, claim_id: str, where: str) -> Claim:
    """The claim. Raises UnreadableInput where the publication lacks it."""
    if claim_id not in publication.claims:
        raise UnreadableInput(
            f"rests on claim {claim_id!r}, which the publication does not hold",
            where=where,
            next_step="run `whomet run` so that ledger and claims agree",
        )
    return publication.claims[claim_id]


def document_of(publication: Publication, document_id: str, where: str) -> Document:
    """The document. Raises UnreadableInput where the publication lacks it."""
    if document_id not in publication.documents:
        raise UnreadableInput(
            f"rests on document {document_id!r}, which the publication does not hold",
            where=where,
            next_step="run `whomet run` so that ledger and documents agree",
        )
    return publication.documents[document_id]


def evidence_of(record: Record, publication: Publication, wording: Wording) -> tuple[Evidence, ...]:
    """The record's claims by date of publication, numbered from 1.

    Raises UnreadableInput where a claim or document is missing or a quote is not in its document.
    """
    found = []
    for claim_id in record.encounter.claims:
        claim = claim_of(publication, claim_id, record.id)
        document = document_of(publication, claim.document_id, record.id)
        found.append((document.published_day or "9999", claim.id, claim, document))
    return tuple(
        Evidence(
            number=number,
            claim=claim,
            document=document_shown(document, publication, wording),
            quotation=quoted(document, claim.quote, wording),
            attribution=wording.attributions[claim.attribution.value],
            readings=_readings(claim, wording),
        )
        for number, (_, _, claim, document) in enumerate(sorted(found, key=lambda row: row[:2]), start=1)
    )


def quoted(document: Document, span: Span, wording: Wording) -> Quotation:
    """A span of the document in its context. Raises UnreadableInput where its words are not there."""
    try:
        return quotation(document.text, span, document.language, wording.sentences.abbreviations)
    except ValueError as error:
        raise UnreadableInput(
            f"a quote is not where it is said to be: {error}",
            where=document.id,
            next_step="run `whomet verify`",
        ) from error


def document_shown(document: Document, publication: Publication, wording: Wording) -> DocumentShown:
    """The particulars of a document."""
    publisher = document.publisher or document.author or document.handle or "Publisher not known"
    original = publication.documents.get(document.copy_of) if document.copy_of else None
    return DocumentShown(
        document=document,
        name=document.title or publisher,
        publisher=publisher,
        published=_published(document, wording),
        kind_label=wording.kinds[document.kind].label,
        link=web_link(document.url),
        copy_of=_original_name(original) if original else document.copy_of,
    )


def _original_name(original: Document) -> str:
    publisher = original.publisher or original.author or original.handle
    title = f"“{original.title}”" if original.title else original.id
    return f"{title} ({publisher})" if publisher else title


def _published(document: Document, wording: Wording) -> str:
    if document.published_day is None:
        return "date of publication not known"
    try:
        return in_words(document.published_day, wording)
    except ValueError as error:
        raise UnreadableInput(
            f"the date of publication cannot be printed: {error}",
            where=document.id,
            next_step="give the document's date when adding it",
        ) from error


def _readings(claim: Claim, wording: Wording) -> tuple[WordsOfField, ...]:
    """Every field of the claim with its words, participants first."""
    rows = [
        WordsOfField(
            field="Political figure",
            value=", ".join(filter(None, (p.name, p.title, wording.country_name(p.country)))),
            spans=(p.mention, *([p.title_span] if p.title_span else [])),
            rule=" ".join(filter(None, (_title_origin(p.title_from), p.link_reason))),
        )
        for p in claim.participants
    ]

    def row[T: str | None](field: str, reading: Reading[T], value: str) -> None:
        rows.append(WordsOfField(wording.fields[field], value, reading.spans, reading.rule))

    row("date", claim.date, in_words(claim.date.value, wording) if claim.date.value else "not stated")
    row("mode", claim.mode, wording.value_label(claim.mode.value))
    row("occurrence", claim.occurrence, wording.value_label(claim.occurrence.value))
    row("verification", claim.verification, wording.value_label(claim.verification.value))
    row("attribution", claim.attribution, wording.value_label(claim.attribution.value))
    row("place", claim.place, claim.place.value or "not stated")
    code = claim.place_country.value
    row("place_country", claim.place_country, wording.country_name(code) if code else "not stated")
    for topic in claim.topics:
        row("topics", topic, wording.value_label(topic.value))
    for organisation in claim.organisations:
        row("organisations", organisation, organisation.value)
    return tuple(rows)


def _title_origin(title_from: str | None) -> str | None:
    match title_from:
        case "text":
            return "title as the text gives it."
        case "table":
            return "title from the dated table of offices."
    return title_from
