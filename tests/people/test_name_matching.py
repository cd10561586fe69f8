import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from name_pairs import NamePair, best_f1, pairs
from rapidfuzz import fuzz

from whomet.people.matching import match_names

# Above it two names are held to be one person's: the best threshold of the open half, rounded.
SAME = 0.5


def score(one: str, other: str) -> float:
    return match_names(one, other).score


def half(*, locked: bool) -> list[NamePair]:
    return [pair for pair in pairs() if pair.locked is locked]


def test_the_cases_are_many_and_of_both_verdicts() -> None:
    assert len(pairs()) >= 400
    for locked in (False, True):
        same = [pair.same for pair in half(locked=locked)]
        assert 0.3 < sum(same) / len(same) < 0.7


@pytest.mark.parametrize("locked", [False, True], ids=["open half", "locked half"])
def test_names_are_told_apart_far_better_than_by_edit_distance(locked: bool) -> None:
    cases = half(locked=locked)
    found, _ = best_f1(cases, score)
    by_ratio, _ = best_f1(cases, lambda one, other: fuzz.ratio(one.lower(), other.lower()))
    assert found >= 0.92
    assert found > by_ratio + 0.1


def test_five_thousand_pairs_a_second() -> None:
    names = sorted({name for pair in pairs() for name in (pair.name, pair.other)})
    compared = [(one, other) for place, one in enumerate(names) for other in names[place : place + 8]]
    started = time.process_time()
    for one, other in compared:
        match_names(one, other)
    assert len(compared) / (time.process_time() - started) >= 5000


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Robert Casey Jr.", "Robert Casey Sr.", "suffix"),
        ("Emmanuel Macron", "Brigitte Macron", "given name contradicts: brigitte against emmanuel"),
        ("George H. W. Bush", "George W. Bush", "initials contradict: hw against w"),
        ("Bill Clinton", "William Clinton", "name bill/william: forms of one name"),
        ("Vladimir Putin", "Владимир Владимирович Путин", "patronymic vladimirovich on one side"),
        ("Hamad bin Isa Al Khalifa", "Salman bin Hamad Al Khalifa", "father of one bears the name"),
        ("King Charles III", "Queen Charles III", "a man's and a woman's"),
    ],
)
def test_the_reason_names_what_decided(one: str, other: str, words: str) -> None:
    assert words in match_names(one, other).reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('William "Bill" Clinton', "Bill Clinton"),
        ("Nicole (Nikki) Budzinski", "Nikki Budzinski"),
        ("JD Vance", "J. D. Vance"),
        ("JD Vance", "James David Vance"),
        ("XI Jinping", "Xi Jinping"),
        ("Van Johnson", "Van Johnson"),
        ("O'Brien, Soledad", "Soledad O’Brien"),
    ],
)
def test_ways_of_writing_one_name(one: str, other: str) -> None:
    assert score(one, other) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("Van Johnson", "Boris Johnson"), ("Adam Smith", "Cornelius A. Smith"), ("M. K. Stalin", "Dave Min")],
)
def test_particles_and_initials_do_not_make_two_people_one(one: str, other: str) -> None:
    assert score(one, other) < SAME


letters = st.text(min_size=0, max_size=40)


@given(letters, letters)
def test_any_two_texts_get_a_score_and_a_reason_whatever_their_order(one: str, other: str) -> None:
    found = match_names(one, other)
    assert 0 <= found.score <= 1
    assert found.reason
    assert found == match_names(other, one)


@given(st.sampled_from([pair.name for pair in pairs()]))
def test_a_name_is_its_own_whatever_its_case(name: str) -> None:
    assert score(name, name) >= 0.9
    assert score(name, f"  {name} ") >= 0.9
