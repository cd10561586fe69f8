import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import UnsupportedLanguage
from whomet.knowledge.places import load_places

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "knowledge" / "places.toml").read_text())


@pytest.mark.parametrize(("words", "country", "kind"), CASES["readings"])
def test_a_place_word_is_read_as_its_country(words: str, country: str, kind: str) -> None:
    places = load_places()
    assert (places.country_of(words), places.kind_of(words)) == (country, kind)


@pytest.mark.parametrize("case", CASES["sentences"] if "sentences" in CASES else CASES["sentence"])
def test_places_are_found_and_persons_left_alone(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[found.start : found.end] for found in load_places().find(text)] == case["found"]


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Brussels has warned the company.", "government", "EU"),
        ("He met her in Brussels on Monday.", "city", "BE"),
        ("A diplomat in Brussels said so.", "city", "BE"),
        ("A fire broke out in Brussels.", "city", "BE"),
        ("Ties with Beijing have cooled.", "government", "CN"),
        ("He flew to Beijing.", "city", "CN"),
        ("Washington will soon impose nothing.", "government", "US"),
        ("Moscow denied it.", "government", "RU"),
        ("The talks between Ankara and Athens go on.", "government", "TR"),
    ],
)
def test_a_capital_is_a_city_or_a_government_by_the_words_around_it(
    text: str, kind: str, country: str
) -> None:
    found = load_places().find(text)[0]
    assert (found.kind, found.country) == (kind, country)


def test_every_capital_that_stands_for_a_government_is_a_place_of_its_country() -> None:
    places = load_places()
    for capital, country in places.governments.capitals.items():
        readings = {place.country for place in places.readings.get(capital.removeprefix("the "), ())}
        assert country in readings or (capital, country) in {("brussels", "EU")}, capital


def test_georgia_beside_a_us_office_is_the_state() -> None:
    text = "Georgia Gov. Brian Kemp met Georgia's prime minister."
    assert [(found.kind, found.country) for found in load_places().find(text)] == [
        ("region", "US"),
        ("country", "GE"),
    ]


def test_a_found_place_unpacks_to_start_end_kind_and_country() -> None:
    ((start, end, kind, country),) = load_places().find("He is in Buenos Aires.")
    assert ("He is in Buenos Aires."[start:end], kind, country) == ("Buenos Aires", "city", "AR")


def test_only_names_of_countries_are_country_words() -> None:
    places = load_places()
    assert places.is_country_word("France")
    assert not places.is_country_word("French")
    assert not places.is_country_word("Paris")


def test_coordinates_are_the_citys_or_the_countrys_middle() -> None:
    places = load_places()
    assert places.coordinates("Austin, Texas") == pytest.approx((30.27, -97.74), abs=0.05)
    assert places.coordinates("AR") == places.coordinates("Argentina")
    latitude, longitude = places.coordinates("RU") or (0.0, 0.0)
    assert 55 < latitude < 70
    assert 80 < longitude < 120


def test_every_country_of_the_table_has_a_point() -> None:
    places = load_places()
    countries = {reading.country for readings in places.readings.values() for reading in readings}
    small = {"GF", "GP", "MQ", "RE", "YT", "BQ", "XK", "CC", "CX", "SJ", "BV", "HM", "TK", "UM"}
    assert countries - set(places.country_points) <= small


def test_an_unknown_language_says_what_to_write() -> None:
    with pytest.raises(UnsupportedLanguage, match="no table of places"):
        load_places("xx")


@given(st.text(max_size=200))
def test_found_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for found in load_places().find(text):
        assert end <= found.start < found.end <= len(text)
        assert found.country
        end = found.end
