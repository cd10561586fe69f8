"""Whether two titles name the same office, by the words that tell it from others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from whomet.knowledge.names import fold
from whomet.knowledge.offices.kinds import kind_of_title
from whomet.knowledge.offices.wording import titles_file

OfficeKey = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """`sameness` and `same` of `titles.<language>.toml`, which says what each is for."""

    left_out: frozenset[str]
    heads: frozenset[str]
    words: Mapping[str, str]
    minister_words: Mapping[str, str]
    phrases: Mapping[tuple[str, str], str]


@cache
def _rules(language: str) -> _Rules:
    table = titles_file(language)
    sameness = table["sameness"]
    return _Rules(
        frozenset(sameness["left_out"]),
        frozenset(sameness["heads"]),
        sameness["words"],
        sameness["minister_words"],
        {
            (words, entry.get("country", "")): entry["title"]
            for entry in table["same"]
            for words in entry["words"]
        },
    )


@lru_cache(maxsize=8192)
def office_keys(title: str, country: str, language: str = "en") -> tuple[OfficeKey, ...]:
    """The telling words of each office that a title names: "Deputy Prime Minister and Finance Minister" are
    two. Titles of one key are one office of the country. Raises UnsupportedLanguage for a language
    without wording.

    >>> office_keys("Minister of Finance", "FR") == office_keys("finance minister", "FR")
    True
    >>> office_keys("external affairs minister", "IN") == office_keys("Foreign Minister", "IN")
    True
    """
    rules = _rules(language)
    whole = _without_articles(fold(title))
    phrase = rules.phrases.get((whole, country)) or rules.phrases.get((whole, ""))
    return tuple(dict.fromkeys(filter(None, (_key(part, rules) for part in _parts(phrase or whole, rules)))))


def _without_articles(title: str) -> str:
    words = title.split()
    while len(words) > 1 and words[0] in {"the", "a", "an", "then", "his", "her", "their", "its", "outgoing"}:
        words.pop(0)
    return " ".join(words)


def _parts(title: str, rules: _Rules) -> Iterator[str]:
    """The title split where an "and" joins two offices that each have a head of their own."""
    part: list[str] = []
    for piece in title.split(" and "):
        if part and rules.heads & set(" ".join(part).split()) and rules.heads & set(piece.split()):
            yield " ".join(part)
            part = []
        part.append(piece)
    yield " ".join(part)


def _key(title: str, rules: _Rules) -> OfficeKey:
    minister = kind_of_title(title) == "minister" and "general" not in title.split()
    words = []
    for word in title.removeprefix("secretary of state for ").split():
        read = rules.words.get(word, word)
        words.append(rules.minister_words.get(read, read) if minister else read)
    if title.startswith("secretary of state for "):
        words.append("minister")
    return frozenset(words) - rules.left_out - {""}
