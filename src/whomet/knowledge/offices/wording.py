"""How titles are written: short forms, qualifiers, vague words, groups (`titles.<language>.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from whomet.errors import UnsupportedLanguage


@dataclass(frozen=True, slots=True)
class TitleWording:
    """The word lists of one language; the file says what each is for. Keys are folded."""

    spelled_out: Mapping[str, str]
    qualifiers: Mapping[str, str]
    vague: frozenset[str]
    single_holder: frozenset[str]
    heads: frozenset[str]
    private: frozenset[str]
    public_in: frozenset[str]
    groups: frozenset[str]
    fiction: frozenset[str]
    public_bodies: frozenset[str]
    companies_have: frozenset[str]
    held_then: frozenset[str]
    held_before: frozenset[str]
    held_later: frozenset[str]
    acting: frozenset[str]
    capitalised: frozenset[str]
    small_words: frozenset[str]
    prominence: tuple[str, ...]

    def rank(self, kind: str) -> int:
        """The place of an office's kind in the order of prominence; 0 is the first."""
        return self.prominence.index(kind) if kind in self.prominence else len(self.prominence)


@cache
def titles_file(language: str) -> dict[str, Any]:
    """The words of titles in a language: `titles.<language>.toml`. Raises UnsupportedLanguage where there is none."""
    file = files(__package__) / f"titles.{language}.toml"
    if not file.is_file():
        raise UnsupportedLanguage(
            f"no wording of titles for the language {language!r}",
            next_step="write knowledge/offices/titles for it",
        )
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def load_title_wording(language: str = "en") -> TitleWording:
    """The wording of a language. Raises UnsupportedLanguage where there is no file for it."""
    table = titles_file(language)
    words = table["words"]
    return TitleWording(
        spelled_out=table["spelled_out"],
        qualifiers=table["qualifiers"],
        prominence=tuple(words["prominence"]),
        **{
            name: frozenset(words[name])
            for name in (
                "vague",
                "single_holder",
                "heads",
                "private",
                "public_in",
                "groups",
                "fiction",
                "public_bodies",
                "companies_have",
                "held_then",
                "held_before",
                "held_later",
                "acting",
                "capitalised",
                "small_words",
            )
        },
    )
