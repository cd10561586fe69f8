import pytest

from whomet.errors import UsageError
from whomet.knowledge.names import fold
from whomet.knowledge.subjects import bundled_subjects, load_subject
from whomet.model import Subject, parse_edtf


def test_twitter_is_musks_company_from_the_day_he_bought_it() -> None:
    subject = load_subject("Elon Musk")
    (twitter,) = [company for company in subject.companies if company.name == "X"]
    assert "Twitter" in twitter.aliases
    assert twitter.since == "2022-10-27"


def test_a_product_belongs_to_one_company_of_the_subject() -> None:
    for subject in bundled_subjects():
        products = [fold(product) for company in subject.companies for product in company.products]
        if subject.name not in {"Sam Altman", "Rupert Murdoch", "Lachlan Murdoch"}:
            assert len(products) == len(set(products)), subject.name


@pytest.mark.parametrize("spelling", ["elon musk", "Elon Reeve Musk", "ELON MUSK"])
def test_a_profile_is_found_whatever_the_spelling(spelling: str) -> None:
    assert load_subject(spelling).name == "Elon Musk"


def test_accents_do_not_hide_a_profile() -> None:
    assert load_subject("Gerhard Schroeder").name == "Gerhard Schröder"


def test_anybody_else_gets_a_bare_profile_with_nothing_invented() -> None:
    assert load_subject("Jane  Doe") == Subject(name="Jane Doe")


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(UsageError, match="not a person's name"):
        load_subject(" 12 ")


def test_there_are_sixty_profiles_with_phrases_and_readable_dates() -> None:
    subjects = bundled_subjects()
    assert len(subjects) >= 60
    for subject in subjects:
        assert subject.role_phrases, subject.name
        assert subject.pronoun in {"he", "she", "they"}
        for company in subject.companies:
            for day in (company.since, company.until):
                assert day is None or parse_edtf(day)
