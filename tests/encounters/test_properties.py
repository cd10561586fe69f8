"""What must hold whatever the texts say."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whomet.encounters import count_encounters, count_figures, kept_apart_by, resolve, rules_table
from whomet.encounters.distinctness import pairs_that_may_be_one
from whomet.encounters.inclusion import counts_under
from whomet.encounters.independent_set import EXACT_UP_TO, largest_independent_set
from whomet.model import CountingRule, Encounter

quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

FIGURES = [
    {"name": "Ada Oriel", "title": "President", "country": "FR"},
    {"name": "Ben Bekele", "title": "Prime Minister", "country": "ET"},
    {"name": "Oriel", "title": None, "country": "FR", "figure_id": None},
    {"name": None, "title": "officials", "country": "FR"},
]
DATES = ["2023-05-15", "2023-05-16", "2023-05-17", "2023-05", "2023", "../2022", "2022/2023-06", None]

records = st.fixed_dictionaries(
    {
        "with": st.lists(st.sampled_from(FIGURES), min_size=1, max_size=2, unique_by=str),
        "date": st.sampled_from(DATES),
        "mode": st.sampled_from(["meeting", "call", "event", "unspecified"]),
        "occurrence": st.sampled_from(
            ["happened", "happened", "planned", "cancelled", "denied", "hypothetical"]
        ),
        "verification": st.sampled_from(["official", "reported", "disputed"]),
        "place_country": st.sampled_from(["FR", "US", None]),
        "tier": st.sampled_from(["confident", "confident", "possible"]),
    }
)
documents = st.lists(
    st.fixed_dictionaries(
        {
            "published": st.sampled_from(["2022-11-01", "2023-05-16", "2023-05-18", "2023-06-01", None]),
            "publisher": st.sampled_from(["Morning Post", "Evening News", None]),
            "copy_of": st.sampled_from([None, None, "d0", "d1"]),
            "encounters": st.lists(records, max_size=3),
        }
    ),
    max_size=6,
).map(
    lambda found: [
        {**each, "id": f"d{n}", "copy_of": None if each["copy_of"] == f"d{n}" else each["copy_of"]}
        for n, each in enumerate(found)
    ]
)


@quick
@given(documents, st.randoms(use_true_random=False))
def test_order_of_claims_and_documents_does_not_matter(
    tell: Callable[..., Any], found: list[dict[str, Any]], chance: random.Random
) -> None:
    told = tell(found, "2022/2023")
    claims, keys = list(told.claims), list(told.documents)
    chance.shuffle(claims)
    chance.shuffle(keys)
    shuffled = resolve(claims, {key: told.documents[key] for key in keys}, told.investigation)
    assert shuffled == resolve(*told)


@quick
@given(documents)
def test_every_claim_is_in_one_record_and_ids_are_unique(
    tell: Callable[..., Any], found: list[dict[str, Any]]
) -> None:
    told = tell(found)
    ledger = resolve(*told)
    placed = [claim for record in ledger for claim in (*record.claims, *record.possible_claims)]
    assert sorted(placed) == sorted(claim.id for claim in told.claims)
    assert len({record.id for record in ledger}) == len(ledger)
    assert all((record.reason is None) == record.counted for record in ledger)
    assert all(record.counted == counts_under(record, told.investigation.rule) for record in ledger)


@quick
@given(documents)
def test_no_record_joins_days_that_lie_further_apart_than_one(
    tell: Callable[..., Any], found: list[dict[str, Any]]
) -> None:
    for record in resolve(*tell(found)):
        said = {record.date.value, *(other.value for other in record.date.others)}
        days = [date.fromisoformat(value) for value in said if value and len(value) == 10]
        assert not days or max(days) - min(days) <= timedelta(days=1)


@quick
@given(documents)
def test_uncertain_claims_change_nothing_about_confident_records(
    tell: Callable[..., Any], found: list[dict[str, Any]]
) -> None:
    def confident(ledger: tuple[Encounter, ...]) -> list[Encounter]:
        return [r.model_copy(update={"possible_claims": ()}) for r in ledger if r.tier == "confident"]

    told = tell(found)
    sure = [claim for claim in told.claims if claim.tier == "confident"]
    assert confident(resolve(*told)) == confident(resolve(sure, told.documents, told.investigation))


@quick
@given(documents)
def test_no_two_records_of_a_proof_may_be_one(tell: Callable[..., Any], found: list[dict[str, Any]]) -> None:
    told = tell(found)
    ledger = {record.id: record for record in resolve(*told)}
    number = count_encounters(tuple(ledger.values()), told.investigation.rule)
    assert number.number == len(number.records)
    for a, b in combinations(number.records, 2):
        assert kept_apart_by(ledger[a], ledger[b]) is not None
    near = pairs_that_may_be_one(tuple(ledger.values()))
    for (a, one), (b, other) in combinations(enumerate(ledger.values()), 2):
        assert (a, b) in near or kept_apart_by(one, other) is not None


@quick
@given(documents)
def test_wider_rules_never_count_less(tell: Callable[..., Any], found: list[dict[str, Any]]) -> None:
    rows = rules_table(resolve(*tell(found, "2023")), CountingRule())
    numbers = [row.encounters.number for row in rows]
    assert numbers == sorted(numbers)
    assert all(row.encounters.number <= row.perhaps.number for row in rows)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[int, list[dict[str, Any]]]:
    """A few true encounters, and texts that tell of them as texts do: some give a month, a year or
    nothing; in some worlds a text is a day late, in others it names only one guest of an evening."""
    partial = draw(st.booleans())
    people = [*FIGURES[:2], {"name": "Carla Cruz", "title": "Governor", "country": "US"}]
    start = date(2023, 5, 10)
    true = draw(
        st.lists(
            st.tuples(
                st.integers(0, 40).map(lambda n: start + timedelta(days=n)),
                st.lists(st.sampled_from(people), min_size=1, max_size=2, unique_by=str),
                st.sampled_from(["FR", "US"]),
            ),
            min_size=1,
            max_size=4,
        )
    )
    told: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        texts = []
        latest = start
        for day, figures, country in draw(st.lists(st.sampled_from(true), max_size=3, unique_by=id)):
            when = draw(
                st.sampled_from(["day", "day", "day" if partial else "late", "month", "year", "none"])
            )
            late = day + timedelta(days=1)
            value = {"day": f"{day}", "late": f"{late}", "month": f"{day}"[:7], "year": "2023", "none": None}[
                when
            ]
            guests = draw(st.sampled_from([figures, figures[:1]])) if partial and when == "day" else figures
            latest = max(latest, late if when == "late" else day)
            here = draw(st.sampled_from([country, None]))
            texts.append({"with": guests, "date": value, "place_country": here})
        published = latest + timedelta(days=draw(st.integers(0, 30)))
        told.append({"id": f"d{number}", "published": f"{published}", "encounters": texts})
    return len(true), told


@settings(quick, max_examples=150)
@given(worlds())
def test_the_number_is_never_more_than_the_truth(
    tell: Callable[..., Any], world: tuple[int, list[dict[str, Any]]]
) -> None:
    true, found = world
    assert count_encounters(resolve(*tell(found)), CountingRule()).number <= true


@given(
    st.integers(0, 9).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.tuples(*[st.integers(0, 8)] * 2))))
)
def test_independent_set_is_a_largest_one(graph: tuple[int, set[tuple[int, int]]]) -> None:
    size, given_pairs = graph
    pairs = {(a, b) for a, b in given_pairs if a < b < size}
    neighbours = {
        point: frozenset({b for a, b in pairs if a == point} | {a for a, b in pairs if b == point})
        for point in range(size)
    }
    largest = max(
        len(some)
        for length in range(size + 1)
        for some in combinations(range(size), length)
        if not any(pair in pairs for pair in combinations(some, 2))
    )
    found = largest_independent_set(neighbours)
    assert len(found) == largest
    assert not any(neighbours[point] & found for point in found)


def test_a_part_too_large_for_the_exact_search_is_still_independent() -> None:
    size = 3 * EXACT_UP_TO
    ring = {
        n: frozenset({(n - 1) % size, (n + 1) % size, (n + 7) % size, (n - 7) % size}) for n in range(size)
    }
    found = largest_independent_set(ring)
    assert not any(ring[point] & found for point in found)
    assert len(found) >= size // 3


def test_figures_under_a_rule(tell: Callable[..., Any]) -> None:
    told = tell(
        [{"id": "a", "published": "2023-06-01", "encounters": [{"with": FIGURES[:2], "date": "2023-05"}]}]
    )
    assert count_figures(resolve(*told), CountingRule()).number == 2
