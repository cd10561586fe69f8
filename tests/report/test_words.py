"""Dates in words, quotations in their context, page names: the parts that print what others wrote."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import SettingsError, UnreadableInput
from whomet.model import Span
from whomet.report.addresses import country_page, page_name, web_link
from whomet.report.quotation import CONTEXT_LIMIT, quotation
from whomet.report.spoken_dates import in_words, read_date
from whomet.report.wording import load_wording

CASES = Path(__file__).parents[1] / "cases" / "report"
ENGLISH = load_wording("en")


def cases(name: str) -> list[dict[str, str]]:
    table = tomllib.loads((CASES / name).read_text(encoding="utf-8"))
    found: list[dict[str, str]] = table["case"]
    return found


@pytest.mark.parametrize("case", cases("dates.toml"), ids=lambda case: case["value"])
def test_a_date_reads_as_a_person_says_it(case: dict[str, str]) -> None:
    assert in_words(case["value"], ENGLISH) == case["words"]


def test_a_missing_date_is_said_to_be_missing() -> None:
    assert in_words(None, ENGLISH) == "undated"


def test_a_value_that_is_no_date_stops_the_publication_and_names_the_record() -> None:
    with pytest.raises(UnreadableInput, match=r"e-7.*last Tuesday"):
        read_date("last Tuesday", "e-7")


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(SettingsError, match="xx"):
        load_wording("xx")


@pytest.mark.parametrize("case", cases("quotations.toml"), ids=lambda case: case["name"])
def test_at_most_one_sentence_either_side_is_shown(case: dict[str, str]) -> None:
    shown = re.sub("[«»]", "", case["text"].partition("⟦")[2].partition("⟧")[0])
    marked = re.sub("[⟦⟧]", "", case["text"])
    text = re.sub("[«»]", "", marked)
    start, words = marked.index("«"), marked.partition("«")[2].partition("»")[0]
    found = quotation(
        text, Span(start=start, end=start + len(words), text=words), "en", ENGLISH.sentences.abbreviations
    )
    assert found.words == words
    assert "".join((found.before + found.words + found.after).split()) == "".join(shown.split())


@given(st.text(alphabet="ab .!?\n“”。", max_size=300), st.data())
def test_a_quote_is_shown_whole_and_in_place_and_never_the_page(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = quotation(text, Span(start=start, end=end, text=text[start:end]), None, ())
    assert found.words.split() == text[start:end].split()
    together = "".join((found.before + found.words + found.after).replace("…", "").split())
    assert together in "".join(text.split())


def test_a_page_without_full_stops_is_not_published_whole() -> None:
    text = "word " * 2000
    found = quotation(text, Span(start=5000, end=5004, text="word"), "en", ())
    assert len(found.before) <= CONTEXT_LIMIT + 2
    assert len(found.after) <= CONTEXT_LIMIT + 2


def test_words_that_are_not_at_their_offsets_are_not_shown() -> None:
    with pytest.raises(ValueError, match="not the quoted words"):
        quotation("They met.", Span(start=0, end=4, text="Nope"), "en", ())


@given(st.text(max_size=80))
def test_no_identifier_becomes_a_path(identifier: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", page_name(identifier))


@given(st.lists(st.text(max_size=20), unique=True, max_size=20))
def test_two_identifiers_never_share_a_page_even_where_case_does_not_count(identifiers: list[str]) -> None:
    assert len({page_name(identifier).casefold() for identifier in identifiers}) == len(identifiers)


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "a/b", "con", "Q42", "", "provisional:x"])
def test_awkward_identifiers_get_a_hash(identifier: str) -> None:
    assert re.search(r"[0-9a-f]{10}$", page_name(identifier))


def test_countries_have_readable_addresses() -> None:
    assert country_page("BR") == "countries/br.html"
    assert country_page(None) == "countries/not-stated.html"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "", None]
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_link(url) is None


def test_countries_are_named_as_headlines_name_them() -> None:
    assert ENGLISH.country_name("TR") == "Türkiye"
    assert ENGLISH.country_name("IR") == "Iran"
    assert ENGLISH.country_name("HK") == "Hong Kong"
    assert ENGLISH.country_name("XX9") == "XX9"
