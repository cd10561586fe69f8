import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.knowledge.names import family_name, fold, loose_name_keys, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Yoon Suk-yeol", "Yoon Suk Yeol"),
        ("J.D. Vance", "JD Vance"),
        ("Donald Trump Jr.", "donald trump"),
        ("Dr. Angela Merkel", "Angela Merkel"),
        ("Fiamē Naomi Mataʻafa", "Fiame Naomi Mata'afa"),
        ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_looser_forms_drop_particles_initials_and_regal_words() -> None:
    assert set(loose_name_keys("Abdel Fattah al-Sisi")) & set(loose_name_keys("Abdel Fattah el-Sisi"))
    assert set(loose_name_keys("Joseph R. Biden")) & set(loose_name_keys("Joseph Biden"))
    assert set(loose_name_keys("King Felipe VI of Spain")) & set(loose_name_keys("Felipe VI of Spain"))


def test_the_family_name_stands_where_the_country_puts_it() -> None:
    assert family_name("Xi Jinping", "CN") == "xi"
    assert family_name("Lee Zeldin", "US") == "zeldin"
    assert family_name("Mohammed bin Salman", "SA") == "salman"


@given(st.text(max_size=60))
def test_folding_is_plain_and_settles_at_once(words: str) -> None:
    folded = fold(words)
    assert folded == fold(folded)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == folded.strip()
