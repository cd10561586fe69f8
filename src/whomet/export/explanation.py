"""From a record or a number down to the words: quotes, offsets, files and hashes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from whomet.model import Chosen, Claim, Count, Document, Encounter, Original

# What a server's answer tells of the page itself (RFC 9110); cookies and caches say nothing about it.
_TELLING_HEADERS = frozenset({"date", "last-modified", "etag", "content-type", "content-language", "server"})


def explain_encounter(
    encounter: Encounter,
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    captures: Mapping[str, Sequence[Original]],
) -> Iterator[str]:
    """Lines that lead from one record to everything it rests on.

    Offsets are characters of the document's text; the hash names the archived original, whose `captures` (by
    that hash) say where and when it was found.
    """
    yield f"{encounter.id}  {_title(encounter)}"
    yield f"  {'counted' if encounter.counted else f'not counted: {encounter.reason}'}"
    yield f"  independent sources: {encounter.independent_sources}"
    fields: dict[str, Chosen[Any]] = {
        "date": encounter.date,
        "mode": encounter.mode,
        "occurrence": encounter.occurrence,
        "verification": encounter.verification,
        "place": encounter.place,
        "country of the place": encounter.place_country,
    }
    for name, chosen in fields.items():
        if chosen.value is None and not chosen.others:
            continue
        yield f"  {name}: {chosen.value or 'not known'} ({chosen.why})"
        for other in chosen.others:
            yield f"    against {other.value or 'nothing said'}, which {', '.join(other.claims)} gives"
    for figure in encounter.figures:
        office = ", ".join(part for part in (figure.title, figure.country) if part) or "no title known"
        yield f"  with {figure.name or 'unnamed'}: {office} [{figure.figure_id}]"
    for claim_id in encounter.claims:
        claim = claims[claim_id]
        yield from _explain_claim(claim, documents[claim.document_id], captures)


def explain_count(count: Count, encounters: Mapping[str, Encounter]) -> Iterator[str]:
    """Lines that say why a number is at least what it is: its rule, and the records no two of which can
    be one. The records' own ids lead further down."""
    yield f"at least {count.number} {count.what}"
    for assumption in count.assumptions:
        yield f"  assuming: {assumption}"
    if count.members:
        for member, records in count.members:
            yield f"  {member}"
            for record in records:
                yield f"    {record}  {_title(encounters[record])}"
        return
    for record in count.records:
        yield f"  {record}  {_title(encounters[record])}"


def _explain_claim(
    claim: Claim, document: Document, captures: Mapping[str, Sequence[Original]]
) -> Iterator[str]:
    yield f"  claim {claim.id}: {claim.occurrence.value}, {claim.date.value or 'undated'}"
    yield f"    “{claim.quote.text}”"
    yield f"    {document.id}, characters {claim.quote.start} to {claim.quote.end}"
    published = (
        f"{document.published_day} (from {document.published.how})" if document.published else "not known"
    )
    yield f"    {document.publisher or document.handle or 'publisher not known'}, published {published}"
    if document.url:
        yield f"    {document.url}"
    if document.copy_of:
        yield f"    a copy of {document.copy_of}"
    if document.restates:
        yield f"    restates {document.restates}"
    member = f", {document.member}" if document.member else ""
    for capture in captures[document.sha256]:
        yield f"    file {capture.name}{member}, sha256 {capture.sha256}"
        yield from _explain_capture(capture)
    yield f"    read from: {_words(claim)}"


def _explain_capture(capture: Original) -> Iterator[str]:
    """When an original was fetched, from where, and what the server said of it."""
    if capture.url and capture.fetched:
        yield f"      fetched {capture.fetched} from {capture.url}"
    elif capture.fetched:
        yield f"      fetched {capture.fetched}"
    if capture.requested and capture.requested != capture.url:
        yield f"      asked for as {capture.requested}"
    told = [f"{name}: {value}" for name, value in capture.headers if name.lower() in _TELLING_HEADERS]
    if told:
        yield f"      the server said {'; '.join(told)}"


def _words(claim: Claim) -> str:
    """The words of each field, with their offsets."""
    readings: Iterable[tuple[str, Any]] = (
        ("mode", claim.mode),
        ("occurrence", claim.occurrence),
        ("date", claim.date),
        ("place", claim.place),
    )
    shown = [f"{p.name or p.title} {p.mention.start}:{p.mention.end}" for p in claim.participants]
    for name, reading in readings:
        spans = " ".join(f"{span.text!r} {span.start}:{span.end}" for span in reading.spans)
        if spans:
            shown.append(f"{name} {spans}")
    return ", ".join(shown)


def _title(encounter: Encounter) -> str:
    names = ", ".join(figure.name or figure.title or "unnamed" for figure in encounter.figures)
    day = encounter.date.value or "undated"
    return f"{day}  {names}  ({encounter.mode.value}, {encounter.occurrence.value})"
