"""The parts of a written name: its words in order, with titles and suffixes taken off."""

import re
from dataclasses import dataclass
from functools import lru_cache

from whomet.knowledge.names import conventions
from whomet.knowledge.names.customs import load_customs, load_eastern_names
from whomet.people.matching.spelling import Alphabet, Word, alphabet_of, romanised, word

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"[^a-z0-9-]+")
_APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´]")
_BRACKETED = re.compile(r"\(([^)]*)\)|[\"“„]([^\"”“]*)[\"”“]")
_ARTICLE = re.compile("(^|[ -])ال")
# Abdel Fattah, Abdulaziz: "servant of", whatever the vowel; Abdullah is a name of its own.
_SERVANT_OF = re.compile(r"(abd)[aeou]?[lr]?(?:[- ]?(?:[aeu][a-z])-?)?")
_SERVANT_OF_GLUED = re.compile(r"abd[aeou](?:l|r(?=r))-?(?!lah|la$)(.{3,})")
# A single letter is a sovereign's number without a full stop and in capitals, and "and" in small letters.
_NUMBERED = re.compile(r"\s[IVX]\b(?!\.)")
_SMALL_LETTER = re.compile(r"(?<=\s)([a-z])(?=\s)")
# "JD Vance": initials without full stops; "XI Jinping" is a family name in capitals.
_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b(?=\s)")
_HYPHENS = re.compile("[‐‑‒–—]")


@dataclass(frozen=True, slots=True)
class NameParts:
    """`words` without particles, in the order written (a name "Family, Given" is turned).
    `suffix` is junior, senior, a number or ""; `sex` m, f or "" by the titles; `acronym` the letters
    where the whole name is capitals run together ("AMLO"); `family_first` where the script or a comma
    says so."""

    words: tuple[Word, ...]
    suffix: str
    sex: str
    acronym: str
    family_first: bool
    initials: str


def readings_of(name: str) -> tuple[str, ...]:
    """The name without what stands in brackets or quotation marks, and with that as the given name:
    `William "Bill" Clinton` is William Clinton and Bill Clinton."""
    found = _BRACKETED.search(name)
    if found is None:
        return (name,)
    before, after = name[: found.start()].split(), name[found.end() :].split()
    inner = found[1] or found[2] or ""
    if not before or not after or not inner:
        return (" ".join(before + after) or inner,)
    return " ".join(before + after), " ".join((inner, *after))


@lru_cache(maxsize=50_000)
def parts_of(name: str) -> NameParts:
    """The parts of a name. A name of which nothing is left has no words."""
    alphabet = alphabet_of(name)
    written = name.strip()
    if alphabet is Alphabet.EASTERN and (words := _eastern(written)):
        return NameParts(words, "", "", "", True, "")
    family, comma, given = written.partition(",")
    turned = bool(comma) and _is_a_name(given)
    if turned:
        written = f"{given} {family}"
    if alphabet is Alphabet.VOWELLESS:
        written = _ARTICLE.sub(r"\1al ", written)
    if not written.isupper():
        written = _CAPITALS.sub(_spelled_out, written)
    plain = _APOSTROPHES.sub("", romanised(_HYPHENS.sub("-", _APOSTROPHES.sub("", written)))).lower()
    texts = [part for text in _SPACES.split(plain) for part in _split(text.strip("-"))]
    suffix, texts = _without_suffix(texts, numbered=_NUMBERED.search(written) is not None)
    sex, texts = _without_titles(texts)
    return NameParts(
        words=_without_particles(texts, alphabet, _small_letters(written), two_words="-" not in written),
        suffix=suffix,
        sex=sex,
        acronym=name.strip().lower() if name.strip().isupper() and name.strip().isalpha() else "",
        family_first=False,
        initials="".join(part[0] for text in texts for part in text.split("-")),
    )


def _split(text: str) -> tuple[str, ...]:
    """A hyphenated word stays one, unless a piece of it is a particle, an initial or a title."""
    customs = load_customs()
    pieces = [piece for piece in text.split("-") if piece]
    if len(pieces) > 1 and (
        any(piece in customs.of_the_father or len(piece) == 1 for piece in pieces)
        or pieces[0] in customs.particles
        or pieces[0] in customs.titles
    ):
        return tuple(part for piece in pieces for part in _split(piece))
    joined = "-".join(pieces)
    if _SERVANT_OF.fullmatch(joined):
        return ("abd",)
    if glued := _SERVANT_OF_GLUED.fullmatch(joined):
        return ("abd", glued[1])
    return (joined,) if joined else ()


def _spelled_out(found: re.Match[str]) -> str:
    capitals = found[0]
    eastern = capitals.lower() in conventions()["family_name_first"]
    return capitals if eastern or capitals.lower() in load_customs().titles else " ".join(capitals)


def _small_letters(written: str) -> frozenset[str]:
    return frozenset(_SMALL_LETTER.findall(written))


def _is_a_name(after_comma: str) -> bool:
    words = [text for text in _NOT_LETTERS.split(romanised(after_comma).lower()) if text]
    return bool(words) and not all(text in load_customs().suffixes for text in words)


def _without_suffix(texts: list[str], *, numbered: bool) -> tuple[str, list[str]]:
    customs = load_customs()
    said = ""
    while len(texts) > 1 and texts[-1] in customs.suffixes and (numbered or len(texts[-1]) > 1):
        said = customs.suffixes[texts[-1]] or said
        texts = texts[:-1]
    inner = [
        text
        for text in texts[1:-1]
        if customs.suffixes.get(text) and (len(text) > 1 or (numbered and text == "i"))
    ]
    if inner and not said:
        said = customs.suffixes[inner[0]]
        texts = [text for text in texts if text != inner[0]]
    return said, texts


def _without_titles(texts: list[str]) -> tuple[str, list[str]]:
    customs = load_customs()
    sex = ""
    while len(texts) > 1 and texts[0] in customs.titles:
        if texts[0] in customs.titles_and_names and len(texts) < 3:
            break
        sex = "m" if texts[0] in customs.men else "f" if texts[0] in customs.women else sex
        texts = texts[1:]
    return sex, texts


def _without_particles(
    texts: list[str], alphabet: Alphabet, small: frozenset[str], *, two_words: bool
) -> tuple[Word, ...]:
    """The words, each knowing whether it is a father's name. Particles go, except the first of two words
    (Van Johnson, Ben Walsh), unless nothing else is left; so does what follows "of" (Albert II of Monaco)."""
    customs = load_customs()
    words = []
    if "of" in texts[1:]:
        texts = texts[: texts.index("of", 1)]
    for place, text in enumerate(texts):
        particle = text in customs.particles and len(texts) > 1
        particle = particle and not (place == 0 and len(texts) == 2 and two_words)
        if particle and (len(text) > 1 or text in small):
            continue
        fathers = place > 0 and (
            (texts[place - 1] in customs.of_the_father and place > 1)
            or (len(text) > 6 and text.endswith(customs.patronymic_endings))
        )
        words.append(word(text, alphabet, fathers))
    return tuple(words) or tuple(word(text, alphabet) for text in texts)


def _eastern(name: str) -> tuple[Word, ...]:
    """Family and given name of Chinese characters or Hangul; empty for kana and foreign names, which are
    written with a dot or space between the parts and are read letter by letter."""
    table = load_eastern_names()
    written = "".join(name.split())
    if not written or any(0x3040 <= ord(letter) < 0x3100 for letter in written.replace("々", "")):
        return ()
    if "·" in written or "・" in written or not written.isalpha():
        return ()
    if "가" <= written[0] <= "힣":
        if not 2 <= len(written) <= 4:
            return ()
        return _two_words(table.korean.get(written[0]) or romanised(written[0]), romanised(written[1:]))
    for length in (3, 2):
        if written[:length] in table.japanese:
            given = written[length:]
            return _two_words(
                table.japanese[written[:length]], table.japanese_given.get(given, ""), bool(given)
            )
    if written[0] in table.japanese and written[1:] in table.japanese_given:
        return _two_words(table.japanese[written[0]], table.japanese_given[written[1:]])
    if len(written) > 4:
        return ()
    length = 2 if written[:2] in table.double_chinese else 1
    family = table.chinese.get(written[:length]) or romanised(written[:length])
    return _two_words(family, romanised(written[length:]))


def _two_words(family: str, given: str, given_written: bool = True) -> tuple[Word, ...]:
    words = [word(family.lower(), Alphabet.EASTERN)]
    if given or given_written:
        words.append(word(given.lower(), Alphabet.EASTERN))
    return tuple(words)
