"""Furniture of a page inside a line: the strip between headline and article, photo credits, legal lines."""

import re
from dataclasses import dataclass

from whomet.documents.chrome_rules import chrome_rules

_LONGEST_FOOTER = 300  # words
_WORDS_PER_HIT = 60  # a footer speaks like a page at least this often
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*(?=[A-Z©“\"])")
_CREDIT = "inline credit"
_PIECES_THAT_TELL = frozenset({"inline byline", "inline edition", "inline tools", _CREDIT})


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of the line."""

    start: int
    end: int


def strips(line: str) -> list[Run]:
    """Strips of furniture: pieces in a row of at least two kinds, one of which only a page has; a
    photo agency's credit is furniture by itself."""
    rules = chrome_rules()
    pieces = rules.of_scope("furniture")
    if not any(
        rule.pattern.search(line)
        for rule in pieces
        if rule.name in _PIECES_THAT_TELL and (rule.name != _CREDIT or "/" in line)
    ):
        return []
    found: list[Run] = []
    position = 0
    while first := rules.furniture.search(line, position):
        start, end, names = first.start(), first.start(), set[str]()
        while piece := next(
            (
                (rule.name, match)
                for rule in pieces
                if (match := rule.pattern.match(line, end)) and match.end() > end
            ),
            None,
        ):
            names.add(piece[0])
            end = piece[1].end()
            while end < len(line) and line[end] in " \t\xa0,|·•":
                end += 1
        whole_words = start == 0 or not line[start - 1].isalnum()
        if whole_words and ((len(names) > 1 and names & _PIECES_THAT_TELL) or names == {_CREDIT}):
            found.append(Run(start, end))
        position = max(end, first.start() + 1)
    return found


def footer(line: str) -> list[Run]:
    """The legal lines that end a running line, if it does so."""
    rules = chrome_rules()
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(line))]
    for hit in rules.boilerplate.finditer(line, len(line) // 2):
        start = max(end for end in ends if end <= hit.start())
        rest = line[start:]
        hits = sum(1 for _ in rules.boilerplate.finditer(rest))
        if start and len(rest.split()) <= min(_LONGEST_FOOTER, _WORDS_PER_HIT * hits):
            return [Run(start, len(line))]
    return []
