"""Looking for the words of a lexicon in a stretch of text."""

import re
from functools import cache

from whomet.knowledge.lexicon import lexicon


def _word(entry: str) -> str:
    stem = entry.removesuffix("*")
    expression = re.escape(stem).replace(r"\ ", r"\s+")
    left = r"(?<![\w])" if stem[:1].isalnum() else ""
    right = "" if entry.endswith("*") else r"(?![\w])" if stem[-1:].isalnum() else ""
    return f"{left}{expression}{right}"


def any_of(entries: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words, whatever their case; an entry that ends in
    `*` may go on."""
    return re.compile("|".join(_word(e) for e in sorted(entries, key=len, reverse=True)), re.IGNORECASE)


@cache
def cue(language: str, name: str, table: str, key: str) -> re.Pattern[str]:
    """The pattern of one list of a lexicon, compiled once."""
    return any_of(tuple(lexicon(language, name)[table][key]))


@cache
def word_set(language: str, name: str, table: str, key: str) -> frozenset[str]:
    """One list of a lexicon as a set."""
    return frozenset(lexicon(language, name)[table][key])
