"""What editors decided, in the form in which it steers resolution: the latest decision holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whomet.model import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class Decisions:
    """`same` and `not_same` are pairs of claim ids; `records` are decisions about one record, named
    by its id or by any of its claims."""

    same: frozenset[frozenset[str]]
    not_same: frozenset[frozenset[str]]
    records: tuple[Judgement, ...]

    def about(self, ids: Iterable[str]) -> Judgement | None:
        """The decision to accept or to reject the record that has one of these ids, if there is one."""
        named = set(ids)
        found = [judgement for judgement in self.records if named & set(judgement.subject_ids)]
        return found[-1] if found else None


def decisions(judgements: Sequence[Judgement]) -> Decisions:
    """The decisions in force. A judgement about two claims says whether they are one encounter; one
    about a single record without a field accepts or rejects it; "unsure" takes back what
    was decided before. Judgements that set a field are not for resolution to apply."""
    latest: dict[frozenset[str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.who, j.model_dump_json())):
        if judgement.field is None:
            latest.pop(frozenset(judgement.subject_ids), None)
            latest[frozenset(judgement.subject_ids)] = judgement
    pairs = {ids: judgement.verdict for ids, judgement in latest.items() if len(ids) == 2}
    return Decisions(
        same=frozenset(ids for ids, verdict in pairs.items() if verdict is Verdict.YES),
        not_same=frozenset(ids for ids, verdict in pairs.items() if verdict is Verdict.NO),
        records=tuple(
            judgement
            for ids, judgement in latest.items()
            if len(ids) == 1 and judgement.verdict is not Verdict.UNSURE
        ),
    )
