"""A claim together with what its document adds: who speaks, when, and which days are possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from whomet.encounters.figure_keys import FigureKeys, fold
from whomet.errors import UnreadableInput
from whomet.model import (
    Attribution,
    Claim,
    DateRange,
    Document,
    DocumentKind,
    Investigation,
    Occurrence,
    Source,
    Tier,
    is_day,
    parse_edtf,
)

UNLISTED_TIER = 3
"""The tier of a source that the investigation does not list: after those it does."""

PUBLICATION_TRUSTED = 0.5
"""From this confidence on, a date of publication may bound the date of an encounter."""

ZONE_SLACK = timedelta(days=1)
"""A text of the evening in Washington may tell of the next day in Tokyo."""

PLAN_HORIZON = timedelta(days=366)
"""An undated plan is looked for within a year of its announcement; later meetings are others."""

type SortKey = tuple[str, str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim, ready to be compared. `stated` is the date that its words give, `inferred` that of the
    narrative around it, where they give none. `days` are those on which the encounter can have been, by
    the stated date and by when its document was published; `family` is the
    document that its text was copied from (itself, for an original); `source` names who speaks,
    equal for two texts of one outlet and for copies; `speaks` says that this is a participant."""

    claim: Claim
    document: Document
    figures: tuple[str, ...]
    stated: DateRange | None
    inferred: DateRange | None
    days: DateRange
    published: date | None
    family: str
    source: str
    label: str
    tier: int
    speaks: bool

    @property
    def day(self) -> date | None:
        """The one day that the claim names, if it names one."""
        return self.stated.earliest if self.stated and is_day(self.claim.date.value) else None

    @property
    def confident(self) -> bool:
        """Whether the claim is sure enough to be shown without an editor."""
        return self.claim.tier is Tier.CONFIDENT

    @property
    def is_copy(self) -> bool:
        """Whether the document repeats another one."""
        return self.family != self.document.id

    @property
    def sort_key(self) -> SortKey:
        """An order of claims that does not depend on the order in which they were given."""
        claim = self.claim
        return (
            claim.document_id,
            " ".join(self.figures),
            claim.date.value or "",
            claim.mode.value,
            claim.quote.start,
            claim.id,
        )


def possible_days(stated: DateRange | None, occurrence: Occurrence, published: date | None) -> DateRange:
    """The days on which an encounter can have been: what happened was before its report (with a
    day's slack for time zones), what is planned comes after its announcement. A stated date that
    contradicts this is left as stated."""
    days = stated or DateRange(earliest=None, latest=None)
    if published is None:
        return days
    bound = DateRange(earliest=None, latest=None)
    if occurrence is Occurrence.HAPPENED:
        bound = DateRange(earliest=None, latest=published + ZONE_SLACK)
    elif occurrence is Occurrence.PLANNED:
        end = None if stated else published + PLAN_HORIZON
        bound = DateRange(earliest=published - ZONE_SLACK, latest=end)
    if not days.overlaps(bound):
        return days
    starts = [day for day in (days.earliest, bound.earliest) if day]
    ends = [day for day in (days.latest, bound.latest) if day]
    return DateRange(earliest=max(starts, default=None), latest=min(ends, default=None))


def publication_day(document: Document) -> date | None:
    """The day of publication, where it is known well enough to reason from it."""
    if document.published is None or document.published.confidence < PUBLICATION_TRUSTED:
        return None
    return date.fromisoformat(document.published.value[:10])


def source_of(document: Document, sources: Sequence[Source]) -> Source | None:
    """The investigation's source that a document comes from: by publisher, handle, author or host."""
    host = (urlsplit(document.url or "").hostname or "").removeprefix("www.")
    given = {fold(value) for value in (document.publisher, document.handle, document.author, host) if value}
    for source in sources:
        if given & {fold(value) for value in (source.name, *source.match)}:
            return source
    return None


def _original(document: Document, documents: Mapping[str, Document]) -> Document:
    """The document at the root of a chain of copies (the last one held, where the root is not)."""
    seen = {document.id}
    while document.copy_of is not None and document.copy_of in documents and document.copy_of not in seen:
        document = documents[document.copy_of]
        seen.add(document.id)
    return document


def _is_participant(
    claim: Claim, document: Document, source: Source | None, investigation: Investigation
) -> bool:
    """Whether the document is a participant's own word: a post, press release or register of the
    subject or of a government whose figure took part, unless it cites another source."""
    if document.kind is DocumentKind.NEWS:
        return False
    if claim.attribution.value in {Attribution.OTHER_OUTLET, Attribution.UNNAMED_SOURCES}:
        return False
    subject = investigation.subject
    own = {fold(name) for name in (subject.name, *subject.aliases, *subject.handles)}
    if own & {fold(name) for name in (document.handle, document.author) if name is not None}:
        return True
    if source is None or source.speaks_for is None:
        return False
    return source.speaks_for == "subject" or source.speaks_for in {p.country for p in claim.participants}


def testimonies(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    investigation: Investigation,
    keys: FigureKeys,
) -> tuple[Testimony, ...]:
    """The claims with what their documents add, in an order of their own.

    Raises UnreadableInput where a claim's document is not among `documents` or its date is not
    one of the EDTF values that whomet knows.
    """
    told = []
    for claim in claims:
        document = documents.get(claim.document_id)
        if document is None:
            raise UnreadableInput(
                f"claim {claim.id} cannot be resolved without its document",
                where=claim.document_id,
                next_step="run `whomet verify`, then add the document again",
            )
        try:
            given = parse_edtf(claim.date.value) if claim.date.value is not None else None
        except ValueError as error:
            raise UnreadableInput(
                f"claim {claim.id}: {error}", where=document.id, next_step="read the document again"
            ) from error
        stated, inferred = (None, given) if claim.date_is_inferred else (given, None)
        published = publication_day(document)
        original = _original(document, documents)
        source = source_of(original, investigation.sources)
        outlet = original.publisher or original.handle or original.author
        told.append(
            Testimony(
                claim=claim,
                document=document,
                figures=tuple(sorted({keys.key(person) for person in claim.participants})),
                stated=stated,
                inferred=inferred,
                days=possible_days(stated, claim.occurrence.value, published),
                published=published,
                family=original.copy_of or original.id,
                source=source.name if source else fold(outlet) if outlet else original.id,
                label=source.name if source else outlet or original.id,
                tier=source.tier if source else UNLISTED_TIER,
                speaks=_is_participant(
                    claim, document, source_of(document, investigation.sources), investigation
                ),
            )
        )
    return tuple(sorted(told, key=lambda testimony: testimony.sort_key))
