"""A word of a name in the forms under which it is compared: letters, sound, consonants."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from anyascii import anyascii

from whomet.knowledge.names.customs import load_customs

_VOWELS = re.compile("[aiu]")
_ALL_VOWELS = re.compile("[aeiouy]")
_LONG_VOWELS = re.compile("(?<!^)[wvy]")
_DOUBLED = re.compile(r"(.)\1+")


class Alphabet(StrEnum):
    """What a name is written in, as far as it matters for how it is read."""

    LATIN = "latin"
    VOWELLED = "another alphabet"
    VOWELLESS = "an alphabet that leaves vowels out"
    EASTERN = "Chinese characters, Hangul or kana"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `text` is lower-case a to z, `pieces` those of a hyphenated word; `text` is ""
    where the characters have no sure reading (a Japanese given name that the table does not know), which
    fits anything."""

    text: str
    alphabet: Alphabet
    sound: str
    consonants: str
    patronymic: bool = False
    pieces: tuple[str, ...] = ()

    @property
    def initial(self) -> bool:
        """Whether it is an initial, or initials run together ("hw")."""
        return len(self.text) == 1


def alphabet_of(text: str) -> Alphabet:
    """The alphabet of the first letter outside Latin; Latin where there is none."""
    if text.isascii():
        return Alphabet.LATIN
    for letter in text:
        code = ord(letter)
        if code < 0x250 or 0x1E00 <= code < 0x1F00 or not letter.isalpha():
            continue
        if 0x590 <= code < 0x780 or 0x900 <= code < 0xE00 or 0xFB1D <= code < 0xFE00:
            return Alphabet.VOWELLESS
        if 0x1100 <= code < 0x1200 or 0x2E80 <= code < 0xA4D0 or 0xAC00 <= code < 0xD7B0:
            return Alphabet.EASTERN
        return Alphabet.VOWELLED
    return Alphabet.LATIN


def romanised(text: str) -> str:
    """The text in Latin letters without accents; `comparing.toml` goes before anyascii (ISC licence)."""
    if text.isascii():
        return text
    lowered = f" {text.lower()}"
    spelled = _letters_pattern().sub(lambda found: load_customs().letters[found[0]], lowered)
    return anyascii(spelled).strip()


@lru_cache(maxsize=100_000)
def word(text: str, alphabet: Alphabet, patronymic: bool = False) -> Word:
    """The word with its forms. `text` is in lower-case Latin letters and may have hyphens."""
    pieces = tuple(text.split("-")) if "-" in text else ()
    plain = "".join(pieces) if pieces else text
    heard = sound(plain)
    return Word(plain, alphabet, heard, _VOWELS.sub("", heard), patronymic, pieces)


@lru_cache(maxsize=100_000)
def sound(text: str) -> str:
    """A spelling that words of one sound share, by the table `sounds`.

    >>> sound("mohammed") == sound("muhammad"), sound("stephen") == sound("steven")
    (True, True)
    """
    final = f"{text[:-1]}i" if text.endswith("j") else text[:-1] if text.endswith("ah") else text
    return _DOUBLED.sub(r"\1", _sounds_pattern().sub(lambda found: load_customs().sounds[found[0]], final))


@lru_cache(maxsize=100_000)
def between_alphabets(text: str, east: bool) -> str:
    """The consonants that survive a change of alphabet; `east` for Chinese characters and Hangul."""
    customs = load_customs()
    if east:
        plain = _pattern("east").sub(lambda found: customs.between_alphabets_east[found[0]], text)
        return _DOUBLED.sub(r"\1", _ALL_VOWELS.sub("", plain))
    plain = _VOWELS.sub("", sound(_LONG_VOWELS.sub("", text)))
    return _DOUBLED.sub(r"\1", _pattern("west").sub(lambda found: customs.between_alphabets[found[0]], plain))


@cache
def _pattern(which: str) -> re.Pattern[str]:
    customs = load_customs()
    tables = {
        "letters": customs.letters,
        "sounds": customs.sounds,
        "west": customs.between_alphabets,
        "east": customs.between_alphabets_east,
    }
    longest_first = sorted(tables[which], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _letters_pattern() -> re.Pattern[str]:
    return _pattern("letters")


def _sounds_pattern() -> re.Pattern[str]:
    return _pattern("sounds")
