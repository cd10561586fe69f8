"""The labelled pairs of `tests/cases/people/name_pairs.tsv`, in two halves, and the measure taken of them.

Which half a pair is in follows from its SHA-256, so nobody chooses it. Weights are set on the open half;
the locked half is only looked at to report a figure.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "people" / "name_pairs.tsv"


@dataclass(frozen=True, slots=True)
class NamePair:
    same: bool
    kind: str
    name: str
    other: str

    @property
    def locked(self) -> bool:
        return hashlib.sha256(f"{self.name}\t{self.other}".encode()).digest()[0] % 2 == 1


def pairs() -> list[NamePair]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [NamePair(r["verdict"] == "same", r["kind"], r["name"], r["other"]) for r in rows]


def best_f1(cases: Iterable[NamePair], score: Callable[[str, str], float]) -> tuple[float, float]:
    """The greatest F1 over all thresholds, and the threshold it is reached at."""
    scored = [(score(case.name, case.other), case.same) for case in cases]
    positives = sum(same for _, same in scored)
    best = (0.0, 1.0)
    for threshold in sorted({value for value, _ in scored}):
        taken = [same for value, same in scored if value >= threshold]
        f1 = 2 * sum(taken) / (len(taken) + positives)
        best = max(best, (f1, threshold))
    return best
