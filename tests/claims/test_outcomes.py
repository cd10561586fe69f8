"""Outcomes of encounters: developments that a text reports, and everything that only sounds like one."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from whomet.claims import read_documents
from whomet.claims.entities import build_mentions
from whomet.claims.outcomes import read_outcomes
from whomet.claims.parse import parse_documents
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.subjects import load_subject
from whomet.model import Document, DocumentKind, Found, OutcomeClaim

CASES = sorted((Path(__file__).parent.parent / "cases" / "claims" / "outcomes").glob("*.toml"))
KINDS = lexicon("en", "outcomes")["development"]
MEETING = "Elon Musk met President Javier Milei of Argentina on Tuesday."


def outcomes(
    text: str, subject: str = "Elon Musk", published: str | None = "2024-04-12"
) -> list[OutcomeClaim]:
    document = Document(
        id="case",
        sha256="0" * 64,
        kind=DocumentKind.NEWS,
        published=Found(value=published, how="given", confidence=1.0) if published else None,
        language="en",
        text=text,
    )
    profile = load_subject(subject)
    (reading,) = read_documents([document], profile)
    (parsed,) = parse_documents([document])
    return list(read_outcomes(build_mentions(parsed, profile), reading.claims, profile, "en"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["kind"])
def test_the_example_of_a_kind_is_an_outcome_beside_an_encounter(kind: dict[str, Any]) -> None:
    found = outcomes(f"{MEETING}\n\n{kind['example']}")
    assert [outcome.quote.text for outcome in found] == [kind["example"]]
    assert found[0].claim_id is not None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["kind"])
def test_the_counter_example_of_a_kind_is_none(kind: dict[str, Any]) -> None:
    assert outcomes(f"{MEETING}\n\n{kind['counter']}") == []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_text_yields_the_outcomes_of_its_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    text = case["text"].strip()
    found = outcomes(text, case["subject"], case.get("published"))
    for outcome in found:
        assert text[outcome.quote.start : outcome.quote.end] == outcome.quote.text
        assert len(outcome.what.split()) <= 15
        assert set(_words(outcome.what)) <= set(_words(outcome.quote.text))
    fields = ("what", "date", "country", "organisation", "amount")
    told = [{name: getattr(o, name) for name in fields if getattr(o, name) is not None} for o in found]
    assert told == case.get("outcome", []), json.dumps(told, ensure_ascii=False, indent=1)
