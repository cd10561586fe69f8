"""Proving what is published: every archived original against its hash, every quote against the original."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whomet.documents.prove import prove
from whomet.errors import ArchiveError, TimestampRefused, UnreadableInput
from whomet.folder import Folder
from whomet.issues import issue_from
from whomet.model import Claim, Document, Issue, Reading, Span
from whomet.sources import check_timestamps, stamp
from whomet.watching import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Proof:
    """How many quotes in how many documents were found again in their originals, and what was not.
    `timestamps` are the moments by which an authority vouches that the archive existed."""

    quotes: int
    documents: int
    issues: tuple[Issue, ...]
    timestamps: tuple[datetime, ...] = ()


def prove_all(folder: Folder, *, watch: Watch = unwatched) -> Proof:
    """Check every archived original, and every quote and span of every claim, outcome and lead.

    A file that is missing or changed is named once; what was quoted from it counts as not proven.
    """
    spans: dict[str, list[Span]] = {}
    for claim in folder.ledger.claims():
        spans.setdefault(claim.document_id, []).extend(claim_spans(claim))
    for outcome in folder.ledger.outcomes():
        spans.setdefault(outcome.document_id, []).append(outcome.quote)
    for lead in folder.ledger.leads():
        spans.setdefault(lead.document_id, []).extend((lead.quote, lead.company_span))
    documents: dict[str, list[Document]] = {}
    for document in folder.ledger.documents():
        documents.setdefault(document.sha256, []).append(document)
    originals = folder.ledger.originals()
    ours = {str(folder.archive.path(original.sha256)) for original in originals}
    issues = [issue for issue in folder.archive.check() if issue.where not in ours]
    quotes = proven = 0
    for done, original in enumerate(originals, start=1):
        watch("files checked", done, len(originals))
        try:
            data = folder.archive.read(original.sha256)
        except ArchiveError as error:
            damage = issue_from(error, stage="sources")
            issues.append(damage.model_copy(update={"what": f"{damage.what}: {original.name}"}))
            continue
        for document in documents.get(original.sha256, []):
            wrong = list(_unproven(document, spans.get(document.id, []), data))
            issues.extend(wrong)
            quotes += len(spans.get(document.id, [])) - len(wrong)
            proven += not wrong
    moments: tuple[datetime, ...] = ()
    if timestamping := folder.investigation.timestamping:
        checked = check_timestamps(folder.path, timestamping, (original.sha256 for original in originals))
        moments = checked.moments
        issues.extend(checked.issues)
    return Proof(quotes, proven, tuple(issues), moments)


def stamp_archive(folder: Folder) -> tuple[Issue, ...]:
    """Have the archive's originals stamped with the time, where the settings name an authority and they are not
    stamped yet. An authority that gives no timestamp is reported: the next run asks again.

    Raises SettingsError where the authority's certificate cannot be read.
    """
    timestamping = folder.investigation.timestamping
    if timestamping is None:
        return ()
    try:
        stamp(folder.path, timestamping, (original.sha256 for original in folder.ledger.originals()))
    except (TimestampRefused, ArchiveError) as error:
        return (issue_from(error, stage="sources"),)
    return ()


def claim_spans(claim: Claim) -> Iterator[Span]:
    """Every span that a claim points to, its quote first."""
    yield claim.quote
    for participant in claim.participants:
        yield participant.mention
        if participant.title_span:
            yield participant.title_span
    readings: tuple[Reading[Any], ...] = (
        claim.mode,
        claim.occurrence,
        claim.attribution,
        claim.verification,
        claim.date,
        claim.place,
        claim.place_country,
        *claim.topics,
        *claim.organisations,
    )
    for reading in readings:
        yield from reading.spans


def _unproven(document: Document, spans: list[Span], data: bytes) -> Iterator[Issue]:
    for span in spans:
        try:
            found = prove(document, span, data)
        except UnreadableInput as error:
            yield issue_from(error, stage="documents", where=document.id)
            continue
        if not found:
            yield Issue(
                stage="documents",
                where=document.id,
                what=f"characters {span.start} to {span.end} are not in the original: {span.text!r}",
                next_step="add its source again, then whomet run",
            )
