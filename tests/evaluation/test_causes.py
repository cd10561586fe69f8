"""Why a record was missed or is spurious: cases that show what the reader saw."""

from typing import Any

from evaluation_cases import CASES

from whomet.claims import Diagnosis
from whomet.evaluation import (
    Answer,
    GoldDocument,
    MissCause,
    Record,
    SpuriousCause,
    compare_document,
    explain,
    mistake_lines,
)


def gold_document(case: dict[str, Any]) -> GoldDocument:
    return GoldDocument.model_validate(
        {
            "id": "x", "subject": "Elon Musk", "published": None, "kind": "news", "lang": "en",
            "text": " ".join(case["sentences"]), "encounters": case["gold"],
        }
    )  # fmt: skip


def seen(case: dict[str, Any]) -> Diagnosis:
    """What the case says that the reader saw; a sentence that it saw nothing of was no sentence to it."""
    text = " ".join(case["sentences"])
    sentences = []
    for words, given in zip(case["sentences"], case["seen"]["sentences"], strict=True):
        if given is not None:
            start = text.index(words)
            sentences.append({"start": start, "end": start + len(words)} | given)
    return Diagnosis.model_validate(
        {"document_id": "x", "people": case["seen"]["people"], "sentences": sentences}
    )


def records(given: list[dict[str, Any]]) -> tuple[Record, ...]:
    return tuple(Record.model_validate(record) for record in given)


def test_the_causes_of_a_case(causes_case: dict[str, Any]) -> None:
    answer = Answer(
        document_id="x", records=records(causes_case["answer"]), possible=records(causes_case["possible"])
    )
    explained = explain(compare_document(gold_document(causes_case), answer), seen(causes_case))
    assert [missed.cause.value for missed in explained.missed] == causes_case["missed"], causes_case["why"]
    assert [wrong.cause.value for wrong in explained.spurious] == causes_case["spurious"], causes_case["why"]


def test_every_cause_has_a_case_or_a_test() -> None:
    told = "".join(file.read_text(encoding="utf-8") for file in (CASES / "causes").glob("*.json"))
    without = [cause.value for cause in (*MissCause, *SpuriousCause) if cause.value not in told]
    assert without == ["document not read"]


def test_a_document_that_was_not_read_says_why() -> None:
    case = {"sentences": ["Musk a rencontré Macron."], "gold": [_record("Musk a rencontré Macron.")]}
    why = "the text is in a language that is not read yet (fr)"
    explained = explain(compare_document(gold_document(case), Answer(document_id="x", unread=why)), None)
    assert [missed.cause for missed in explained.missed] == [MissCause.NOT_READ]
    assert why in "\n".join(mistake_lines(explained.missed, explained.spurious, 1))


def test_the_list_names_the_commonest_cause_first_and_how_many_more_there_are() -> None:
    case = {"sentences": ["Musk met Macron."], "gold": [_record("Musk met Macron.")] * 3}
    nobody = Diagnosis(document_id="x", people=(), sentences=())
    explained = explain(compare_document(gold_document(case), Answer(document_id="x")), nobody)
    lines = list(mistake_lines(explained.missed, (), 1))
    assert lines[:2] == ["missed: 3", "  figure not recognised: 3"]
    assert "    … and 2 more" in lines
    assert lines[-1] == "spurious: 0"


def _record(quote: str) -> dict[str, Any]:
    return {
        "with": [{"name": "Emmanuel Macron", "title": None, "country": "FR"}], "mode": "meeting",
        "occurrence": "happened", "verification": "reported", "date": None, "place": None,
        "place_country": None, "topics": [], "orgs": [], "quote": quote,
    }  # fmt: skip
