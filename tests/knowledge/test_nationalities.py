import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import UnsupportedLanguage
from whomet.knowledge.places import load_places
from whomet.knowledge.places.nationalities import (
    LANGUAGES,
    countries_of_word,
    country_name,
    nationalities_of,
)

# The 193 members of the United Nations are the ISO 3166-1 codes less territories and non-members.
NOT_MEMBERS = {
    "AI",
    "AQ",
    "AS",
    "AW",
    "AX",
    "BL",
    "BM",
    "BQ",
    "BV",
    "CC",
    "CK",
    "CW",
    "CX",
    "EH",
    "FK",
    "FO",
    "GF",
    "GG",
    "GI",
    "GL",
    "GP",
    "GS",
    "GU",
    "HK",
    "HM",
    "IM",
    "IO",
    "JE",
    "KY",
    "MF",
    "MO",
    "MP",
    "MQ",
    "MS",
    "NC",
    "NF",
    "NU",
    "PF",
    "PM",
    "PN",
    "PR",
    "PS",
    "RE",
    "SH",
    "SJ",
    "SX",
    "TC",
    "TF",
    "TK",
    "TW",
    "UM",
    "VA",
    "VG",
    "VI",
    "WF",
    "YT",
}
MEMBERS = sorted({country.alpha_2 for country in pycountry.countries} - NOT_MEMBERS)
COVERED = [*MEMBERS, "TW", "XK", "PS", "HK", "PR"]


def test_the_united_nations_have_193_members() -> None:
    assert len(MEMBERS) == 193


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_and_five_others_have_a_name_and_a_nationality_that_lead_back(language: str) -> None:
    for country in COVERED:
        assert country in countries_of_word(country_name(country, language), language), country
        words = nationalities_of(country, language)
        if (country, language) in {("CG", "en"), ("DM", "en")}:
            continue  # the English words are those of larger neighbours
        assert words, country
        assert all(country in countries_of_word(word, language) for word in words), country


@pytest.mark.parametrize(
    ("word", "language", "countries"),
    [
        ("argentinischen", "de", ("AR",)), ("Französin", "de", ("FR",)), ("türkische", "de", ("TR",)),
        ("brasileñas", "es", ("BR",)), ("alemana", "es", ("DE",)), ("iraníes", "es", ("IR",)),
        ("EE.UU.", "es", ("US",)), ("espanhóis", "pt", ("ES",)), ("alemães", "pt", ("DE",)),
        ("turques", "fr", ("TR",)), ("grecque", "fr", ("GR",)), ("italienne", "fr", ("IT",)),
        ("Birmanie", "fr", ("MM",)), ("turchi", "it", ("TR",)), ("tedesca", "it", ("DE",)), ("greche", "it", ("GR",)),
        ("Congolese", "it", ("CD", "CG")), ("nigérien", "fr", ("NE",)), ("nigériane", "fr", ("NG",)),
        ("Argentine", "en", ("AR",)), ("Dutchmen", "en", ("NL",)), ("Reform", "de", ()),
    ],
)  # fmt: skip
def test_a_word_in_any_form_is_its_country(word: str, language: str, countries: tuple[str, ...]) -> None:
    assert countries_of_word(word, language) == countries


def test_a_nationality_means_the_same_country_as_the_places_of_english_texts() -> None:
    for country in COVERED:
        for word in nationalities_of(country):
            assert load_places().country_of(word) in countries_of_word(word), word


def test_an_unknown_language_says_where_to_add_it() -> None:
    with pytest.raises(UnsupportedLanguage, match="no table of nationalities"):
        countries_of_word("suomalainen", "fi")


@given(
    st.sampled_from(COVERED), st.sampled_from(LANGUAGES), st.sampled_from([str.upper, str.lower, str.title])
)
def test_capitals_do_not_matter(country: str, language: str, changed: object) -> None:
    for word in nationalities_of(country, language):
        assert country in countries_of_word(changed(word), language)  # type: ignore[operator]
