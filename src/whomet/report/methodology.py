"""What the methodology page says of this investigation: generated from its counting rule and documents."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from babel import Locale

from whomet.model import Document, DocumentKind, Issue, Occurrence, Publication, Source, Tier, Verification
from whomet.report.spoken_dates import in_words
from whomet.report.wording import Word, Wording


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as declared, or a publisher that no declaration covers (`tier` None), with its documents."""

    name: str
    kind: str
    tier: int | None
    speaks_for: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Status:
    """A value of a closed vocabulary, what it means, and whether the counting rule counts it."""

    word: Word
    counts: bool | None


@dataclass(frozen=True, slots=True)
class Methodology:
    """The facts of the methodology page. `window_words` is None where there is no window."""

    window_words: str | None
    occurrences: tuple[Status, ...]
    verifications: tuple[Status, ...]
    modes: tuple[Status, ...]
    undated_counts: bool
    languages: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    kinds: tuple[tuple[str, int], ...]
    documents: int
    copies: int
    restated: int
    producers: tuple[str, ...]
    titles_from_text: int
    titles_from_table: int
    issues: tuple[Issue, ...]
    read_by_editor: int
    waiting: int
    rejected: int


def methodology_of(publication: Publication, wording: Wording) -> Methodology:
    """The methodology of this publication."""
    rule = publication.investigation.rule
    encounters = publication.encounters
    documents = tuple(publication.documents.values())
    kinds = Counter(document.kind for document in documents)
    origins = Counter(p.title_from for c in publication.claims.values() for p in c.participants if p.title)
    return Methodology(
        window_words=window_words(publication, wording),
        occurrences=tuple(Status(wording.occurrences[o], o in rule.occurrences) for o in Occurrence),
        verifications=tuple(Status(wording.verifications[v], v in rule.verifications) for v in Verification),
        modes=tuple(Status(word, None) for word in wording.modes.values()),
        undated_counts=rule.undated_counts,
        languages=tuple(language_name(code, wording) for code in publication.investigation.languages),
        sources=_sources(publication.investigation.sources, documents, wording),
        kinds=tuple((wording.kinds[kind].label, kinds[kind]) for kind in DocumentKind if kinds[kind]),
        documents=len(documents),
        copies=sum(document.copy_of is not None for document in documents),
        restated=sum(document.restates is not None for document in documents),
        producers=tuple(sorted({claim.producer for claim in publication.claims.values()})),
        titles_from_text=origins["text"],
        titles_from_table=origins["table"],
        issues=tuple(
            sorted(
                map(_without_folders, publication.issues),
                key=lambda issue: (issue.stage, issue.where, issue.what),
            )
        ),
        read_by_editor=sum(encounter.counted and encounter.accepted is True for encounter in encounters),
        waiting=sum(e.accepted is None and e.tier is Tier.POSSIBLE for e in encounters),
        rejected=sum(encounter.accepted is False for encounter in encounters),
    )


def _without_folders(issue: Issue) -> Issue:
    """The issue with the name of its file only: where a newsroom keeps its files is nobody's business."""
    return issue.model_copy(update={"where": re.split(r"[/\\]", issue.where)[-1] or issue.where})


def window_words(publication: Publication, wording: Wording) -> str | None:
    """The investigation's window as words, or None where it has none."""
    window = publication.investigation.window
    return in_words(window, wording) if window else None


def language_name(code: str, wording: Wording) -> str:
    """The name of a language in the language of the page; the code where CLDR has none."""
    names: dict[str, str] = dict(Locale.parse(wording.language).languages)
    return names.get(code, code)


def _sources(
    declared: tuple[Source, ...], documents: tuple[Document, ...], wording: Wording
) -> tuple[SourceRow, ...]:
    """Declared sources by tier, then the publishers that none of them matches."""
    names = {
        name.casefold(): source for source in reversed(declared) for name in (source.name, *source.match)
    }
    found: Counter[str] = Counter()
    undeclared: Counter[tuple[str, DocumentKind]] = Counter()
    for document in documents:
        source = next((names[name] for name in _names_of(document) if name in names), None)
        if source:
            found[source.name] += 1
        else:
            undeclared[(document.publisher or document.handle or "Publisher not known", document.kind)] += 1
    rows = [
        SourceRow(
            source.name,
            _source_kind(source.kind, wording),
            source.tier,
            source.speaks_for,
            found[source.name],
        )
        for source in sorted(declared, key=lambda s: (s.tier, s.name.casefold()))
    ]
    rows += [
        SourceRow(name, wording.kinds[kind].label, None, None, number)
        for (name, kind), number in sorted(undeclared.items(), key=lambda item: item[0][0].casefold())
    ]
    return tuple(rows)


def _names_of(document: Document) -> list[str]:
    """Under what names a declaration may know the document: publisher, author, handle, host."""
    host = urlsplit(document.url).hostname if document.url else None
    known = (document.publisher, document.author, document.handle, host, (host or "").removeprefix("www."))
    return [name.casefold() for name in known if name]


def _source_kind(kind: str, wording: Wording) -> str:
    return wording.source_kinds[kind].label if kind in wording.source_kinds else kind
