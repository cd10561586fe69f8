"""Temporal expressions: finding them in a text and resolving them to EDTF.

The patterns are data (`knowledge/<language>/dates.toml`); each names one of the rules below. The
granularity of the words is kept: "in May" is a month, never a day. The notion follows TIMEX3
(TimeML 1.2.1), the values are EDTF.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from whomet.claims.timex_relative import RELATIVE
from whomet.claims.timex_rules import ABSOLUTE, Rule, TimeContext
from whomet.knowledge.lexicon import lexicon
from whomet.model import Noun


class Timex(Noun):
    """A temporal expression: its characters, its EDTF value (None: cannot be resolved here), and the
    rule that read it. `anchored` ones depend on the narrative's day, not on the publication's."""

    start: int
    end: int
    text: str
    value: str | None
    rule: str
    anchored: bool = False


_RULES: Mapping[str, Rule] = {**ABSOLUTE, **RELATIVE}


class _Pattern(NamedTuple):
    rule: str
    expression: re.Pattern[str]
    reading: str | None


def _alternatives(words: Mapping[str, object]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    data = lexicon(language, "dates")
    parts = {name: rf"\b(?P<{name}>{_alternatives(words)})" for name, words in data["words"].items()}
    parts |= data["parts"]

    def fill(template: str) -> str:
        for name, expression in parts.items():
            template = template.replace("{" + name + "}", expression)
        return template

    return tuple(
        _Pattern(entry["rule"], re.compile(fill(entry["regex"])), entry.get("reading"))
        for entry in data["pattern"]
    )


class FoundTimex(NamedTuple):
    """A match before it is resolved: the same words mean other days in other contexts."""

    start: int
    end: int
    text: str
    rule: str
    groups: tuple[tuple[str, str | None], ...]

    def resolve(self, context: TimeContext, language: str = "en") -> Timex:
        """The expression with its value in this context."""
        groups = {"which": None, "year": None, "day2": None} | dict(self.groups)
        value = _RULES[self.rule](groups, context, lexicon(language, "dates")["words"])
        return Timex(
            start=self.start, end=self.end, text=self.text, value=value, rule=self.rule,
            anchored=self.rule.startswith("anchored"),
        )  # fmt: skip


def find_timexes(
    text: str, language: str = "en", offset: int = 0, reading: str = "interval"
) -> tuple[FoundTimex, ...]:
    """The temporal expressions of `text` in order, not overlapping; `offset` is added to positions.

    `reading` is "interval" for the time a clause speaks of ("since 2022" is an open interval), or "bare" for
    the expressions alone, as TIMEX3 has them ("2022").

    Where two patterns match at overlapping places the longer match wins, then the earlier, then the
    pattern that stands first in the file.
    """
    found: list[tuple[int, FoundTimex]] = []
    for rank, pattern in enumerate(_patterns(language)):
        if pattern.reading not in {None, reading}:
            continue
        for match in pattern.expression.finditer(text):
            start, end = match.span("bare" if "bare" in match.groupdict() else 0)
            while text[start:end][:1].isspace():
                start += 1
            item = FoundTimex(
                start + offset, end + offset, text[start:end], pattern.rule, tuple(match.groupdict().items())
            )
            found.append((rank, item))
    chosen: list[FoundTimex] = []
    for _, item in sorted(found, key=lambda entry: (entry[1].start - entry[1].end, entry[1].start, entry[0])):
        if all(item.end <= other.start or item.start >= other.end for other in chosen):
            chosen.append(item)
    return tuple(sorted(chosen, key=lambda item: item.start))
