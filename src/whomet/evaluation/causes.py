"""Why a gold record was missed and why a record is spurious, computed from what the reader saw."""

from dataclasses import dataclass
from enum import StrEnum

from whomet.evaluation.comparing import dates_agree, same_title
from whomet.evaluation.matching import agreement, figures_shared
from whomet.evaluation.records import Party, Record
from whomet.evaluation.scenes import Scene, scene_of
from whomet.evaluation.scoring import Comparison
from whomet.evaluation.sight import SeenDocument
from whomet.model import Noun


class MissCause(StrEnum):
    """Why a gold record was missed; the first that holds, in this order."""

    NOT_READ = "document not read"
    DATE = "date contradicts"
    NAME = "name given, gold has the title alone"
    HELD_BACK = "held back as uncertain"
    NOT_RECOGNISED = "figure not recognised"
    PRIVATE = "figure taken for a private person"
    FURNITURE = "quoted sentence taken for page furniture"
    JOINED = "joined with another encounter"
    NO_CLAIM = "read, but no claim made of it"
    FIGURE_ELSEWHERE = "figure not in the quoted sentence"
    NO_PREDICATE = "no encounter predicate"
    SUBJECT = "subject not resolved"
    PARTIES = "parties not joined"
    SET_ASIDE = "parties joined, but not taken for an encounter"


class SpuriousCause(StrEnum):
    """Why a record matches no gold one; the first that holds, in this order."""

    DATE = "wrong date"
    NAME = "name given, gold has the title alone"
    SPLIT = "split of one encounter"
    FIGURE = "wrong figure"
    SUBJECT = "subject absent"
    NO_ENCOUNTER = "not an encounter"


class Mistake(Noun):
    """A record on one side only, and what the reader made of the sentence that it quotes."""

    document_id: str
    cause: MissCause | SpuriousCause
    record: Record
    seen: str


class Missed(Mistake):
    """A gold record that no record of the answer matches."""

    cause: MissCause


class Spurious(Mistake):
    """A record of the answer that matches no gold one."""

    cause: SpuriousCause


@dataclass(frozen=True, slots=True)
class Explained:
    """The mistakes of one document."""

    missed: tuple[Missed, ...]
    spurious: tuple[Spurious, ...]


@dataclass(frozen=True, slots=True)
class _Nearly:
    """A missed record (by its number) and a spurious one that are one encounter, but for one thing."""

    missed: int
    spurious: int
    date: bool


def explain(compared: Comparison, seen: SeenDocument | None) -> Explained:
    """The mistakes of one document with their causes. `seen` is None where the document was not read."""
    document_id, matching, place_of = compared.gold.id, compared.matching, compared.gold.place_of
    if seen is None:
        unread = compared.answer.unread or ""
        return Explained(
            missed=tuple(
                Missed(document_id=document_id, cause=MissCause.NOT_READ, record=record, seen=unread)
                for record in matching.missed
            ),
            spurious=(),
        )
    missing = [scene_of(seen, record, place_of(record)) for record in matching.missed]
    extra = [scene_of(seen, record, place_of(record)) for record in matching.spurious]
    nearly = _nearly(compared, missing, extra)
    dated = {pair.missed: MissCause.DATE if pair.date else MissCause.NAME for pair in nearly}
    wrong = {pair.spurious: SpuriousCause.DATE if pair.date else SpuriousCause.NAME for pair in nearly}
    return Explained(
        missed=tuple(
            Missed(
                document_id=document_id,
                cause=dated.get(number) or _cause_of_miss(compared, record, scene),
                record=record,
                seen=str(scene),
            )
            for number, (record, scene) in enumerate(zip(matching.missed, missing, strict=True))
        ),
        spurious=tuple(
            Spurious(
                document_id=document_id,
                cause=wrong.get(number) or _cause_of_spurious(compared, record, scene),
                record=record,
                seen=str(scene),
            )
            for number, (record, scene) in enumerate(zip(matching.spurious, extra, strict=True))
        ),
    )


def _nearly(compared: Comparison, missing: list[Scene], extra: list[Scene]) -> list[_Nearly]:
    """The pairs that quote the same or neighbouring sentences, the closest first, one to one."""
    candidates = sorted(
        (missing[row].distance(extra[column]), row, column, _same_but_for_date(gold, answer))
        for row, gold in enumerate(compared.matching.missed)
        for column, answer in enumerate(compared.matching.spurious)
        if missing[row].near(extra[column])
        and (_same_but_for_date(gold, answer) or _same_but_for_name(gold, answer))
    )
    found: list[_Nearly] = []
    for _, row, column, date in candidates:
        if all(row != pair.missed and column != pair.spurious for pair in found):
            found.append(_Nearly(row, column, date))
    return found


def _same_but_for_date(gold: Record, answer: Record) -> bool:
    return figures_shared(gold, answer) > 0 and not dates_agree(gold.date, answer.date)


def _same_but_for_name(gold: Record, answer: Record) -> bool:
    """Whether the gold record has "the Kenyan president" where the answer says who that was."""
    return dates_agree(gold.date, answer.date) and any(
        _holder_of(one, other) for one in gold.figures for other in answer.figures
    )


def _holder_of(gold: Party, answer: Party) -> bool:
    untold = gold.name is None and answer.name is not None and gold.title is not None
    return untold and gold.country == answer.country and same_title(gold.title or "", answer.title)


def _cause_of_miss(compared: Comparison, record: Record, scene: Scene) -> MissCause:
    told = [pair.answer for pair in compared.matching.pairs]
    there = scene.named.union(*scene.parties)
    both = any(0 in parties and scene.political & parties for parties in scene.parties)
    checks = (
        (MissCause.HELD_BACK, any(agreement(record, other) for other in compared.answer.possible)),
        (MissCause.NOT_RECOGNISED, not scene.meant),
        (MissCause.PRIVATE, not scene.political),
        (MissCause.FURNITURE, not scene.sentences),
        (MissCause.JOINED, scene.told and any(agreement(record, other) for other in told)),
        (MissCause.NO_CLAIM, scene.told),
        (MissCause.FIGURE_ELSEWHERE, not scene.political & there),
        (MissCause.NO_PREDICATE, not scene.parties),
        (MissCause.SUBJECT, 0 not in there),
        (MissCause.PARTIES, not both),
    )
    return next((cause for cause, holds in checks if holds), MissCause.SET_ASIDE)


def _cause_of_spurious(compared: Comparison, record: Record, scene: Scene) -> SpuriousCause:
    gold = compared.gold
    start, end = gold.place_of(record)
    same_words = []
    for other in gold.encounters:
        other_start, other_end = gold.place_of(other)
        if start < other_end and other_start < end:
            same_words.append(other)
    known = any(agreement(other, record) for other in gold.encounters)
    checks = (
        (SpuriousCause.SPLIT, known or any(figures_shared(other, record) for other in same_words)),
        (SpuriousCause.FIGURE, bool(same_words)),
        (SpuriousCause.SUBJECT, 0 not in scene.named),
    )
    return next((cause for cause, holds in checks if holds), SpuriousCause.NO_ENCOUNTER)
