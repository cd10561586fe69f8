"""Which word of one name stands for which word of the other."""

from dataclasses import dataclass
from itertools import permutations

from whomet.people.matching.parts import NameParts
from whomet.people.matching.spelling import Word, sound, word
from whomet.people.matching.words import UNLIKE, Likeness, compare_words

# Beyond this number of words left on a side, pairs are taken best first instead of trying all.
_TRIED_IN_FULL = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand for each other, by their places in the two names."""

    first: int
    second: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of both names (compounds joined), the pairs in the order of the first name, and the
    places without a partner."""

    first: tuple[Word, ...]
    second: tuple[Word, ...]
    pairs: tuple[Pair, ...]
    left_first: tuple[int, ...]
    left_second: tuple[int, ...]

    @property
    def in_order(self) -> bool:
        """Whether the pairs stand in the same order in both names."""
        places = [pair.second for pair in self.pairs]
        return places == sorted(places)


def align(one: NameParts, other: NameParts) -> Alignment:
    """The assignment with the greatest sum of likeness; equal words first."""
    first, second = _compounds_joined(one.words, other.words)
    pairs = _equal_words(first, second)
    taken_first, taken_second = {p.first for p in pairs}, {p.second for p in pairs}
    rest_first = [place for place in range(len(first)) if place not in taken_first]
    rest_second = [place for place in range(len(second)) if place not in taken_second]
    if rest_first and rest_second:
        pairs += _best_pairs(first, second, rest_first, rest_second)
        taken_first, taken_second = {p.first for p in pairs}, {p.second for p in pairs}
    return Alignment(
        first,
        second,
        tuple(sorted(pairs, key=lambda pair: pair.first)),
        tuple(place for place in range(len(first)) if place not in taken_first),
        tuple(place for place in range(len(second)) if place not in taken_second),
    )


def _equal_words(first: tuple[Word, ...], second: tuple[Word, ...]) -> list[Pair]:
    pairs, taken = [], set()
    for place, mine in enumerate(first):
        if mine.text:
            for there, theirs in enumerate(second):
                if there not in taken and theirs.text == mine.text:
                    taken.add(there)
                    pairs.append(Pair(place, there, compare_words(mine, theirs, False)))
                    break
    return pairs


def _best_pairs(
    first: tuple[Word, ...], second: tuple[Word, ...], mine: list[int], theirs: list[int]
) -> list[Pair]:
    last = len(first) - 1, len(second) - 1
    likeness = {
        (a, b): compare_words(first[a], second[b], (a, b) == last and min(last) > 0)
        for a in mine
        for b in theirs
        if (a, b) == last or not _initial_for_family_name(first, second, a, b)
    }
    possible = [key for key, like in likeness.items() if like.value]
    if not possible:
        return []
    if len(possible) == 1:
        ((a, b),) = possible
        return [Pair(a, b, likeness[a, b])]
    if max(len(mine), len(theirs)) > _TRIED_IN_FULL:
        return _greedily(likeness, possible)
    turned = len(mine) > len(theirs)
    few, many = (theirs, mine) if turned else (mine, theirs)
    best: tuple[float, tuple[tuple[int, int], ...]] = (-1.0, ())
    for order in permutations(many, len(few)):
        keys = tuple((b, a) if turned else (a, b) for a, b in zip(few, order, strict=True))
        total = sum(likeness.get(key, UNLIKE).value for key in keys)
        if total > best[0]:
            best = (total, keys)
    return [
        Pair(a, b, likeness[a, b]) for a, b in best[1] if (a, b) in likeness and likeness[a, b] is not UNLIKE
    ]


def _initial_for_family_name(first: tuple[Word, ...], second: tuple[Word, ...], a: int, b: int) -> bool:
    """Whether one is an initial before a family name and the other the family name."""
    initial_before = first[a].initial and a < len(first) - 1, second[b].initial and b < len(second) - 1
    last = len(first) > 1 and a == len(first) - 1, len(second) > 1 and b == len(second) - 1
    return (initial_before[0] and last[1]) or (initial_before[1] and last[0])


def _greedily(likeness: dict[tuple[int, int], Likeness], possible: list[tuple[int, int]]) -> list[Pair]:
    pairs: list[Pair] = []
    mine: set[int] = set()
    theirs: set[int] = set()
    for a, b in sorted(possible, key=lambda key: -likeness[key].value):
        if a not in mine and b not in theirs:
            mine.add(a)
            theirs.add(b)
            pairs.append(Pair(a, b, likeness[a, b]))
    return pairs


def _compounds_joined(
    first: tuple[Word, ...], second: tuple[Word, ...]
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Neighbouring words of one name that the other writes as one ("Jong Un", "Jongun") become one."""
    if len(first) == len(second) == 1:
        return first, second
    mine, theirs = _joined(first, second), _joined(second, first)
    return _split(mine, theirs), _split(theirs, mine)


def _split(words: tuple[Word, ...], others: tuple[Word, ...]) -> tuple[Word, ...]:
    """A hyphenated word taken apart where the longer name has a piece of it as a word: "Jong-un" beside
    "Jong Il"."""
    if len(others) <= len(words):
        return words
    apart: list[Word] = []
    for mine in words:
        if any(other.text in mine.pieces for other in others):
            apart += [word(piece, mine.alphabet, mine.patronymic) for piece in mine.pieces]
        else:
            apart.append(mine)
    return tuple(apart)


def _joined(words: tuple[Word, ...], others: tuple[Word, ...]) -> tuple[Word, ...]:
    if len(words) < 2:
        return words
    whole = {other.sound for other in others if len(other.text) > 3}
    for place in range(len(words) - 1):
        left, right = words[place], words[place + 1]
        if len(left.text) < 2 or len(right.text) < 2 or left.alphabet is not right.alphabet:
            continue
        joined = left.text + right.text
        if sound(joined) in whole or _same_across(joined, left, others, words):
            both = word(joined, left.alphabet, left.patronymic)
            return (*words[:place], both, *_joined(words[place + 1 :], others)[1:])
    return words


def _same_across(joined: str, left: Word, others: tuple[Word, ...], words: tuple[Word, ...]) -> bool:
    """A given name of two syllables beside Chinese characters or Hangul, which have it as one."""
    if len(words) <= len(others) or all(other.alphabet is left.alphabet for other in others):
        return False
    both = word(joined, left.alphabet)
    return any(
        other.text
        and other.alphabet is not left.alphabet
        and compare_words(both, other, False).how == "other_alphabet"
        for other in others
    ) and not any(compare_words(left, other, False).how == "other_alphabet" for other in others)
