"""When two outcomes are one: our own definition, for the encounter format has none.

An answer matches a gold outcome when the organisation or the country is the same, and their descriptions
share at least two word stems besides the organisation's name. A stem is the first five letters of a word of
four letters or more; an answer may take its words from the gold quote as well as from the gold description.
Pairs are assigned one to one, most stems first.
"""

from collections.abc import Sequence

from whomet.evaluation.comparing import plain_words, word_list
from whomet.evaluation.figures import Rates
from whomet.evaluation.records import Outcome

_STEM, _SHORTEST, _ENOUGH = 5, 4, 2


def stems(text: str | None) -> frozenset[str]:
    """The stems of the words that say something."""
    words = (word for word in plain_words(text) if word not in word_list("outcome_particles"))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST)


def stems_shared(gold: Outcome, answer: Outcome) -> int:
    """How many stems two outcomes share; 0 where they are not about one development."""
    same_organisation = bool(gold.organisation) and (
        plain_words(gold.organisation) == plain_words(answer.organisation)
    )
    same_country = gold.country is not None and gold.country == answer.country
    if not (same_organisation or same_country):
        return 0
    names = stems(gold.organisation) | stems(answer.organisation)
    shared = ((stems(gold.what) | stems(gold.quote)) & stems(answer.what)) - names
    return len(shared) if len(shared) >= _ENOUGH else 0


def rate_outcomes(gold: Sequence[Outcome], answer: Sequence[Outcome]) -> Rates:
    """What was found of the outcomes of one document."""
    candidates = sorted(
        (
            (stems_shared(one, other), row, column)
            for row, one in enumerate(gold)
            for column, other in enumerate(answer)
        ),
        reverse=True,
    )
    rows: set[int] = set()
    columns: set[int] = set()
    for shared, row, column in candidates:
        if shared and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
    return Rates(found=len(rows), spurious=len(answer) - len(rows), missed=len(gold) - len(rows))
