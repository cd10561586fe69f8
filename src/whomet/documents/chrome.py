"""Marking what belongs to the page in a text that is kept as it came.

The text itself is never altered, since offsets refer to it: readers skip the marked spans.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from whomet.documents.chrome_rules import ChromeRules, chrome_rules
from whomet.documents.furniture import Run
from whomet.documents.running_page import running_chrome
from whomet.model import Span

_WORD = re.compile(r"[^\W_]+(?:['’:-][^\W_]+)*")
_BULLET = re.compile(r"\s*(?:[•*·–—-]|\d+[.)]|[a-z]\))\s")
_SENTENCE_CLOSE = re.compile(r"[.!?…;:][\"”’')\]]*\s*$")
# In words: a line this long that ends like a sentence, or this much longer, is prose; a headline of
# another story is at most this long; a line of tools, a date strip or a notice likewise.
_PROSE_CLOSED, _PROSE_OPEN, _HEADLINE, _TOOLS, _STRIP, _NOTICE = 12, 25, 16, 20, 16, 60
_LISTED_STORIES = 12
# A menu on lines: at least so many short lines in a row, this share of them labels that menus have.
_MENU_LINES, _MENU_LINE_WORDS, _MENU_LABELS = 5, 4, 0.4
# Dates on more lines than this structure the text (a diary, a visitors' log): they are no datelines.
_MOST_DATELINES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text that holds something: its offsets without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Whether the line reads like a paragraph: long, and closed like a sentence unless very long."""
        return self.words >= _PROSE_OPEN or (
            self.words >= _PROSE_CLOSED and _SENTENCE_CLOSE.search(self.text) is not None
        )


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text` that hold something, in order."""
    return tuple(
        Line(start=match.start(), end=match.end(), text=match[0])
        for match in re.finditer(r"[^\s](?:[^\n\r]*[^\s])?", text)
    )


def mark_chrome(text: str) -> tuple[Span, ...]:
    """The spans of `text` that belong to the page and not to the article, in order.

    The rules and word lists are those of `knowledge/page_chrome.toml`. Ordinary text has none.
    """
    rules = chrome_rules()
    lines = lines_of(text)
    marked = {index for index, line in enumerate(lines) if _is_chrome(line.text)}
    marked |= _listed_stories(lines, rules) | _datelines(lines, rules) | _menu_lines(lines, rules)
    runs = [Run(lines[index].start, lines[index].end) for index in marked]
    for index, line in enumerate(lines):
        if index not in marked and line.words >= _PROSE_CLOSED:
            runs += [Run(line.start + run.start, line.start + run.end) for run in running_chrome(line.text)]
    return tuple(
        Span(start=run.start, end=run.end, text=text[run.start : run.end])
        for run in sorted(runs, key=lambda run: run.start)
    )


def is_chrome_line(text: str) -> bool:
    """Whether a line, taken by itself, belongs to the page or heads a list of other stories."""
    rules = chrome_rules()
    line = text.strip()
    return _is_chrome(line) or _heads_stories(line, rules)


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing but names and the words that stand with dates."""
    return any(_is_date_strip(line, chrome_rules()) for line in lines_of(text)[:1])


@lru_cache(maxsize=2048)  # the lines of a page are asked for when its blocks are chosen and again in its text
def _is_chrome(text: str) -> bool:
    rules = chrome_rules()
    words = len(text.split())
    if any(rule.matches(text) for rule in rules.of_scope("line")):
        return True
    if words <= _NOTICE and rules.boilerplate.search(text):
        return True
    return words <= _TOOLS and _is_row_of_tools(text, rules)


def _is_row_of_tools(text: str, rules: ChromeRules) -> bool:
    labels = [word.casefold() for word in _WORD.findall(text)]
    return any(label in rules.tool_heads for label in labels) and all(
        label in rules.tools or label.isdigit() for label in labels
    )


def _heads_stories(text: str, rules: ChromeRules) -> bool:
    return any(rule.matches(text) for rule in rules.of_scope("list"))


def _listed_stories(lines: tuple[Line, ...], rules: ChromeRules) -> set[int]:
    """The heads of lists of other stories ("Most read") and the headlines under them."""
    marked: set[int] = set()
    for index, line in enumerate(lines):
        if not _heads_stories(line.text, rules):
            continue
        marked.add(index)
        for below in range(index + 1, min(len(lines), index + 1 + _LISTED_STORIES)):
            if lines[below].words > _HEADLINE or lines[below].text[-1] in ".;:,":
                break
            marked.add(below)
    return marked


def _datelines(lines: tuple[Line, ...], rules: ChromeRules) -> set[int]:
    """Lines of a date, and nothing but names and the words of such strips, outside the prose."""
    dated = {index for index, line in enumerate(lines) if _is_date_strip(line, rules)}
    prose = [index for index, line in enumerate(lines) if line.is_prose]
    if len(dated) > _MOST_DATELINES or not prose:
        return set()
    return {index for index in dated if index < prose[0] or index > prose[-1]}


def _is_date_strip(line: Line, rules: ChromeRules) -> bool:
    if line.words > _STRIP or not rules.date.search(line.text) or _BULLET.match(line.text):
        return False
    if re.match(r"(?:date|when|where|place|time)\s*:", line.text, re.IGNORECASE):
        return False  # a field of a notice or a readout
    rest = rules.time.sub(" ", rules.date.sub(" ", line.text))
    return all(word in rules.strip for word in _WORD.findall(rest) if word[0].islower())


def _menu_lines(lines: tuple[Line, ...], rules: ChromeRules) -> set[int]:
    """Runs of short lines of which many are labels that menus have."""
    marked: set[int] = set()
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and _could_be_label(lines[last]):
            last += 1
        labels = [index for index in range(first, last) if lines[index].text.casefold() in rules.menu]
        if last - first >= _MENU_LINES and len(labels) >= _MENU_LABELS * (last - first):
            marked.update(range(labels[0], labels[-1] + 1))
        first = max(last, first + 1)
    return marked


def _could_be_label(line: Line) -> bool:
    return line.words <= _MENU_LINE_WORDS and not _SENTENCE_CLOSE.search(line.text)
