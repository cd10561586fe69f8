"""The figures of one document, and of many."""

from collections.abc import Iterable
from dataclasses import dataclass

from whomet.evaluation.comparing import plain_words, same_figure, same_title
from whomet.evaluation.figures import Figures, Rates, Share
from whomet.evaluation.matching import Matching, Pair, figures_shared, match
from whomet.evaluation.outcomes import rate_outcomes
from whomet.evaluation.records import Answer, GoldDocument, Party


@dataclass(frozen=True, slots=True)
class Comparison:
    """A gold document, what the reader says of it, and how the two go together."""

    gold: GoldDocument
    answer: Answer
    matching: Matching


def compare_document(gold: GoldDocument, answer: Answer) -> Comparison:
    """Match the records of the answer with the gold ones."""
    return Comparison(gold, answer, match(gold.encounters, answer.records))


def score(comparisons: Iterable[Comparison]) -> Figures:
    """The figures of all documents together; every record weighs the same, whatever its document."""
    return sum((_of_document(comparison) for comparison in comparisons), Figures())


def _of_document(compared: Comparison) -> Figures:
    gold, answer, matching = compared.gold, compared.answer, compared.matching
    counted_gold = [record for record in gold.encounters if record.counted]
    counted_answer = [record for record in answer.records if record.counted]
    negative = not gold.encounters
    document = Figures(
        documents=1,
        unread=int(answer.unread is not None),
        records=_rates(matching),
        counted=_rates(match(counted_gold, counted_answer)),
        negatives_clean=Share(right=int(negative and not counted_answer), of=int(negative)),
        outcomes=Rates() if gold.outcomes is None else rate_outcomes(gold.outcomes, answer.outcomes),
    )
    return sum((_of_pair(pair) for pair in matching.pairs), document)


def _rates(matching: Matching) -> Rates:
    return Rates(found=len(matching.pairs), spurious=len(matching.spurious), missed=len(matching.missed))


def _of_pair(pair: Pair) -> Figures:
    gold, answer = pair.gold, pair.answer
    shared = figures_shared(gold, answer)
    same = [
        (one, other)
        for one in gold.figures
        if (other := next((each for each in answer.figures if same_figure(one, each)), None))
    ]
    return Figures(
        mode=_share(gold.mode == answer.mode),
        occurrence=_share(gold.occurrence == answer.occurrence),
        verification=_share(gold.verification == answer.verification),
        date=_given(gold.date, answer.date),
        place_country=_given(gold.place_country, answer.place_country),
        country=sum((_share(one.country == other.country) for one, other in same), Share()),
        title=sum((_title(one, other) for one, other in same), Share()),
        participants=Rates(
            found=shared,
            spurious=max(0, len(answer.figures) - shared),
            missed=len(gold.figures) - shared,
        ),
        topics=_sets(set(gold.topics), set(answer.topics)),
        organisations=_sets(_folded(gold.organisations), _folded(answer.organisations)),
    )


def _share(right: bool) -> Share:
    return Share(right=int(right), of=1)


def _given(gold: str | None, answer: str | None) -> Share:
    """A field that may be missing: where both lack it, there is nothing to be right about."""
    return Share() if gold is None and answer is None else _share(gold == answer)


def _title(gold: Party, answer: Party) -> Share:
    return _share(same_title(gold.title, answer.title)) if gold.title else Share()


def _sets[T](gold: set[T], answer: set[T]) -> Rates:
    return Rates(found=len(gold & answer), spurious=len(answer - gold), missed=len(gold - answer))


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(plain_words(name)) for name in names}
