"""The built-in reader: documents in, claims out."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from whomet.claims.drafts import Draft
from whomet.claims.entities import build_mentions
from whomet.claims.extraction import Extractor
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.merging import merge_drafts
from whomet.claims.outcomes import read_outcomes
from whomet.claims.parse import parse_documents
from whomet.claims.register_rows import claim_of_row, leads_of_row, leads_of_text
from whomet.claims.scorer import load_scorer
from whomet.knowledge.lexicon import fingerprint, languages
from whomet.knowledge.offices import load_office_table
from whomet.knowledge.offices.holding import Holding
from whomet.model import (
    Claim,
    Document,
    DocumentKind,
    Issue,
    Lead,
    Noun,
    Occurrence,
    OutcomeClaim,
    Participant,
    Subject,
    Tier,
    Verification,
)

PRODUCER = f"rules@0.1+{fingerprint('en')}"


class DocumentReading(Noun):
    """What was read from one document. An unread document has an issue that says why."""

    document_id: str
    claims: tuple[Claim, ...] = ()
    outcomes: tuple[OutcomeClaim, ...] = ()
    leads: tuple[Lead, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_documents(documents: Iterable[Document], subject: Subject) -> Iterator[DocumentReading]:
    """Read documents in order; a text in a language that is not read yet is reported, not skipped."""
    known = set(languages())
    for language, group in groupby(documents, key=_language):
        if language is None:
            yield from (_row_read(document, subject) for document in group)
            continue
        if language not in known:
            for document in group:
                yield DocumentReading(document_id=document.id, issues=(_unread(document, language),))
            continue
        for parsed in parse_documents(group, language):
            mentions = build_mentions(parsed, subject, language)
            drafts = merge_drafts(Extractor(mentions, subject, language, load_scorer(language)).drafts())
            claims = tuple(c for d in drafts if (c := _claim(d, mentions)) is not None)
            outcomes = read_outcomes(mentions, claims, subject, language)
            leads: tuple[Lead, ...] = ()
            if parsed.document.kind is DocumentKind.REGISTER and not claims:
                leads = leads_of_text(parsed.document, subject, PRODUCER)
            yield DocumentReading(
                document_id=parsed.document.id, claims=claims, outcomes=outcomes, leads=leads
            )


def _language(document: Document) -> str | None:
    """The language to read a document in; None for the row of a register whose columns are known."""
    return None if document.row else document.language or "en"


def _row_read(document: Document, subject: Subject) -> DocumentReading:
    """What the columns of a register's row say."""
    if document.row is None or document.row.met_with is None:
        return DocumentReading(document_id=document.id)
    claim = claim_of_row(document, document.row, subject, PRODUCER)
    leads = leads_of_row(document, document.row, subject, PRODUCER)
    return DocumentReading(document_id=document.id, claims=(claim,) if claim else (), leads=leads)


def _unread(document: Document, language: str) -> Issue:
    return Issue(
        stage="claims",
        where=document.id,
        what=f"the text is in a language that is not read yet ({language})",
        next_step="translate it, or add lexicons for the language (CONTRIBUTING.md)",
    )


def _claim(draft: Draft, mentions: Mentions) -> Claim | None:
    """The claim of a draft. A bare negation that answers no report is no claim."""
    bare = draft.occurrence.value is Occurrence.DENIED and "verb of denial" not in draft.occurrence.rule
    if bare and draft.verification.value is not Verification.DISPUTED:
        return None
    figures = tuple(e for e in draft.figures if _political_then(mentions, e, draft))
    if not figures:
        return None
    participants = tuple(_participant(entity, draft, mentions) for entity in figures)
    parts = (
        mentions.parsed.document.id, draft.quote.start, draft.date.value, draft.occurrence.value, draft.mode.value,
        [p.name for p in participants],
    )  # fmt: skip
    key = "|".join(map(str, parts))
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=mentions.parsed.document.id,
        participants=participants,
        mode=draft.mode,
        occurrence=draft.occurrence,
        attribution=draft.attribution,
        verification=draft.verification,
        date=draft.date,
        place=draft.place,
        place_country=draft.place_country,
        topics=draft.topics,
        organisations=draft.organisations,
        quote=draft.quote,
        score=round(draft.score, 3),
        tier=Tier.CONFIDENT if draft.confident and _says_who(participants) else Tier.POSSIBLE,
        producer=PRODUCER,
    )


def _says_who(participants: tuple[Participant, ...]) -> bool:
    """Whether anybody is named, or at least the country of those who are not: "officials" alone are nobody."""
    return any(p.name is not None or p.country is not None for p in participants)


def _political_then(mentions: Mentions, entity_id: int, draft: Draft) -> bool:
    """Whether the figure was one on the day of the encounter: the text gives a title, or the office table
    does not say that every office of theirs lay before or after."""
    entity = mentions.entities[entity_id]
    day = draft.date.value or mentions.parsed.document.published_day
    if entity.title is not None or not entity.known or day is None or entity.kind is Kind.GROUP:
        return True
    table = load_office_table()
    held = [holding for figure in entity.known for _, holding in table.offices_on(figure, day)]
    return not held or any(holding is not Holding.NOT_HELD for holding in held)


def _participant(entity_id: int, draft: Draft, mentions: Mentions) -> Participant:
    entity = mentions.entities[entity_id]
    at = dict(draft.words).get(entity_id)
    own = [m for m in mentions.mentions if m.entity == entity_id]
    mention = mentions.at.get(at) if at is not None else None
    if mention is not None and mention.entity == entity_id:
        span = mentions.parsed.span(mention.start, mention.end)
    elif at is not None:
        span = mentions.parsed.span(at, at + 1)
    else:
        span = mentions.parsed.span(own[0].start, own[0].end)
    title = (mention.title if mention is not None and mention.entity == entity_id else None) or entity.title
    country = entity.country or (title.country if title else None)
    words = title.words if title else None
    if title is not None and title.qualifier == "former" and words and "ormer" not in words:
        words = f"former {words}"
    return Participant(
        name=entity.name,
        title=words,
        country=country,
        mention=span,
        title_span=mentions.parsed.span(title.start, title.end) if title else None,
        title_from="text" if title else None,
    )
