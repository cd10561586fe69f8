"""The fields of an encounter: its day, place, mode, source, topics and companies."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.claims.date_expressions import read_dates
from whomet.claims.drafts import Draft
from whomet.claims.entities import build_mentions
from whomet.claims.extraction import Extractor
from whomet.claims.parse import parse_documents
from whomet.claims.places import country_of_place
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.subjects import load_subject
from whomet.model import Document, DocumentKind, Found

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "claims" / "fields.toml").read_text("utf-8"))[
    "case"
]


def read(
    text: str, subject_name: str = "Elon Musk", kind: str = "news", published: str = "2024-10-25"
) -> Draft:
    """The first encounter that the rules alone read in a text."""
    subject = load_subject(subject_name)
    document = Document(
        id="case",
        sha256="0" * 64,
        kind=DocumentKind(kind),
        text=text,
        language="en",
        published=Found(value=published, how="given", confidence=1.0),
    )
    (parsed,) = parse_documents([document])
    drafts = Extractor(build_mentions(parsed, subject), subject, "en", scorer=None).drafts()
    assert drafts, f"no encounter read in: {text}"
    return drafts[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_fields_of_a_short_text(case: dict[str, object]) -> None:
    draft = read(
        str(case["text"]),
        str(case.get("subject", "Elon Musk")),
        str(case.get("kind", "news")),
        str(case.get("published", "2024-10-25")),
    )
    for field in ("date", "place", "place_country", "mode", "verification"):
        if field in case:
            assert (getattr(draft, field).value or "") == case[field], field
    if "topics" in case:
        assert sorted(topic.value for topic in draft.topics) == case["topics"]
    if "organisations" in case:
        assert [organisation.value for organisation in draft.organisations] == case["organisations"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_field_points_into_the_text(case: dict[str, object]) -> None:
    text = str(case["text"])
    draft = read(text, str(case.get("subject", "Elon Musk")))
    readings = [draft.date, draft.place, draft.place_country, draft.mode, draft.verification]
    for reading in (*readings, *draft.topics, *draft.organisations):
        for span in reading.spans:
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("entry", lexicon("en", "attribution")["example"], ids=lambda e: e["attribution"])
def test_whose_word_it_is_is_read_in_its_example(entry: dict[str, str]) -> None:
    assert read(entry["text"]).attribution.value == entry["attribution"]


@pytest.mark.parametrize("topic", lexicon("en", "topics")["topics"])
def test_a_topic_is_read_in_its_example_and_not_in_its_counter_example(topic: str) -> None:
    entry = lexicon("en", "topics")["topics"][topic]
    assert topic in {reading.value for reading in read(entry["example"]).topics}
    if "counter" in entry:
        assert topic not in {reading.value for reading in read(entry["counter"]).topics}


@pytest.mark.parametrize("entry", lexicon("en", "modes")["default"], ids=lambda e: e["mode"])
def test_a_mode_that_no_word_settles_is_read_in_its_example(entry: dict[str, str]) -> None:
    assert read(entry["example"]).mode.value == entry["mode"]


BARE = [entry for entry in lexicon("en", "dates")["pattern"] if entry.get("reading") == "bare"]


@pytest.mark.parametrize("entry", BARE, ids=[f"{n}-{e['rule']}" for n, e in enumerate(BARE)])
def test_a_bare_date_pattern_reads_its_example(entry: dict[str, str]) -> None:
    day = date.fromisoformat(entry.get("anchor", entry.get("published", "2024-10-25")))
    (found,) = read_dates(entry["example"], day)
    assert found.text == entry["shown"]
    assert found.value is not None


def test_dates_of_a_text_as_timex3_has_them() -> None:
    text = "Shares fell on Monday, their worst day since 2020. The sale, set for May, will close by Friday."
    read_values = [(found.text, found.value) for found in read_dates(text, date(2024, 3, 6))]
    assert read_values == [
        ("Monday", "2024-03-04"),
        ("2020", "2020"),
        ("May", "2024-05"),
        ("Friday", "2024-03-08"),
    ]


def test_a_small_city_lies_in_the_country_of_those_who_are_there() -> None:
    assert country_of_place("Windsor", ("GB",)) == "GB"
    assert country_of_place("Paris", ("US",)) == "FR"
    assert country_of_place("Paris, Texas") == "US"


@given(st.text(alphabet="abcdeMonday 0123456789,./-May2024 since to the", max_size=80))
def test_any_text_yields_expressions_that_are_in_it(text: str) -> None:
    for found in read_dates(text, date(2024, 10, 25)):
        assert text[found.start : found.end] == found.text
