"""From claims to groups that are each about one interaction.

The precise comes first. Claims that name a full day find each other by weight of evidence. Then,
level by level of vagueness, a claim joins a group only if it fits exactly one; if several fit it
identifies none, and stays a record of its own which counting treats as possibly one with each.
Confident claims are grouped before possible ones, which change nothing between them. Claims are
blocked by figure (and day), so that claims about different figures are never compared.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from whomet.encounters.clusters import Clusters, weight
from whomet.encounters.comparisons import MERGE_FROM, says_the_same
from whomet.encounters.editor import Decisions
from whomet.encounters.figure_keys import group_country
from whomet.encounters.testimony import Testimony
from whomet.model import Occurrence

LEVELS = (1, 10, 31, 92, 366, math.inf)
"""Levels of vagueness, in days a date admits: a day, part of a month, a month, a season, a year,
open intervals. Claims that no words of their own date come after all of them."""

IDENTIFYING = 3
"""The vaguest level (a season) of a record that a vaguer claim can be identified with: "in 2022" and
"since 2022" have too little in common."""

type Pair = tuple[int, int]


def cluster(told: Sequence[Testimony], decided: Decisions) -> tuple[tuple[Testimony, ...], ...]:
    """The groups of claims that are about one interaction each, in a stable order."""
    clusters = Clusters(told, decided)
    _join_as_decided(clusters, told, decided)
    confident = [number for number, testimony in enumerate(told) if testimony.confident]
    possible = [number for number, testimony in enumerate(told) if not testimony.confident]
    settled = _grow(clusters, told, confident, set())
    clusters.seal(confident)
    _grow(clusters, told, possible, settled)
    return tuple(clusters.members(group) for group in clusters.groups())


def _grow(clusters: Clusters, told: Sequence[Testimony], fresh: Sequence[int], settled: set[int]) -> set[int]:
    """Group the fresh claims, with the settled groups and among themselves; the settled groups then."""
    taking_part = settled | {clusters.home(number) for number in fresh}
    numbers = [number for number in range(len(told)) if clusters.home(number) in taking_part]
    _join_same_words(clusters, told, numbers, frozenset(fresh))
    _join_days(clusters, told, numbers, frozenset(fresh))
    settled = {clusters.home(group) for group in settled}
    by_level: dict[int, list[int]] = defaultdict(list)
    for group in sorted({clusters.home(number) for number in fresh} - settled):
        by_level[min(_level(testimony) for testimony in clusters.members(group))].append(group)
    if not settled:
        settled = set(by_level.pop(0, []))
    for level in sorted(by_level):
        placed = _attach(clusters, by_level[level], settled)
        settled = placed if level <= IDENTIFYING else {clusters.home(group) for group in settled}
    return settled


def _level(testimony: Testimony) -> int:
    if testimony.stated is None:
        return len(LEVELS)
    days = testimony.stated.days or math.inf
    return next(level for level, limit in enumerate(LEVELS) if days <= limit)


def _join_as_decided(clusters: Clusters, told: Sequence[Testimony], decided: Decisions) -> None:
    numbers = {testimony.claim.id: number for number, testimony in enumerate(told)}
    for ids in sorted(decided.same, key=sorted):
        homes = {clusters.home(numbers[claim_id]) for claim_id in ids if claim_id in numbers}
        if len(homes) == 2 and not clusters.kept_apart(*homes):
            clusters.merge(*homes)


def _join_same_words(
    clusters: Clusters, told: Sequence[Testimony], numbers: Sequence[int], fresh: frozenset[int]
) -> None:
    """One text, or a copy of it, that says the same twice: figures and date are equal."""
    blocks: dict[tuple[str, tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for number in numbers:
        testimony = told[number]
        blocks[testimony.family, testimony.figures, testimony.claim.date.value].append(number)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    _merge_strongest_first(clusters, (pair for pair in pairs if fresh.intersection(pair)), _say_the_same)


def _join_days(
    clusters: Clusters, told: Sequence[Testimony], numbers: Sequence[int], fresh: frozenset[int]
) -> None:
    """Claims with a full day each, on one day or the next."""
    blocks: dict[tuple[str, date], list[int]] = defaultdict(list)
    for number in numbers:
        day = told[number].day
        if day is not None:
            for figure in told[number].figures:
                blocks[figure, day].append(number)
    pairs: set[Pair] = set()
    for (figure, day), block in blocks.items():
        pairs.update(combinations(block, 2))
        pairs.update((a, b) for a in block for b in blocks.get((figure, day + timedelta(days=1)), ()))
    _merge_strongest_first(clusters, (pair for pair in pairs if fresh.intersection(pair)), _heavy)


def _merge_strongest_first(
    clusters: Clusters, pairs: Iterable[Pair], belong: Callable[[Clusters, int, int], bool]
) -> None:
    homes = {_homes(clusters, pair) for pair in pairs}
    ranked = sorted((-clusters.weight(*pair), pair) for pair in homes if pair[0] != pair[1])
    for _, pair in ranked:
        one, other = _homes(clusters, pair)
        if one != other and belong(clusters, one, other):
            clusters.merge(one, other)


def _homes(clusters: Clusters, pair: Pair) -> Pair:
    one, other = clusters.home(pair[0]), clusters.home(pair[1])
    return min(one, other), max(one, other)


def _say_the_same(clusters: Clusters, a: int, b: int) -> bool:
    if clusters.kept_apart(a, b):
        return False
    return all(says_the_same(one, other) for one, other, _ in clusters.pairs(a, b))


def _heavy(clusters: Clusters, a: int, b: int) -> bool:
    """Whether every pair of claims with a figure in common reaches the weight for a merge."""
    if clusters.kept_apart(a, b):
        return False
    return all(
        weight(rows) >= MERGE_FROM
        for one, other, rows in clusters.pairs(a, b)
        if set(one.figures) & set(other.figures)
    )


def _fits(clusters: Clusters, a: int, b: int) -> bool:
    """Whether nothing speaks against two groups being one, and a named figure is in both."""
    if clusters.kept_apart(a, b):
        return False
    named = False
    came_true: list[float] = []
    for one, other, rows in clusters.pairs(a, b):
        shared = set(one.figures) & set(other.figures)
        if shared and any(row.evidence < 0 and row.subject != "occurrence" for row in rows):
            return False
        came_true += [row.evidence for row in rows if shared and row.subject == "occurrence"]
        named = named or any(group_country(figure) is None for figure in shared)
    # A wish in one text does not speak against a meeting that others say took place.
    return named and max(came_true) >= 0


def _attach(clusters: Clusters, groups: Sequence[int], settled: set[int]) -> set[int]:
    """Each group of one level joins the one settled group that it fits; those that fit none, and
    those that fit the same several, are compared among themselves. The settled groups after that:
    not those that fit several, since what identifies none is nothing to be identified with."""
    fitting = {group: _candidates(clusters, group, settled) for group in groups}
    chosen = [(group, found[0]) for group, found in fitting.items() if len(found) == 1]
    for group, target in sorted(chosen, key=lambda pair: (-clusters.weight(*pair), pair)):
        home = clusters.home(target)
        if _fits(clusters, group, home):
            clusters.merge(group, home)
        else:  # another claim of the same text was nearer
            fitting[group] = ()
    peers: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for group, found in fitting.items():
        if len(found) != 1:
            peers[found].append(group)
    for alike in peers.values():
        near = {(group, other) for group in alike for other in clusters.sharing_a_figure(group) & set(alike)}
        _merge_strongest_first(clusters, near, _fits)
    identified = [group for group in groups if len(fitting[group]) <= 1]
    return {clusters.home(group) for group in (*settled, *identified)}


def _candidates(clusters: Clusters, group: int, settled: set[int]) -> tuple[int, ...]:
    """The settled groups that this one fits; only those that name the same place, if there are any, and
    of these only those that the day the text is at fits best, and of these only those of which the same
    became (what happened is sought among what happened)."""
    near = sorted(clusters.sharing_a_figure(group) & settled)
    found = tuple(other for other in near if _fits(clusters, group, other))
    found = tuple(other for other in found if _in_one_place(clusters, group, other)) or found
    nearness = {other: _nearness_in_time(clusters, group, other) for other in found}
    found = tuple(other for other in found if nearness[other] == max(nearness.values()))
    alike = tuple(other for other in found if _occurrences(clusters, group) & _occurrences(clusters, other))
    return alike or found


def _occurrences(clusters: Clusters, group: int) -> set[Occurrence]:
    return {testimony.claim.occurrence.value for testimony in clusters.members(group)}


def _nearness_in_time(clusters: Clusters, a: int, b: int) -> float:
    """The best evidence of a date that is only inferred; nothing else is told apart by it."""
    if any(testimony.stated is not None for testimony in clusters.members(a)):
        return 0.0
    return max(row.evidence for *_, rows in clusters.pairs(a, b) for row in rows if row.subject == "date")


def _in_one_place(clusters: Clusters, a: int, b: int) -> bool:
    return any(
        row.subject == "place" and row.evidence == 1.0 for *_, rows in clusters.pairs(a, b) for row in rows
    )
