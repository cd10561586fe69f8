"""What an editor decides about two claims or one record holds against the machine."""

from collections.abc import Callable

from whomet.encounters import count_encounters
from whomet.model import CountingRule, Encounter, Judgement, Verdict

Ledger = Callable[..., tuple[Encounter, ...]]
ORIEL = [{"name": "Ada Oriel", "title": "President", "country": "FR"}]
FIRST = {"id": "a", "published": "2023-05-16", "publisher": "Morning Post"}
SECOND = {"id": "b", "published": "2023-05-19", "publisher": "Evening News"}


def judged(*ids: str, verdict: Verdict, when: str = "2024-01-01") -> Judgement:
    return Judgement(subject_ids=ids, verdict=verdict, who="Kim", when=when, why="asked the office")


def test_two_claims_that_an_editor_calls_one_are_one_record(ledger: Ledger) -> None:
    texts = (
        {**FIRST, "encounters": [{"with": ORIEL, "date": "2023-05-12"}]},
        {**SECOND, "encounters": [{"with": ORIEL, "date": "2023-05-18"}]},
    )
    assert len(ledger(*texts)) == 2
    same = judged("b#0", "a#0", verdict=Verdict.YES)
    (record,) = ledger(*texts, judgements=[same])
    assert record.claims == ("a#0", "b#0")
    undone = judged("a#0", "b#0", verdict=Verdict.UNSURE, when="2024-01-02")
    assert len(ledger(*texts, judgements=[undone, same])) == 2


def test_two_claims_that_an_editor_tells_apart_stay_two_records(ledger: Ledger) -> None:
    texts = (
        {**FIRST, "encounters": [{"with": ORIEL, "date": "2023-05-15"}]},
        {**SECOND, "encounters": [{"with": ORIEL, "date": "2023-05-15"}]},
    )
    assert len(ledger(*texts)) == 1
    records = ledger(*texts, judgements=[judged("a#0", "b#0", verdict=Verdict.NO)])
    assert len(records) == 2


def test_rejected_record_is_not_counted_and_says_by_whom(ledger: Ledger) -> None:
    text = {**FIRST, "encounters": [{"with": ORIEL, "date": "2023-05-15"}]}
    (record,) = ledger(text)
    for named in (record.id, "a#0"):
        (rejected,) = ledger(text, judgements=[judged(named, verdict=Verdict.NO)])
        assert (rejected.id, rejected.counted) == (record.id, False)
        assert rejected.reason == "rejected by Kim: asked the office"
        assert count_encounters([rejected], CountingRule()).number == 0


def test_possible_record_counts_once_an_editor_accepts_it(ledger: Ledger) -> None:
    text = {**FIRST, "encounters": [{"with": ORIEL, "date": "2023-05-15", "tier": "possible"}]}
    (record,) = ledger(text)
    assert (record.counted, record.reason) == (False, "read with little certainty: waits for an editor")
    (accepted,) = ledger(text, judgements=[judged("a#0", verdict=Verdict.YES)])
    assert accepted.counted


def test_uncertain_claim_stands_by_a_confident_record_and_lends_it_nothing(ledger: Ledger) -> None:
    (record,) = ledger(
        {**FIRST, "encounters": [{"with": ORIEL, "date": "2023-05"}]},
        {**SECOND, "encounters": [{"with": ORIEL, "date": "2023-05-15", "tier": "possible"}]},
    )
    assert (record.date.value, record.documents, record.possible_claims) == ("2023-05", ("a",), ("b#0",))
