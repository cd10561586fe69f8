"""Folding: two spellings that differ in case, accents, alphabet, hyphens or full stops become one."""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_SPACED_INITIALS = re.compile(r"\b([a-z]) (?=[a-z]\b)")


@cache
def _letters() -> dict[int, str]:
    tables = tomllib.loads((files(__package__) / "letters.toml").read_text(encoding="utf-8"))
    return {ord(letter): plain for table in tables.values() for letter, plain in table.items()}


@cache
def conventions() -> dict[str, frozenset[str]]:
    """The word lists of `conventions.toml`: suffixes, honorifics, particles, and so on."""
    tables = tomllib.loads((files(__package__) / "conventions.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in tables.items()}


@lru_cache(maxsize=65536)
def fold(words: str) -> str:
    """The words in lower-case a to z with single spaces between them: without accents, hyphens and
    full stops, apostrophes closed up, initials drawn together. Cyrillic and Greek letters are
    romanised by `letters.toml`; letters of other alphabets vanish.

    >>> fold("Recep Tayyip Erdoğan"), fold("U.S. Senate"), fold("Suk-yeol"), fold("Владимир Путин")
    ('recep tayyip erdogan', 'us senate', 'suk yeol', 'vladimir putin')
    """
    lowered = words.lower()
    if not lowered.isascii():
        letters = _letters()
        decomposed = unicodedata.normalize("NFKD", lowered.translate(letters))
        kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        lowered = kept.translate(letters)
    spaced = _SEPARATORS.sub(" ", lowered.replace("'", "")).strip()
    return _SPACED_INITIALS.sub(r"\1", spaced)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without suffixes (Jr., III) and honorifics (Mr, Dr)."""
    words = tuple(fold(name).split())
    customs = conventions()
    start, end = 0, len(words)
    while end - start > 1 and words[start] in customs["honorifics"]:
        start += 1
    while end - start > 1 and words[end - 1] in customs["suffixes"]:
        end -= 1
    return words[start:end]


def name_key(name: str) -> str:
    """The form under which a full name is looked up: `name_words`, joined."""
    return " ".join(name_words(name))


def loose_name_keys(name: str) -> tuple[str, ...]:
    """Looser forms of a full name: without middle initials, without particles ("al", "bin"), and
    written as one word (Suk-yeol, Sukyeol), for spellings that differ only there."""
    words = name_words(name)
    customs = conventions()
    without_initials = [
        word for place, word in enumerate(words) if len(word) > 2 or place in (0, len(words) - 1)
    ]
    while len(without_initials) > 1 and without_initials[0] in customs["regal"]:
        without_initials = without_initials[1:]
    without_particles = [word for word in without_initials if word not in customs["particles"]]
    forms = [without_initials, without_particles]
    keys = [" ".join(form) for form in forms if len(form) > 1]
    if len(without_particles) > 2:
        keys.append(without_particles[0] + " " + "".join(without_particles[1:]))
    return tuple(dict.fromkeys(keys))


def initial_key(name: str) -> str:
    """The full name with the first name cut to its initial ("l oyun erdene"); empty for a single name."""
    words = name_words(name)
    return " ".join((words[0][0], *words[1:])) if len(words) > 1 else ""


def family_name(name: str, country: str | None = None) -> str:
    """The folded family name: the last word, or the first one in the countries of
    `conventions.toml` where it is written first (Xi Jinping), and where the name is of that sort."""
    words = name_words(name)
    customs = conventions()
    if not words:
        return ""
    eastern = country in customs["family_name_first_countries"] and words[0] in customs["family_name_first"]
    return words[0] if eastern and len(words) > 1 else words[-1]
