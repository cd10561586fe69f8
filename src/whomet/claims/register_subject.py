"""Whether a register's cell names the tracked person."""

import re
from functools import cache
from typing import NamedTuple

from whomet.claims.cues import any_of, cue
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.names import conventions
from whomet.model import Document, Span, Subject

_NEAR = 40
"""Characters before and after a name in which a word says that somebody else came."""


class Named(NamedTuple):
    """The words that name the subject; `themselves` is false where somebody came on their behalf."""

    span: Span
    themselves: bool


def subject_in(document: Document, cell: Span, subject: Subject, language: str) -> Named | None:
    """The first place in a cell that names the subject: by full name or alias, family name first, a title before
    the family name, or handle. A body that bears the name ("the … Foundation") is somebody else."""
    for match in _pattern(subject).finditer(document.text, cell.start, cell.end):
        before = document.text[max(cell.start, match.start() - _NEAR) : match.start()]
        after = document.text[match.end() : min(cell.end, match.end() + _NEAR)]
        if cue(language, "registers", "subject", "bodies").match(after.lstrip()):
            continue
        behalf = _at_the_end(language).search(before) or _on_behalf(language).match(after.lstrip())
        return Named(document.span(*match.span()), behalf is None)
    return None


@cache
def _pattern(subject: Subject) -> re.Pattern[str]:
    ways = []
    for name in (subject.name, *subject.aliases):
        words = [re.escape(word) for word in name.split()]
        if len(words) == 1:
            ways.append(words[0])
            continue
        middle = r"(?:\s+[^\W\d_][\w.]*)?\s+" if len(words) == 2 else r"\s+"
        ways += [rf"(?i:{middle.join(words)})", rf"(?i:{words[-1]},\s*{words[0]})"]
    honorifics = "|".join(sorted(conventions()["honorifics"], key=len, reverse=True))
    ways.append(rf"(?i:(?:{honorifics})\.?\s+){re.escape(subject.family_name)}")
    ways += [rf"(?i:@{re.escape(handle.lstrip('@'))})" for handle in subject.handles]
    return re.compile(rf"(?<![\w@-])(?:{'|'.join(ways)})(?![\w-])")


@cache
def _at_the_end(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_words(language, 'on_behalf_before')).pattern})\s+$", re.IGNORECASE)


@cache
def _on_behalf(language: str) -> re.Pattern[str]:
    return any_of(_words(language, "on_behalf_after"))


def _words(language: str, which: str) -> tuple[str, ...]:
    return tuple(lexicon(language, "registers")["subject"][which])
