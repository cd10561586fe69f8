"""Who held the office, as a register's cell gives them: "Rt Hon Ada Vane MP, Minister for Toys", "Vane, Ada"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from whomet.claims.cues import cue, word_set
from whomet.knowledge.offices import kind_of_title
from whomet.model import Document, Span

_PEOPLE = re.compile(r"[^;|]+")
_PARTS = re.compile(r"[^,()]+|(?<=\s)[–-](?=\s)")
_ORDINARY = "official"  # the kind of what is no known office
_LONGEST_NAME = 3


class Official(NamedTuple):
    """A person in the cell: the name as written in its usual order, the words it stands in, those of the title."""

    name: str | None
    mention: Span
    title: Span | None


def officials_in(document: Document, cell: Span, language: str) -> Iterator[Official]:
    """The people whom the cell names, in its order."""
    for person in _PEOPLE.finditer(document.text, cell.start, cell.end):
        parts = [part for part in _parts(document, *person.span()) if part.text]
        titles = [part for part in parts if is_office(part.text, language)]
        names = [
            bare for part in parts if part not in titles and (bare := _bare(document, part, language)).text
        ]
        if not titles and len(names) == 1:
            yield _split(document, names[0], language)
        elif names and _turned(names):
            mention = document.span(names[0].start, names[1].end)
            yield Official(f"{names[1].text} {names[0].text}", mention, titles[0] if titles else None)
        elif names:
            yield Official(names[0].text, names[0], titles[0] if titles else None)
        elif len(titles) == 1:
            yield _split(document, titles[0], language)
        elif titles:
            yield Official(None, titles[0], titles[0])


def is_office(words: str, language: str) -> bool:
    """Whether the words are the title of an office, or of somebody's staff; "Ada Vane MP" is a name."""
    last = re.split(r"\s+", words.strip())[-1].lower()
    if last in word_set(language, "registers", "official", "after"):
        return False
    return kind_of_title(words) != _ORDINARY or is_staff(words, language)


def is_staff(title: str, language: str) -> bool:
    """Whether the title is one of somebody who works for an office-holder."""
    return cue(language, "registers", "official", "staff").search(title) is not None


def _parts(document: Document, start: int, end: int) -> Iterator[Span]:
    for match in _PARTS.finditer(document.text, start, end):
        words = match[0]
        first = match.start() + len(words) - len(words.lstrip())
        yield document.span(first, max(first, match.start() + len(words.rstrip())))


def _bare(document: Document, part: Span, language: str) -> Span:
    """The part without what stands around a name."""
    start, end = part.start, part.end
    before = sorted(word_set(language, "registers", "official", "before"), key=len, reverse=True)
    after = word_set(language, "registers", "official", "after")
    opening = re.compile(rf"(?:{'|'.join(map(re.escape, before))})\.?\s+", re.IGNORECASE)
    while match := opening.match(document.text, start, end):
        start = match.end()
    while " " in document.text[start:end]:
        rest, _, last = document.text[start:end].rpartition(" ")
        if last.lower().strip(".,") not in after:
            break
        end = start + len(rest.rstrip(" ,"))
    return document.span(start, end)


def _turned(names: list[Span]) -> bool:
    """Whether two parts are a family name and, after the comma, the given name."""
    return len(names) == 2 and all(len(part.text.split()) <= 2 and part.text[:1].isupper() for part in names)


def _split(document: Document, whole: Span, language: str) -> Official:
    """A name and a title without a comma between them, else the name or the title alone."""
    text, words = whole.text, list(re.finditer(r"\S+", whole.text))
    for number in range(2, min(_LONGEST_NAME, len(words) - 1) + 1):
        first, rest = text[: words[number - 1].end()], text[words[number].start() :]
        if is_office(rest, language) and not is_office(first, language) and first == first.title():
            start = whole.start + words[number].start()
            return Official(
                first, document.span(whole.start, whole.start + len(first)), document.span(start, whole.end)
            )
    for number in range(min(_LONGEST_NAME, len(words) - 1), 1, -1):
        title, name = text[: words[-number].start()].rstrip(), text[words[-number].start() :]
        capitals = all(word[:1].isupper() for word in name.split())
        if capitals and title[-1:] != "," and title.split()[-1][:1].isupper() and is_office(title, language):
            start = whole.end - len(name)
            return Official(
                name, document.span(start, whole.end), document.span(whole.start, whole.start + len(title))
            )
    if is_office(text, language):
        return Official(None, whole, whole)
    return Official(text, whole, None)
