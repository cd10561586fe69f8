import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import UsageError
from whomet.knowledge.offices import Holding, holding_on, load_office_table
from whomet.model import FactSource, Occupancy, Office
from whomet.people import offices_of

CASES = Path(__file__).parent.parent / "cases" / "people" / "terms.toml"
TERMS: list[list[str]] = tomllib.loads(CASES.read_text())["terms"]


def holding(name: str, country: str, kind: str, when: str) -> Holding:
    """The best answer among the person's offices of that kind and country."""
    table = load_office_table()
    (figure, *_) = table.named(name) or table.with_family_name(name)
    answers = {
        answer
        for occupancy, answer in table.offices_on(figure.id, when)
        if (occupancy.office.country, occupancy.office.kind) == (country, kind)
    }
    return next(answer for answer in (Holding.HELD, Holding.UNKNOWN, Holding.NOT_HELD) if answer in answers)


def shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(("name", "country", "kind", "start", "end"), TERMS)
def test_office_on_the_first_and_last_day_and_around(
    name: str, country: str, kind: str, start: str, end: str
) -> None:
    assert holding(name, country, kind, start) is Holding.HELD
    assert holding(name, country, kind, shifted(start, -1)) is Holding.NOT_HELD
    if end:
        assert holding(name, country, kind, shifted(end, -1)) is Holding.HELD
        assert holding(name, country, kind, end) is Holding.NOT_HELD
    else:
        assert holding(name, country, kind, "2025-06-15") is Holding.HELD


@pytest.mark.parametrize(("name", "country", "kind", "start", "end"), TERMS)
def test_office_in_a_month_or_year_that_it_began_in(
    name: str, country: str, kind: str, start: str, end: str
) -> None:
    whole_month = start.endswith("-01")
    assert holding(name, country, kind, start[:7]) is (Holding.HELD if whole_month else Holding.UNKNOWN)
    assert holding(name, country, kind, f"{shifted(start, 0)}/..") is Holding.UNKNOWN


def test_two_leaders_in_one_year_leave_the_year_open_and_the_day_certain() -> None:
    table = load_office_table()
    assert table.holders("GB", "prime_minister", "2022") == ()
    assert [figure.name for figure in table.holders("GB", "prime_minister", "2022-10-24")] == ["Liz Truss"]


def test_the_answer_has_three_values() -> None:
    assert offices_of("Erdogan", "2023-09-17").answer is Holding.HELD
    assert offices_of("Bolsonaro", "2023-01-01").answer is Holding.NOT_HELD
    assert offices_of("Macron", "2017").answer is Holding.UNKNOWN
    assert offices_of("Nobody Known", "2017").answer is Holding.UNKNOWN


def test_a_day_after_the_last_look_is_unknown() -> None:
    assert offices_of("Giorgia Meloni", "2040-01-01").answer is Holding.UNKNOWN


def test_a_term_from_before_the_blind_window_is_not_trusted_inside_it() -> None:
    (figure,) = load_office_table().named("Lee Nak-yon")
    from_factbook = next(o for o in figure.occupancies if o.source.name == "CIA World Factbook")
    assert not from_factbook.end_trusted
    assert holding_on(from_factbook, "2019-06-01") is Holding.UNKNOWN


def test_a_sovereign_holds_office_in_one_country_only() -> None:
    (king,) = load_office_table().named("King Charles III")
    assert {occupancy.office.country for occupancy in king.occupancies} == {"GB"}


def test_kuwaits_rulers_do_not_share_an_identity() -> None:
    emirs = load_office_table().holders("KW", "emir", None)
    assert len(emirs) == 3
    assert len({emir.wikidata_id for emir in emirs if emir.wikidata_id}) == len(
        [emir for emir in emirs if emir.wikidata_id]
    )


def test_no_day_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(UsageError, match="write the day as"):
        offices_of("Macron", "yesterday")


OFFICE = Office(title="President", kind="president", country="AR")
SOURCE = FactSource(name="test", licence="none")
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(days, days, days)
def test_a_dated_term_is_held_exactly_from_its_first_day_to_the_day_before_its_end(
    first: date, second: date, asked: date
) -> None:
    start, end = sorted((first, second))
    term = Occupancy(
        figure_id="x", office=OFFICE, start=start.isoformat(), end=end.isoformat(), source=SOURCE
    )
    expected = Holding.HELD if start <= asked < end else Holding.NOT_HELD
    if start < end:
        assert holding_on(term, asked.isoformat()) is expected


@given(days, days)
def test_a_partial_end_never_claims_more_than_the_sources_say(start: date, asked: date) -> None:
    term = Occupancy(
        figure_id="x", office=OFFICE, start=str(start.year), end=str(start.year + 2), source=SOURCE
    )
    answer = holding_on(term, asked.isoformat())
    last_day_it_may_have_begun = date(start.year, 12, 31)
    if asked.year == start.year + 1 or asked == last_day_it_may_have_begun:
        assert answer is Holding.HELD
    elif asked.year in (start.year, start.year + 2):
        assert answer is Holding.UNKNOWN
    else:
        assert answer is Holding.NOT_HELD
