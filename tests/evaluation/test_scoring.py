"""The figures: cases worked out by hand, and what holds for all records."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.evaluation import (
    Answer,
    GoldDocument,
    Outcome,
    Party,
    Record,
    compare_document,
    named_values,
    score,
)
from whomet.model import DocumentKind, Mode, Occurrence, Topic, Verification

TEXT = "They met."


def gold_document(
    records: list[Record], outcomes: list[Outcome] | None = None, name: str = "x"
) -> GoldDocument:
    return GoldDocument(
        id=name, subject="Alex Example", published=None, kind=DocumentKind.NEWS, lang="en", text=TEXT,
        encounters=tuple(records), outcomes=tuple(outcomes) if outcomes is not None else None,
    )  # fmt: skip


def test_the_figures_of_a_case(scoring_case: dict[str, Any]) -> None:
    gold = gold_document(
        [Record.model_validate(record) for record in scoring_case["gold"]],
        [Outcome.model_validate(outcome) for outcome in scoring_case.get("gold_outcomes", [])],
    )
    answer = Answer(
        document_id="x",
        records=tuple(Record.model_validate(record) for record in scoring_case["answer"]),
        outcomes=tuple(Outcome.model_validate(o) for o in scoring_case.get("answer_outcomes", [])),
    )
    figures = dict(named_values(score([compare_document(gold, answer)])))
    expected = scoring_case["expected"]
    assert {name: figures.get(name) for name in expected} == expected, scoring_case["why"]


def test_outcomes_that_nobody_looked_for_are_not_held_against_the_reader() -> None:
    told = Outcome(what="Tesla builds a plant", date=None, country="MX", organisation="Tesla", amount=None)
    answer = Answer(document_id="x", outcomes=(told,))
    assert score([compare_document(gold_document([]), answer)]).outcomes.spurious == 0
    assert score([compare_document(gold_document([], []), answer)]).outcomes.spurious == 1


days = st.dates(date(2021, 1, 1), date(2024, 12, 31))
dates = st.one_of(
    st.none(),
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    days.map(lambda day: f"{day}/{day + timedelta(days=40)}"),
    days.map(lambda day: f"../{day}"),
)
people = st.builds(
    Party,
    name=st.sampled_from(
        [None, "Modi", "Narendra Modi", "Recep Tayyip Erdoğan", "Erdogan", "Chinese officials"]
    ),
    title=st.sampled_from([None, "President", "former President"]),
    country=st.sampled_from([None, "IN", "TR", "CN"]),
)
records = st.fixed_dictionaries(
    {
        "figures": st.lists(people, min_size=1, max_size=3).map(tuple),
        "mode": st.sampled_from(Mode),
        "occurrence": st.sampled_from(Occurrence),
        "verification": st.sampled_from(Verification),
        "date": dates,
        "place": st.none(),
        "place_country": st.sampled_from([None, "IN", "US"]),
        "topics": st.lists(st.sampled_from(Topic), max_size=2, unique=True).map(tuple),
        "organisations": st.lists(st.sampled_from(["Tesla", "X"]), max_size=2, unique=True).map(tuple),
        "quote": st.just(TEXT),
    }
).map(Record.model_validate)
several = st.lists(records, max_size=5)


@given(several, several)
@settings(max_examples=100, deadline=None)
def test_every_record_is_found_missed_or_spurious_once(gold: list[Record], answer: list[Record]) -> None:
    compared = compare_document(gold_document(gold), Answer(document_id="x", records=tuple(answer)))
    rates = score([compared]).records
    assert rates.found + rates.missed == len(gold)
    assert rates.found + rates.spurious == len(answer)
    assert len(compared.matching.missed) == rates.missed


@given(several)
@settings(max_examples=100, deadline=None)
def test_a_perfect_answer_has_perfect_figures(gold: list[Record]) -> None:
    compared = compare_document(gold_document(gold), Answer(document_id="x", records=tuple(gold)))
    figures = score([compared])
    assert figures.records.found == len(gold)
    if len(gold) == 1:
        # Two figures of one record may be called the same: then the first is taken for both.
        assert {name for name, value in named_values(figures) if value < 1} <= {"title", "country"}


@given(several, several, several)
@settings(max_examples=50, deadline=None)
def test_the_figures_of_two_documents_are_those_of_each_added(
    first: list[Record], second: list[Record], answer: list[Record]
) -> None:
    one = compare_document(gold_document(first), Answer(document_id="x", records=tuple(answer)))
    two = compare_document(gold_document(second), Answer(document_id="x", records=tuple(answer)))
    assert score([one, two]) == score([one]) + score([two])
