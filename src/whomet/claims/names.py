"""Candidate personal names in a text: what the tagger finds, what follows a title, what the table knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from whomet.claims.cues import word_set
from whomet.claims.titles import Title
from whomet.knowledge.names.folding import fold
from whomet.knowledge.offices import load_office_table
from whomet.knowledge.places import load_places
from whomet.model import Subject

_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` that spell a personal name; `words` is the name without honorifics."""

    start: int
    end: int
    words: str
    by: str


def _trim(tokens: Doc, start: int, end: int, titles: Iterable[Title]) -> tuple[int, int]:
    for title in titles:
        if title.start <= start < title.end < end:
            start = title.end
        if start < title.start < end <= title.end:
            end = title.start
    while start < end and (
        _is_honorific(tokens[start])
        or tokens[start].lower_ in word_set(tokens.lang_, "names", "misread", "start")
        or tokens[start].is_punct
        or tokens[start].is_space
    ):
        start += 1
    while end > start and (
        tokens[end - 1].text in {"'s", "’s", "'", "’", "”", "-"}
        or tokens[end - 1].is_punct
        or tokens[end - 1].is_space
    ):
        end -= 1
    return start, end


def _parts(language: str, name: str) -> frozenset[str]:
    return word_set(language, "names", "parts", name)


def _is_honorific(token: Token) -> bool:
    return token.lower_ in word_set(token.lang_, "names", "honorifics", "words")


def _name_token(tokens: Doc, i: int) -> bool:
    token = tokens[i]
    return bool(re.match(r"[^\W\d_]", token.text)) and token.text[:1].isupper() and token.pos_ not in {
        "VERB", "AUX", "ADP", "DET", "SCONJ", "PRON", "ADV",
    }  # fmt: skip


def _follow(tokens: Doc, start: int) -> int:
    """The end of the run of name words that starts here (`start` itself where there is none)."""
    end = start
    sentence_end = tokens[start].sent.end if start < len(tokens) else start
    while end < sentence_end and end - start < _LONGEST:
        text = tokens[end].text
        if _name_token(tokens, end) or (end > start and text.lower() in _parts(tokens.lang_, "suffixes")):
            end += 1
        elif text == "-" and end > start and end + 1 < sentence_end and not tokens[end - 1].whitespace_:
            end += 2
        elif (
            text.lower() in _parts(tokens.lang_, "particles") - {"of"}
            and end + 1 < sentence_end
            and (
                tokens[end + 1].text[:1].isupper()
                or tokens[end + 1].lower_ in _parts(tokens.lang_, "particles")
            )
        ):
            end += 1
        else:
            break
    return end


def _is_place_or_company(words: str, companies: frozenset[str]) -> bool:
    if fold(words) in companies:
        return True
    return load_places().kind_of(words) is not None and not load_office_table().named(words)


def find_names(tokens: Doc, titles: tuple[Title, ...], subject: Subject) -> tuple[Name, ...]:
    """Personal names in order, not overlapping: longest first where two readings compete."""
    companies = frozenset(fold(word) for c in subject.companies for word in (c.name, *c.aliases, *c.products))
    found: list[Name] = []
    for entity in tokens.ents:
        if entity.label_ != "PERSON":
            continue
        start, end = _trim(tokens, entity.start, entity.end, titles)
        cut = next((i for i in range(start + 1, end) if tokens[i].lower_ in {"of", "at", "in", "on"}), None)
        end = end if cut is None else cut
        words = tokens[start:end].text
        if (
            start < end
            and tokens[start:end].root.ent_type_ != "DATE"
            and not _is_place_or_company(words, companies)
            and words[:1].isupper()
            and not _names_a_body(tokens, end)
        ):
            found.append(Name(start, end, words, "tagger"))
    for title in titles:
        start = title.end
        while start < len(tokens) and tokens[start].lower_ in word_set(
            tokens.lang_, "names", "honorifics", "words"
        ):
            start += 1
        end = _follow(tokens, start) if start < len(tokens) else start
        start, end = _trim(tokens, start, end, titles)
        if start < end and not _names_a_body(tokens, end):
            found.append(Name(start, end, tokens[start:end].text, "title"))
    found += _known_names(tokens)
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(found, key=lambda n: (-(n.end - n.start), n.by != "table", n.start)):
        covered = set(range(name.start, name.end))
        if not covered & taken:
            chosen.append(name)
            taken |= covered
    return tuple(sorted(chosen, key=lambda n: n.start))


def _names_a_body(tokens: Doc, end: int) -> bool:
    return end < len(tokens) and tokens[end].lower_ in word_set(tokens.lang_, "names", "misread", "bodies")


def _known_names(tokens: Doc) -> list[Name]:
    """Full names of the office table, and the one-word names by which it also knows leaders ("Jokowi"),
    wherever they stand."""
    table = load_office_table()
    unlikely = word_set(tokens.lang_, "names", "misread", "common")
    found: list[Name] = []
    i = 0
    while i < len(tokens) - 1:
        if not tokens[i].text[:1].isupper():
            i += 1
            continue
        for length in range(min(5, len(tokens) - i), 1, -1):
            words = tokens[i : i + length].text
            if "\n" not in words and words[-1:].isalnum() and table.named(words):
                found.append(Name(i, i + length, words, "table"))
                i += length - 1
                break
        else:
            word = tokens[i].text
            if len(word) > 2 and word.lower() not in unlikely and table.nicknamed(word):
                found.append(Name(i, i + 1, word, "table"))
        i += 1
    return found
