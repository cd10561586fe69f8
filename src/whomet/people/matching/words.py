"""Comparisons between two words of names: each says how alike they are, and in which way."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from whomet.knowledge.names.customs import load_customs, load_name_weights
from whomet.people.matching.spelling import Alphabet, Word, between_alphabets


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two words are (0 not at all, 1 the same), by which comparison of `weights.toml`."""

    value: float
    how: str


# Consonants that spellings of one name exchange: Gaddafi and Kadhafi, Ihor and Igor, Reuven and Reuben.
_VOICELESS = str.maketrans("gdbhf", "ktpkp")
UNLIKE = Likeness(0.0, "unlike")


@lru_cache(maxsize=200_000)
def compare_words(one: Word, other: Word, family: bool) -> Likeness:
    """The first comparison that applies. `family` says that both stand where the family name does, where
    a final vowel tells a woman's form and not another person."""
    how = _how(one, other, family)
    return Likeness(load_name_weights().words[how], how) if how else UNLIKE


def _how(one: Word, other: Word, family: bool) -> str:
    if one.text == other.text:
        return "equal" if one.text else "reading_unknown"
    if not one.text or not other.text:
        return "reading_unknown"
    if one.initial or other.initial:
        return "initial" if _same_beginning(one, other) else ""
    if one.alphabet is not other.alphabet and Alphabet.EASTERN in (one.alphabet, other.alphabet):
        return _between(one, other, east=True)
    if Alphabet.VOWELLESS in (one.alphabet, other.alphabet) and one.alphabet is not other.alphabet:
        return _between(one, other, east=False)
    return _in_letters(one, other, family)


def _same_beginning(one: Word, other: Word) -> bool:
    """An initial agrees with the word's first letter, or the consonant it begins with by its sound."""
    if one.text[0] == other.text[0]:
        return True
    return one.sound[:1] == other.sound[:1] and one.sound[:1] not in "aiu"


def _between(one: Word, other: Word, *, east: bool) -> str:
    first, second = between_alphabets(one.text, east), between_alphabets(other.text, east)
    if first == second:
        alike = bool(first) or one.sound[:1] == other.sound[:1]
        return "other_alphabet" if alike else ""
    if not east and "j" in one.text + other.text:  # the Arabic letter for j is read g too
        hard = [between_alphabets(word.text.replace("j", "g"), east) for word in (one, other)]
        if hard[0] == hard[1]:
            return "other_alphabet"
    longer = max(len(first), len(second))
    if longer >= (5 if east else 4) and OSA.distance(first, second) <= (1 if longer < 5 else 2):
        return "other_alphabet_roughly"
    return ""


def _in_letters(one: Word, other: Word, family: bool) -> str:
    if one.sound == other.sound:
        return "same_sound"
    short_forms = load_customs().short_forms
    if not family and not short_forms.get(one.text, frozenset()).isdisjoint(short_forms.get(other.text, ())):
        return "short_form"
    shorter, longer = sorted((one.sound, other.sound), key=len)
    if (one.pieces or other.pieces) and (_of_compound(one, other) or _of_compound(other, one)):
        return "part_of_compound"
    if one.consonants == other.consonants and one.consonants and _by_ending(one, other):
        return _family_ending(one, other) if family else ""
    if len(shorter) < 4:
        return ""
    heard = Levenshtein.distance(shorter, longer)
    if one.sound.replace("j", "i") == other.sound.replace("j", "i"):
        return "vowels_differ"
    if not _same_onset(one, other):
        return ""
    if one.consonants == other.consonants and heard <= 1 and len(one.consonants) >= 2:
        return "vowels_differ"
    if family and one.consonants == other.consonants and heard <= 2 and len(one.consonants) >= 3:
        return "vowels_differ"
    if heard <= 1 and len(shorter) >= 5 and _voiceless(one.sound) == _voiceless(other.sound):
        return "kindred_consonants"
    if one.pieces and other.pieces:
        return ""
    written = min(heard, OSA.distance(one.text, other.text))
    if written == 1 and len(shorter) >= 5:
        return "one_letter_apart" if len(shorter) < 7 else "one_letter_apart_in_a_long_word"
    if written == 2 and len(shorter) >= 8:
        return "two_letters_apart"
    return ""


def _of_compound(whole: Word, part: Word) -> bool:
    """Whether the word is a piece of the hyphenated one ("Jean" of "Jean-Claude")."""
    return not part.pieces and len(part.text) >= 4 and part.text in whole.pieces


def _same_onset(one: Word, other: Word) -> bool:
    """Whether the words begin alike: with the same consonant but for its voice, or with a vowel.
    Slips of the pen seldom hit the first letter, and Ahmed is not Hamed."""
    first, second = _voiceless(one.sound[0]), _voiceless(other.sound[0])
    return first == second or (first in "aiuj" and second in "aiuj")


def _voiceless(heard: str) -> str:
    return heard.translate(_VOICELESS)


def _family_ending(one: Word, other: Word) -> str:
    return "feminine_form" if "" in (_ending(one.text), _ending(other.text)) else "vowels_differ"


def _by_ending(one: Word, other: Word) -> bool:
    """Whether the words part at the end as a man's name and a woman's do: Mario and Maria, Ivanov and
    Ivanova, Alexander and Alexandra."""
    ends = {_ending(one.text), _ending(other.text)}
    stems = {one.text.rstrip("aeo"), other.text.rstrip("aeo")}
    parted = "a" in ends and len(ends) == 2
    return parted and (len(stems) == 1 or ends == {"a", ""})


def _ending(text: str) -> str:
    if text[-1] == "a":
        return "a"
    return "o" if text[-1] == "o" else "e" if text[-1] in "eiyu" else ""
