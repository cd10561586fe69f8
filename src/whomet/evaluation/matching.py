"""Which record of the answer is which gold record: one to one, most agreement first."""

from collections.abc import Sequence
from dataclasses import dataclass

from whomet.evaluation.comparing import dates_agree, same_figure
from whomet.evaluation.records import Record


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold record and the record of the answer that tells of the same encounter."""

    gold: Record
    answer: Record


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of one document, the gold records that were missed, and the records that match none."""

    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    spurious: tuple[Record, ...]


def figures_shared(gold: Record, answer: Record) -> int:
    """How many of the gold record's figures the answer has."""
    return sum(any(same_figure(one, other) for other in answer.figures) for one in gold.figures)


def agreement(gold: Record, answer: Record) -> float:
    """How much two records agree; 0 where they cannot tell of one encounter: no figure in common, or
    dates that contradict each other. The weights are those of the encounter format's scoring."""
    shared = figures_shared(gold, answer)
    if not shared or not dates_agree(gold.date, answer.date):
        return 0.0
    participants = 10 * shared / max(len(gold.figures), len(answer.figures))
    date = 4 * (gold.date == answer.date)
    kind = 3 * (gold.occurrence == answer.occurrence) + 2 * (gold.mode == answer.mode)
    return participants + date + kind + (gold.place_country == answer.place_country)


def match(gold: Sequence[Record], answer: Sequence[Record]) -> Matching:
    """Pair the records one to one, most agreement first; among equals the later records first."""
    candidates = sorted(
        (
            (points, row, column)
            for row, one in enumerate(gold)
            for column, other in enumerate(answer)
            if (points := agreement(one, other)) > 0
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for _, row, column in candidates:
        if row not in chosen and column not in chosen.values():
            chosen[row] = column
    taken = set(chosen.values())
    return Matching(
        pairs=tuple(Pair(gold[row], answer[column]) for row, column in chosen.items()),
        missed=tuple(record for row, record in enumerate(gold) if row not in chosen),
        spurious=tuple(record for column, record in enumerate(answer) if column not in taken),
    )
