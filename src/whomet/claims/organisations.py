"""Which of the subject's companies a record concerns, and by which the text introduces the subject."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.cues import word_set
from whomet.claims.mentions import Mentions
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.places import PlaceKind, load_places
from whomet.model import Company, Document, Reading, Subject, parse_edtf

# Characters on either side of the subject's name within which a company introduces them.
_BESIDE_NAME = 60


def in_time(company: Company, date: str | None) -> bool:
    """Whether the subject's tie to the company covers (part of) the date; yes where nothing is dated."""
    if date is None or (company.since is None and company.until is None):
        return True
    try:
        tie = parse_edtf(f"{company.since or '..'}/{company.until or '..'}")
    except ValueError:
        return True
    return tie.overlaps(parse_edtf(date))


def read_organisations(
    mentions: Mentions,
    subject: Subject,
    stretches: Iterable[tuple[int, int]],
    date: str | None,
    language: str = "en",
) -> tuple[Reading[str], ...]:
    """Companies named in the character stretches of a record, each once, the company for its product; where
    none is, the one by which the text introduces the subject."""
    stretches = tuple(stretches)
    document = mentions.parsed.document
    if not subject.companies:
        beside = _distinct(r for start, end in stretches for r in _introduced(mentions, start, end, language))
        return beside or _distinct(_introduced(mentions, 0, len(document.text), language))[:1]
    bodies = word_set(language, "organisations", "heading", "intergovernmental")
    companies = tuple(c for c in subject.companies if in_time(c, date) and c.name not in bodies)
    named = _distinct(
        r for start, end in stretches for r in _named(document, companies, start, end, language)
    )
    return named or _introducing(mentions, companies, language)


def _distinct(readings: Iterable[Reading[str]]) -> tuple[Reading[str], ...]:
    found: dict[str, Reading[str]] = {}
    for reading in readings:
        found.setdefault(reading.value, reading)
    return tuple(found.values())


def _named(
    document: Document, companies: Iterable[Company], start: int, end: int, language: str
) -> Iterator[Reading[str]]:
    """The companies whose name, alias or product stands in the stretch, other than as a platform."""
    for company in companies:
        for word in (company.name, *company.aliases, *company.products):
            match = next(
                (
                    m
                    for m in re.compile(rf"(?<![\w@#]){re.escape(word)}(?!\w)").finditer(
                        document.text, start, end
                    )
                    if not _is_platform(document.text, m, language)
                ),
                None,
            )
            if match is not None:
                rule = "named in the record" if word == company.name else f"{word} stands for {company.name}"
                yield Reading(value=company.name, spans=(document.span(*match.span()),), rule=rule)
                break


@cache
def _platform(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language, "organisations")["platform"]
    before = "|".join(map(re.escape, words["before"]))
    after = "|".join(map(re.escape, words["after"]))
    return re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE), re.compile(rf"\s+(?:{after})\b")


def _is_platform(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a company's name says only where something was written ("posted on X")."""
    if match.group() not in word_set(language, "organisations", "platform", "names"):
        return False
    before, after = _platform(language)
    written = before.search(text[max(0, match.start() - 12) : match.start()])
    return bool(written) or after.match(text, match.end()) is not None


def _introducing(
    mentions: Mentions, companies: tuple[Company, ...], language: str
) -> tuple[Reading[str], ...]:
    """The company beside the subject's name, at the first place where one stands there; else the only
    company of the subject that the text names at all."""
    document, tokens = mentions.parsed.document, mentions.parsed.tokens
    for mention in mentions.mentions:
        if mention.entity != 0:
            continue
        first, last = tokens[mention.start], tokens[mention.end - 1]
        start = max(first.sent.start_char, first.idx - _BESIDE_NAME)
        end = min(last.sent.end_char, last.idx + len(last.text) + _BESIDE_NAME)
        found = _distinct(_named(document, companies, start, end, language))
        if found:
            return tuple(_introduces(r) for r in found)
    anywhere = _distinct(_named(document, companies, 0, len(document.text), language))
    return tuple(_introduces(r) for r in anywhere) if len(anywhere) == 1 else ()


def _introduces(reading: Reading[str]) -> Reading[str]:
    return reading.model_copy(update={"rule": "introduces the subject in the text"})


def _introduced(mentions: Mentions, start: int, end: int, language: str) -> Iterator[Reading[str]]:
    """The organisation that introduces a subject without a profile, between two characters of the text:
    "Nvidia chief Jensen Huang", "Terry Gou of Foxconn", "Jensen Huang, the head of Nvidia"."""
    document, tokens = mentions.parsed.document, mentions.parsed.tokens
    before, after = _introductions(language)
    for mention in mentions.mentions:
        first, last = tokens[mention.start], tokens[mention.end - 1]
        if mention.entity != 0 or not start <= first.idx < end:
            continue
        sentence = first.sent
        here = last.idx + len(last.text)
        match = before.search(document.text, max(sentence.start_char, first.idx - _BESIDE_NAME), here)
        if match is None:
            match = after.match(document.text, here, sentence.end_char)
        names = [match.span("name")] if match is not None else []
        names += [
            (e.start_char, e.end_char) for e in sentence.ents if e.label_ == "ORG" and _ties(first, last, e)
        ]
        for begin, stop in names:
            name = _organisation(document.text[begin:stop], language)
            if name and not _is_somebody(mentions, name):
                at = document.text.index(name, begin)
                span = document.span(at, at + len(name))
                yield Reading(value=name, spans=(span,), rule="introduces the subject")
                break


def _ties(first: Token, last: Token, organisation: TokenSpan) -> bool:
    """Whether an organisation that the parser names stands right beside the subject's name."""
    touching = {first.i - 1, first.i - 2, last.i + 1, last.i + 2}
    return bool(touching & {organisation.start, organisation.end - 1})


@cache
def _introductions(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name ("Boeing Chief Executive") and after it ("of Boeing", ", head of Boeing")."""
    nouns = sorted(lexicon(language, "organisations")["heading"]["nouns"], key=len, reverse=True)
    heads = "|".join(re.escape(noun) for noun in nouns)
    name = r"(?P<name>[A-Z][\w&.’'-]*(?: (?:of the |of |& |and )?[A-Z][\w&.’'-]*){0,4})"
    before = rf"{name}(?:['’]s)? (?:[\w-]+ ){{0,2}}?(?i:{heads})\b"
    is_to_it = rf"(?:[\w-]+ ){{0,4}}?(?i:{heads})(?: [\w ]{{0,20}}?)? (?:of|at)"
    after = rf"(?:,? (?:who (?:heads|leads|runs|founded|chairs)|{is_to_it}) | of )(?:the )?{name}"
    return re.compile(before), re.compile(after)


def _organisation(words: str, language: str) -> str:
    """The name without an article, a demonym or a title before it; empty for a public body."""
    name = re.sub(r"^[Tt]he |['’]s$|[.,]$", "", words)
    while name:
        opening, _, rest = name.partition(" ")
        titles = word_set(language, "organisations", "heading", "openings")
        if opening not in titles and load_places().kind_of(opening) is not PlaceKind.DEMONYM:
            break
        name = rest
    if not name or _public(language).search(name) or load_places().kind_of(name) is not None:
        return ""
    return name


def _is_somebody(mentions: Mentions, name: str) -> bool:
    """Whether the name is (part of) a person's in the text."""
    words = set(name.split())
    return any(words <= set((entity.name or "").split()) for entity in mentions.entities.values())


@cache
def _public(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon(language, "organisations")["heading"]["public"]))
    return re.compile(rf"\b(?:{words})\b")
