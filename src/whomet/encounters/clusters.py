"""Groups of claims that may grow, and what keeps two groups apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from whomet.encounters.comparisons import Comparison, compare
from whomet.encounters.editor import Decisions
from whomet.encounters.testimony import Testimony


class Clusters:
    """A partition of claims. Every question about two groups is answered by all pairs of their
    claims, so that two claims that contradict each other never meet through a vague third."""

    def __init__(self, told: Sequence[Testimony], decided: Decisions) -> None:
        self._told = tuple(told)
        self._decided = decided
        self._members: dict[int, tuple[int, ...]] = {number: (number,) for number in range(len(told))}
        self._home = list(range(len(told)))
        self._sealed: frozenset[int] = frozenset()
        self._compared: dict[tuple[int, int], tuple[Comparison, ...]] = {}
        self._by_figure: dict[str, set[int]] = defaultdict(set)
        for number, testimony in enumerate(told):
            for figure in testimony.figures:
                self._by_figure[figure].add(number)

    def groups(self) -> tuple[int, ...]:
        """The groups, each named by the number of its first claim."""
        return tuple(sorted(self._members))

    def home(self, claim: int) -> int:
        """The group that a claim is in now."""
        return self._home[claim]

    def members(self, group: int) -> tuple[Testimony, ...]:
        """The claims of a group, in their own order."""
        return tuple(self._told[number] for number in self._members[group])

    def sharing_a_figure(self, group: int) -> set[int]:
        """The other groups in which some figure of this group occurs."""
        figures = {figure for testimony in self.members(group) for figure in testimony.figures}
        return {self._home[other] for figure in figures for other in self._by_figure[figure]} - {group}

    def merge(self, a: int, b: int) -> None:
        """Make two groups one, named by the first claim of both."""
        kept, gone = min(a, b), max(a, b)
        self._members[kept] = tuple(sorted((*self._members[kept], *self._members.pop(gone))))
        for number in self._members[kept]:
            self._home[number] = kept

    def seal(self, claims: Iterable[int]) -> None:
        """Groups that hold some of these claims never again become one; others may still join one."""
        self._sealed = frozenset(claims)

    def pairs(self, a: int, b: int) -> Iterator[tuple[Testimony, Testimony, tuple[Comparison, ...]]]:
        """Every pair of claims across two groups with its comparisons."""
        for one in self._members[a]:
            for other in self._members[b]:
                pair = (min(one, other), max(one, other))
                rows = self._compared.get(pair)
                if rows is None:
                    rows = self._compared[pair] = compare(self._told[pair[0]], self._told[pair[1]])
                yield self._told[one], self._told[other], rows

    def kept_apart(self, a: int, b: int) -> bool:
        """Whether an editor, or a hard constraint on some pair of claims, keeps two groups apart.
        Where an editor said that two claims are one, their hard constraints do not count."""
        if not self._sealed.isdisjoint(self._members[a]) and not self._sealed.isdisjoint(self._members[b]):
            return True
        for one, other, rows in self.pairs(a, b):
            ids = frozenset((one.claim.id, other.claim.id))
            if ids in self._decided.not_same:
                return True
            if ids not in self._decided.same and any(row.forbids for row in rows):
                return True
        return False

    def weight(self, a: int, b: int) -> float:
        """The weight of the strongest evidence between some two claims of the groups."""
        return max(weight(rows) for _, _, rows in self.pairs(a, b))


def weight(rows: Iterable[Comparison]) -> float:
    """The weighted sum of the evidence."""
    return sum(row.weight for row in rows)
