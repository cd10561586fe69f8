"""Capitals that stand for a government: "Brussels said" is the European Union, "in Brussels" a city."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whomet.knowledge.names import fold

_REACH = 60


@dataclass(frozen=True, slots=True)
class GovernmentWords:
    """The words of `governments.<language>.toml`, which says what each is for."""

    capitals: Mapping[str, str]
    verbs: frozenset[str]
    between: frozenset[str]
    before: tuple[str, ...]
    between_two: frozenset[str]

    def government(self, text: str, start: int, end: int) -> str | None:
        """The country (EU for Brussels) whose government characters `start` to `end` stand for, by the words
        around them; None where they are no capital, or the city is meant."""
        country = self.capitals.get(fold(text[start:end]))
        if country is None:
            return None
        before = fold(text[max(0, start - _REACH) : start])
        acts = self._acts(text[end : end + _REACH]) and not before.endswith(_OF_A_PLACE)
        addressed = any(f" {before}".endswith(f" {phrase}") for phrase in self.before)
        return country if acts or addressed or self._one_of_two(before, text[end : end + _REACH]) else None

    def _acts(self, after: str) -> bool:
        """Whether a verb of governments follows at once, auxiliaries and adverbs aside."""
        if not after.startswith(" "):
            return False
        for word in re.split(r"[\s’']+", after.strip()):
            if word in self.verbs:
                return True
            if word not in self.between:
                return False
        return False

    def _one_of_two(self, before: str, after: str) -> bool:
        """ "talks between London and Brussels": either of the two."""
        first = re.search(r"(\w+) between$", before)
        if first:
            return first[1] in self.between_two and after.startswith(" and ")
        second = re.search(r"(\w+) between ([\w ]+) and$", before)
        return bool(second and second[1] in self.between_two and second[2] in self.capitals)


# After these the place is named, whatever follows: "a diplomat in Brussels said".
_OF_A_PLACE = (" in", " at", " near", " from", " of", " to", " for", " outside", " around")


@cache
def load_government_words(language: str) -> GovernmentWords:
    """The words of a language, from its file in this folder."""
    table = tomllib.loads((files(__package__) / f"governments.{language}.toml").read_text(encoding="utf-8"))
    return GovernmentWords(
        table["capitals"],
        frozenset(table["verbs"]["words"]),
        frozenset(table["verbs"]["between"]),
        tuple(table["before"]["phrases"]),
        frozenset(table["before"]["between_two"]),
    )
