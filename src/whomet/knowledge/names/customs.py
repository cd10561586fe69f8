"""Customs of names for comparing two of them: the tables of this folder, read once."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Customs:
    """`comparing.toml` and `nicknames.toml`. `suffixes` maps a word to what it says (`junior`,
    `senior`, a number, "" for nothing); `short_forms` a given name to the groups it belongs to."""

    titles: frozenset[str]
    titles_and_names: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    suffixes: Mapping[str, str]
    particles: frozenset[str]
    of_the_father: frozenset[str]
    patronymic_endings: tuple[str, ...]
    letters: Mapping[str, str]
    sounds: Mapping[str, str]
    between_alphabets: Mapping[str, str]
    between_alphabets_east: Mapping[str, str]
    short_forms: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class EasternNames:
    """`eastern.toml`: readings of family and given names in Chinese characters and Hangul."""

    double_chinese: frozenset[str]
    chinese: Mapping[str, str]
    korean: Mapping[str, str]
    japanese: Mapping[str, str]
    japanese_given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NameWeights:
    """`weights.toml`: how alike two words are by each comparison, and the factors of the score."""

    words: Mapping[str, float]
    names: Mapping[str, float]


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / file).read_text(encoding="utf-8"))


@cache
def load_customs() -> Customs:
    """The customs of names."""
    table = _table("comparing.toml")
    suffixes = dict.fromkeys(table["suffixes"]["junior"], "junior")
    suffixes |= dict.fromkeys(table["suffixes"]["senior"], "senior")
    suffixes |= {word: word for word in table["suffixes"]["numbers"]}
    suffixes |= dict.fromkeys(table["suffixes"]["idle"], "")
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(_table("nicknames.toml")["groups"]):
        for word in group.split():
            groups[word].add(number)
    return Customs(
        titles=frozenset(table["titles"]["words"]),
        titles_and_names=frozenset(table["titles"]["names_too"]),
        men=frozenset(table["titles"]["men"]),
        women=frozenset(table["titles"]["women"]),
        suffixes=suffixes,
        particles=frozenset(table["particles"]["words"]),
        of_the_father=frozenset(table["particles"]["of_the_father"]),
        patronymic_endings=tuple(table["particles"]["patronymic_endings"]),
        letters=table["letters"],
        sounds=table["sounds"],
        between_alphabets=table["between_alphabets"],
        between_alphabets_east=table["between_alphabets_east"],
        short_forms={word: frozenset(numbers) for word, numbers in groups.items()},
    )


@cache
def load_eastern_names() -> EasternNames:
    """The readings of eastern names."""
    table = _table("eastern.toml")
    return EasternNames(
        double_chinese=frozenset(table["double_chinese"]),
        chinese=table["chinese"],
        korean=table["korean"],
        japanese=table["japanese"],
        japanese_given=table["japanese_given"],
    )


@cache
def load_name_weights() -> NameWeights:
    """What each comparison of names is worth."""
    table = _table("weights.toml")
    return NameWeights(words=table["words"], names=table["names"])
