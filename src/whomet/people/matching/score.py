"""The score of two names: how alike the paired words are, times a factor for each thing that speaks
against one person. The factors stand in `knowledge/names/weights.toml`; the reason names them."""

from dataclasses import dataclass

from whomet.knowledge.names import conventions
from whomet.knowledge.names.customs import load_name_weights
from whomet.people.matching.alignment import Alignment, Pair, align
from whomet.people.matching.parts import NameParts, parts_of, readings_of
from whomet.people.matching.spelling import Word

_LEFT_OUT = ("both_leave_out", "each side has a name that the other leaves out")
_LEFT_OUT_EAST = ("syllables_differ", "the syllables of the given name differ")
_WORDS_FOR = {
    "equal": "same",
    "same_sound": "same but for the spelling",
    "vowels_differ": "same but for vowels",
    "short_form": "forms of one name",
    "other_alphabet": "same across alphabets",
    "other_alphabet_roughly": "roughly the same across alphabets",
    "reading_unknown": "reading not known",
    "feminine_form": "a man's and a woman's form",
    "one_letter_apart": "one letter apart",
    "one_letter_apart_in_a_long_word": "one letter apart",
    "two_letters_apart": "two letters apart",
    "initial": "initial agrees",
    "part_of_compound": "a part of the compound",
    "kindred_consonants": "same but for kindred consonants",
}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score` from 0 (two people) to 1 (one); `reason` names every comparison."""

    score: float
    reason: str


def match_names(one: str, other: str) -> NameMatch:
    """Whether two names, in any alphabet and order, are one person's. Symmetric. A name without letters
    matches nothing."""
    first, second = sorted((one, other))
    readings = [_compared(a, b) for a in readings_of(first) for b in readings_of(second)]
    return max(readings, key=lambda match: match.score)


def _compared(first: str, second: str) -> NameMatch:
    mine, theirs = parts_of(first), parts_of(second)
    if not mine.words or not theirs.words:
        return NameMatch(0.0, "a name without letters")
    if mine.acronym and mine.acronym == theirs.initials != theirs.acronym:
        return _acronym(mine)
    if theirs.acronym and theirs.acronym == mine.initials != mine.acronym:
        return _acronym(theirs)
    alignment = align(mine, theirs)
    factors = _factors(alignment, mine, theirs)
    weights = load_name_weights().names
    score = _alike(alignment)
    for factor, _ in factors:
        score *= weights[factor]
    sentences = [*_agreements(alignment), *(sentence for _, sentence in factors)]
    return NameMatch(round(score, 4), "; ".join(sentences) or "no word in common")


def _acronym(short: NameParts) -> NameMatch:
    return NameMatch(
        load_name_weights().names["acronym"], f"{short.acronym.upper()} are the other's initials"
    )


def _alike(alignment: Alignment) -> float:
    """The product of the paired words' likeness, so that every doubt counts; 0 without a pair."""
    if not alignment.pairs:
        return 0.0
    product = 1.0
    for pair in alignment.pairs:
        product *= pair.likeness.value
    return product


def _factors(alignment: Alignment, mine: NameParts, theirs: NameParts) -> list[tuple[str, str]]:
    found = _in_common(alignment) + _left_over(alignment)
    initials = _initials(alignment.first), _initials(alignment.second)
    if all(initials) and not initials[0].startswith(initials[1]) and not initials[1].startswith(initials[0]):
        found.append(("initials_contradict", f"initials contradict: {' against '.join(initials)}"))
    if any(_father_for_son(alignment, pair) for pair in alignment.pairs):
        found.append(("father_for_son", "the father of one bears the name of the other"))
    if mine.suffix != theirs.suffix:
        if mine.suffix and theirs.suffix:
            found.append(("suffix_contradicts", f"suffix {mine.suffix} against {theirs.suffix}"))
        else:
            found.append(("suffix_on_one_side", f"suffix {mine.suffix or theirs.suffix} on one side"))
    if mine.sex and theirs.sex and mine.sex != theirs.sex:
        found.append(("sexes_differ", "the titles are a man's and a woman's"))
    if not alignment.in_order and not (mine.family_first or theirs.family_first):
        found.append(_order(alignment))
    return found


def _in_common(alignment: Alignment) -> list[tuple[str, str]]:
    """One name in common is little; a family name beside an initial is less than two names."""
    words = [alignment.first[pair.first] for pair in alignment.pairs]
    full = [pair for pair in alignment.pairs if pair.likeness.how != "initial"]
    longest = max(len(alignment.first), len(alignment.second))
    if longest == 1:
        return []
    if not full:
        return [("nothing_but_initials", "nothing in common but initials")] if words else []
    if len(words) == 1:
        pair = alignment.pairs[0]
        last = pair.first == len(alignment.first) - 1 and pair.second == len(alignment.second) - 1
        if last and min(len(alignment.first), len(alignment.second)) == 1:
            return [("only_the_family_name_is_given", "one side gives the family name alone")]
        return [("only_one_name_in_common", "only one name in common")]
    if len(full) == 1:
        left = alignment.left_first[:1] + alignment.left_second[:1]
        if 0 in left:
            return [("initials_contradict", "the initial is a middle one on one side")]
        return [("given_name_by_initial_only", "given name by its initial only")]
    return []


def _left_over(alignment: Alignment) -> list[tuple[str, str]]:
    """Words without a partner: on both sides of the same gap they contradict, on one they are missing."""
    mine = _by_gap(alignment.left_first, [pair.first for pair in alignment.pairs], alignment.in_order)
    theirs = _by_gap(alignment.left_second, [pair.second for pair in alignment.pairs], alignment.in_order)
    found: list[tuple[str, str]] = []
    for gap in sorted(mine.keys() | theirs.keys()):
        here, there = mine.get(gap, []), theirs.get(gap, [])
        if here and there:
            found.append(_contradiction(alignment, here, there))
        else:
            side, places = (alignment.first, here) if here else (alignment.second, there)
            other = alignment.second if here else alignment.first
            found += [_missing(side, other, place) for place in places]
    if mine and theirs and not mine.keys() & theirs.keys():
        eastern = _eastern(alignment.first) and _eastern(alignment.second)
        found.append(_LEFT_OUT_EAST if eastern else _LEFT_OUT)
    return found


def _eastern(words: tuple[Word, ...]) -> bool:
    """Whether the name is a family name and two syllables of a given name."""
    return len(words) == 3 and words[0].text in conventions()["family_name_first"]


def _father_for_son(alignment: Alignment, pair: Pair) -> bool:
    """Whether a given name was paired with a father's: Hamad bin Isa and Salman bin Hamad."""
    mine, theirs = alignment.first[pair.first], alignment.second[pair.second]
    return (mine.patronymic and not theirs.patronymic and pair.second == 0 and pair.first > 0) or (
        theirs.patronymic and not mine.patronymic and pair.first == 0 and pair.second > 0
    )


def _order(alignment: Alignment) -> tuple[str, str]:
    """A family name that moved is a custom; given names that changed places before it are another
    person's, and so is a changed order beside a word that one side lacks."""
    last = len(alignment.first) - 1, len(alignment.second) - 1
    left = [alignment.first[p] for p in alignment.left_first] + [
        alignment.second[p] for p in alignment.left_second
    ]
    if min(last) > 1 and any((pair.first, pair.second) == last for pair in alignment.pairs):
        return "given_names_change_places", "the given names have changed places"
    if any(not word.patronymic and not word.initial for word in left):
        return "order_differs_and_more", "the order differs, and one side has more"
    return "order_differs", "the order of the words differs"


def _initials(words: tuple[Word, ...]) -> str:
    """The middle initials, run together."""
    return "".join(word.text for word in words[1:-1] if word.initial)


def _by_gap(left: tuple[int, ...], paired: list[int], in_order: bool) -> dict[int, list[int]]:
    """The places left over, by how many paired words stand before them; all in one gap where the
    order of the names differs, since then the gaps do not correspond."""
    gaps: dict[int, list[int]] = {}
    for place in left:
        gap = sum(pair < place for pair in paired) if in_order else 0
        gaps.setdefault(gap, []).append(place)
    return gaps


def _contradiction(alignment: Alignment, here: list[int], there: list[int]) -> tuple[str, str]:
    mine, theirs = alignment.first[here[-1]], alignment.second[there[-1]]
    against = f"{_written(alignment.first, here)} against {_written(alignment.second, there)}"
    if all(alignment.first[p].initial for p in here) or all(alignment.second[p].initial for p in there):
        return "initials_contradict", f"initials contradict: {against}"
    family = here[-1] == len(alignment.first) - 1 and there[-1] == len(alignment.second) - 1
    if family and not (mine.patronymic or theirs.patronymic):
        return "family_name_contradicts", f"last name contradicts: {against}"
    return "given_name_contradicts", f"given name contradicts: {against}"


def _written(words: tuple[Word, ...], places: list[int]) -> str:
    return " ".join(words[place].text for place in places)


def _missing(side: tuple[Word, ...], other: tuple[Word, ...], place: int) -> tuple[str, str]:
    missing = side[place]
    if missing.patronymic:
        return "patronymic_missing", f"patronymic {missing.text} on one side"
    if place == 0 and len(side) > 2 and len(other) > 1:
        return "first_name_missing", f"first name {missing.text} on one side"
    if place == len(side) - 1:
        return "second_family_name_missing", f"last word {missing.text} on one side"
    if len(other) > 2 and place > 0:
        return "inner_name_missing_beside_others", f"{missing.text} on one side beside another middle name"
    return "middle_name_missing", f"name {missing.text} on one side"


def _agreements(alignment: Alignment) -> list[str]:
    sentences = []
    for pair in alignment.pairs:
        mine, theirs = alignment.first[pair.first].text, alignment.second[pair.second].text
        last = pair.first == len(alignment.first) - 1 and pair.second == len(alignment.second) - 1
        role = "last name" if last and len(alignment.first) > 1 else "name"
        words = mine if mine == theirs else f"{mine}/{theirs}"
        sentences.append(f"{role} {words}: {_WORDS_FOR[pair.likeness.how]}")
    return sentences
