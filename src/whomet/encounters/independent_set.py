"""The largest set of points of a graph of which no two are joined.

Exact by branching where a connected part is small; elsewhere by least degree first, improved by
exchanging one point for two. Any result is independent, so the count it proves is valid either way.
Among equally large sets, points with low numbers are preferred; the result is deterministic.
"""

from collections.abc import Mapping

EXACT_UP_TO = 48
"""Points of a connected part up to which the exact search stays well under a second."""

type Graph = Mapping[int, frozenset[int]]


def largest_independent_set(neighbours: Graph) -> frozenset[int]:
    """The largest set of unjoined points; of a large connected part, a maximal one.

    `neighbours` gives for each point those it is joined to, symmetrically and without itself.
    """
    chosen: set[int] = set()
    for part in _connected_parts(neighbours):
        chosen |= _exact(neighbours, part) if len(part) <= EXACT_UP_TO else _improved(neighbours, part)
    return frozenset(chosen)


def _connected_parts(neighbours: Graph) -> list[frozenset[int]]:
    parts: list[frozenset[int]] = []
    seen: set[int] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        part, frontier = {start}, [start]
        while frontier:
            for other in neighbours[frontier.pop()] - part:
                part.add(other)
                frontier.append(other)
        seen |= part
        parts.append(frozenset(part))
    return parts


def _exact(neighbours: Graph, part: frozenset[int]) -> frozenset[int]:
    if not part:
        return frozenset()
    degree = {point: len(neighbours[point] & part) for point in part}
    least = min(part, key=lambda point: (degree[point], point))
    if degree[least] <= 1:  # some largest set holds it
        return _exact(neighbours, part - neighbours[least] - {least}) | {least}
    most = max(part, key=lambda point: (degree[point], point))
    with_it = _exact(neighbours, part - neighbours[most] - {most}) | {most}
    without = _exact(neighbours, part - {most})
    return without if len(without) >= len(with_it) else with_it


def _improved(neighbours: Graph, part: frozenset[int]) -> frozenset[int]:
    chosen = _least_degree_first(neighbours, part)
    exchanged = True
    while exchanged:
        exchanged = False
        for point in sorted(chosen):
            freed = frozenset(
                other for other in neighbours[point] & part if neighbours[other] & chosen == {point}
            )
            better = _least_degree_first(neighbours, freed)
            if len(better) > 1:
                chosen = (chosen - {point}) | better
                exchanged = True
                break
    return chosen


def _least_degree_first(neighbours: Graph, part: frozenset[int]) -> frozenset[int]:
    chosen: set[int] = set()
    left = set(part)
    while left:
        point = min(left, key=lambda each: (len(neighbours[each] & left), each))
        chosen.add(point)
        left -= neighbours[point] | {point}
    return frozenset(chosen)
