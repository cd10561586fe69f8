"""A whole evaluation: the figures of all documents and of each batch, and the mistakes with their causes."""

from collections.abc import Mapping, Sequence

from whomet.evaluation.causes import Explained, Missed, Spurious
from whomet.evaluation.figures import Figures
from whomet.evaluation.gold import batch_of
from whomet.evaluation.scoring import Comparison, score
from whomet.model import Noun


class Unread(Noun):
    """A document that was not read, and why."""

    document_id: str
    why: str


class Evaluation(Noun):
    """`missed` and `spurious` are empty where nobody asked for causes; the figures hold their numbers."""

    whole: Figures
    batches: Mapping[str, Figures]
    missed: tuple[Missed, ...] = ()
    spurious: tuple[Spurious, ...] = ()
    unread: tuple[Unread, ...] = ()


def evaluation_of(comparisons: Sequence[Comparison], mistakes: Sequence[Explained] = ()) -> Evaluation:
    """Bring together what was found out about each document."""
    batches: dict[str, list[Comparison]] = {}
    for compared in comparisons:
        batches.setdefault(batch_of(compared.gold.id), []).append(compared)
    return Evaluation(
        whole=score(comparisons),
        batches={name: score(members) for name, members in batches.items()},
        missed=tuple(missed for explained in mistakes for missed in explained.missed),
        spurious=tuple(spurious for explained in mistakes for spurious in explained.spurious),
        unread=tuple(
            Unread(document_id=compared.gold.id, why=compared.answer.unread)
            for compared in comparisons
            if compared.answer.unread is not None
        ),
    )
