"""Finding place words in running text, and leaving alone the ones that are persons or plain words."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from whomet.knowledge.names import fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_JOINED = re.compile(r"(?:\s|[.\-‑–&'’]){1,2}")
_OUTER_PART = re.compile(r",\s+((?:the\s+)?[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_a-z][\w.'’\-]*){0,3})")


class Found(NamedTuple):
    """A place word of a text: characters `start` to `end`, its kind and its country."""

    start: int
    end: int
    kind: str
    country: str


class _Reading(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def population(self) -> int: ...


class _Table(Protocol):
    @property
    def readings(self) -> Mapping[str, Sequence[_Reading]]: ...
    def within(self, inner: str, outer: str) -> _Reading | None: ...


@dataclass(frozen=True, slots=True)
class ScanningRules:
    """The word lists of `scanning.<language>.toml`, which says what each is for."""

    locative: frozenset[str]
    strongly_locative: frozenset[str]
    known_to_all_from: int
    also_personal_names: frozenset[str]
    offices: frozenset[str]
    georgia_is_a_state_before: frozenset[str]
    georgia_is_a_state_after: frozenset[str]
    before_languages: frozenset[str]
    not_before: frozenset[str]
    never_alone: frozenset[str]
    never_places: frozenset[str]
    ordinary_words: frozenset[str]


@cache
def load_scanning_rules(language: str) -> ScanningRules:
    """The rules of a language, from its file in this folder."""
    table = tomllib.loads((files(__package__) / f"scanning.{language}.toml").read_text(encoding="utf-8"))
    known_to_all_from: int = table.pop("known_to_all_from")
    words = {name: frozenset[str](value) for name, value in table.items()}
    return ScanningRules(known_to_all_from=known_to_all_from, **words)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str

    @property
    def capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def may_begin(self) -> bool:
        return self.capitalised or self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Scanner:
    """Looks at every capitalised word of a text and takes the longest place name that begins there."""

    longest_from: Mapping[str, int]
    rules: ScanningRules

    @classmethod
    def over(cls, names: Iterable[str], rules: ScanningRules) -> "Scanner":
        """A scanner for these folded names."""
        longest: dict[str, int] = {}
        for name in names:
            first, count = name.split(" ", 1)[0], name.count(" ") + 1
            if count > longest.get(first, 0):
                longest[first] = count
        return cls(longest_from=longest, rules=rules)

    def find(self, text: str, table: _Table) -> list[Found]:
        """See `Places.find`."""
        words = [_Word(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)]
        found: list[Found] = []
        place = 0
        while place < len(words):
            match = self._longest(text, words, place, table) if words[place].may_begin else None
            if match is None:
                place += 1
                continue
            count, reading = match
            found.append(self._with_outer_part(text, words[place], words[place + count - 1], reading, table))
            place += count
            while place < len(words) and words[place].start < found[-1].end:
                place += 1
        return found

    def _longest(
        self, text: str, words: Sequence[_Word], first: int, table: _Table
    ) -> tuple[int, _Reading] | None:
        for count, name in self._candidates(text, words, first):
            readings = table.readings.get(name)
            if readings and self._is_place(text, words, first, count, name, readings[0], table):
                return count, readings[0]
        return None

    def _candidates(self, text: str, words: Sequence[_Word], first: int) -> Iterator[tuple[int, str]]:
        most = min(self.longest_from.get(words[first].key.split(" ", 1)[0], 0), len(words) - first)
        usable = 1 if most else 0
        while usable < most and _JOINED.fullmatch(
            text, words[first + usable - 1].end, words[first + usable].start
        ):
            usable += 1
        for count in range(usable, 0, -1):
            last = words[first + count - 1]
            if last.text.isdigit() or any(letter.isupper() for letter in last.text):
                yield count, fold(text[words[first].start : last.end])

    def _is_place(
        self,
        text: str,
        words: Sequence[_Word],
        first: int,
        count: int,
        name: str,
        reading: _Reading,
        table: _Table,
    ) -> bool:
        surface = text[words[first].start : words[first + count - 1].end]
        if len(name) <= 3 and not surface.replace(".", "").isupper():
            return False
        before = words[first - 1] if first else None
        after = words[first + count] if first + count < len(words) else None
        rules = self.rules
        if after is not None and after.capitalised and after.key in rules.not_before:
            return False
        if reading.kind == "demonym":
            return not self._is_language(text, words[first + count - 1], before, after)
        if count > 1 and reading.kind != "city":
            return True
        strongly = before is not None and before.key in rules.strongly_locative
        named_person = self._beside_a_name(text, words, first, count)
        if reading.kind != "city":
            return strongly or name not in rules.also_personal_names or not named_person
        if self._outer(text, words[first], words[first + count - 1], table):
            return True
        if name in rules.never_alone:
            return False
        if name in rules.ordinary_words:
            return strongly and not self._followed_by_a_name(text, words[first + count - 1], after)
        if count > 1:
            return True
        if name in rules.also_personal_names:
            return strongly or not named_person
        located = before is not None and before.key in rules.locative
        return located or (reading.population >= rules.known_to_all_from and not named_person)

    def _is_language(self, text: str, last: _Word, before: _Word | None, after: _Word | None) -> bool:
        if before is None or before.key not in self.rules.before_languages:
            return False
        goes_on = after is not None and text[last.end : after.start].isspace()
        return not goes_on or (after is not None and after.key in {"and", "on", "with", "at", "to", "for"})

    def _followed_by_a_name(self, text: str, last: _Word, after: _Word | None) -> bool:
        if after is None or not after.capitalised or after.key in self.rules.offices:
            return False
        return text[last.end : after.start] in {" ", "-", "\u00a0"}

    def _beside_a_name(self, text: str, words: Sequence[_Word], first: int, count: int) -> bool:
        """Whether a capitalised word touches the place word, so that it may be part of a name."""
        last = words[first + count - 1]
        after = words[first + count] if first + count < len(words) else None
        if self._followed_by_a_name(text, last, after):
            return True
        if first == 0:
            return False
        before = words[first - 1]
        starts_sentence = first == 1 or re.search(r"[.!?\n:]", text[words[first - 2].end : before.start])
        touches = text[before.end : words[first].start] in {" ", "-", "\u00a0"}
        return bool(
            touches
            and before.capitalised
            and not starts_sentence
            and before.key not in self.rules.locative
            and before.key not in self.rules.offices
        )

    def _outer(self, text: str, first: _Word, last: _Word, table: _Table) -> tuple[int, _Reading] | None:
        """Where ", Texas" or ", Brazil" follows: its end and the reading of the two together."""
        match = _OUTER_PART.match(text, last.end)
        if not match:
            return None
        words = match[1].split()
        for count in range(len(words), 0, -1):
            outer = re.match(r"\s+".join(map(re.escape, words[:count])), match[1])
            if outer is None:
                continue
            closed = outer[0].removesuffix("'s").removesuffix("’s")
            for surface in (closed.rstrip(".'’"), closed):
                reading = table.within(text[first.start : last.end], surface)
                if reading is not None:
                    return match.start(1) + len(surface), reading
        return None

    def _with_outer_part(
        self, text: str, first: _Word, last: _Word, reading: _Reading, table: _Table
    ) -> Found:
        if reading.kind in {"city", "region", "venue"}:
            outer = self._outer(text, first, last, table)
            if outer:
                return Found(first.start, outer[0], str(reading.kind), outer[1].country)
        country = reading.country
        if fold(text[first.start : last.end]) == "georgia" and self._is_state(text, first, last):
            return Found(first.start, last.end, "region", "US")
        return Found(first.start, last.end, str(reading.kind), country)

    def _is_state(self, text: str, first: _Word, last: _Word) -> bool:
        """Whether "Georgia" is the US state here, by the words right before and after it."""
        before = fold(text[max(0, first.start - 30) : first.start]).split()
        after = fold(text[last.end : last.end + 30]).split()
        return bool(before and before[-1] in self.rules.georgia_is_a_state_before) or bool(
            after and after[0] in self.rules.georgia_is_a_state_after
        )
