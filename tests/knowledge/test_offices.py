import csv
from importlib.resources import files
from itertools import pairwise

import pytest

from whomet.knowledge.offices import kind_of_title, load_office_table, load_title_wording
from whomet.model import parse_edtf


def rows() -> list[dict[str, str]]:
    text = (files("whomet.knowledge.offices") / "additional.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_added_fact_says_where_it_is_from_and_who_can_confirm_it_and_has_readable_dates() -> None:
    assert len(rows()) >= 600
    for row in rows():
        assert row["source"], row
        assert row["check_with"], row
        assert row["start"], row
        start = parse_edtf(row["start"]).earliest
        end = parse_edtf(row["end"]).latest if row["end"] else None
        assert start is not None
        assert end is None or start <= end, row
        assert row["end"] or row["last_seen"], row


def test_an_added_fact_claims_no_source_that_was_not_consulted() -> None:
    for row in rows():
        assert "not checked" in row["source"] or row.get("checked_on"), row


def test_no_added_fact_is_there_twice() -> None:
    keys = [(row["name"], row["title"], row["start"]) for row in rows()]
    assert len(keys) == len(set(keys))


def test_every_fact_of_the_table_names_source_and_licence() -> None:
    for figure in load_office_table().figures.values():
        for occupancy in figure.occupancies:
            assert occupancy.source.name
            assert occupancy.source.licence
            assert occupancy.office.title, figure.name


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Acting President", "president"),
        ("President-elect", "president_elect"),
        ("Vice Premier", "deputy_prime_minister"),
        ("Premier of Ontario", "governor"),
        ("Minister-President of Bavaria", "governor"),
        ("Governor of the Bank of England", "official"),
        ("Chancellor of the Exchequer", "minister"),
        ("Republican presidential candidate", "candidate"),
        ("AfD leader", "party_leader"),
        ("UN Secretary-General", "international_head"),
        ("White House Press Secretary", "official"),
        ("President of the European Commission", "commission_president"),
    ],
)
def test_the_kind_of_a_title(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    "country", ["US", "GB", "FR", "DE", "IT", "JP", "CA", "AU", "KR", "IN", "ID", "BR", "MX"]
)
def test_nobody_shares_the_leading_office_of_a_large_country(country: str) -> None:
    table = load_office_table()
    for year in range(2016, 2026):
        assert len(table.holders(country, "head_of_government", f"{year}-02-15")) <= 1, year


def test_a_name_is_found_by_alias_nickname_and_other_alphabet() -> None:
    table = load_office_table()
    for name, figure in {
        "AMLO": "Andrés Manuel López Obrador",
        "Jokowi": "Joko Widodo",
        "Владимир Путин": "Vladimir Putin",
        "L. Oyun-Erdene": "Luvsannamsrain Oyun-Erdene",
        "Donald J. Trump": "Donald Trump",
        "Phạm Minh Chính": "Phạm Minh Chính",
    }.items():
        assert [found.name for found in table.named(name)] == [figure]


def test_a_family_name_finds_its_bearers_however_the_country_orders_names() -> None:
    table = load_office_table()
    for word, figure in {
        "Xi": "Xi Jinping",
        "López Obrador": "Andrés Manuel López Obrador",
        "Meloni": "Giorgia Meloni",
    }.items():
        assert figure in [found.name for found in table.with_family_name(word)]


def test_a_father_and_his_son_are_two_figures() -> None:
    table = load_office_table()
    (father,), (son,) = table.named("Idriss Déby"), table.named("Mahamat Idriss Déby")
    assert father.id != son.id


def test_all_names_lead_to_figures() -> None:
    table = load_office_table()
    assert all(figure in table.figures for _, figure in table.all_names())


def test_the_order_of_prominence_knows_every_kind_of_the_table() -> None:
    ranked = set(load_title_wording().prominence)
    kinds = {o.office.kind for figure in load_office_table().figures.values() for o in figure.occupancies}
    assert kinds - ranked <= {"vice_president_elect", "commission_president_elect", "mayor_elect"}


def test_no_successor_begins_before_the_one_before_them_has_ended() -> None:
    """The reference table gives some successors the first day of their predecessor; those are mended."""
    rotating = {"BA", "SM", "CH", "AD", "MM", "LY"}
    terms: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for figure in load_office_table().figures.values():
        for occupancy in figure.occupancies:
            office = occupancy.office
            leads = office.roles and occupancy.start and office.country not in rotating
            if leads and occupancy.source.name.startswith("CIA"):
                vouched = occupancy.end if not occupancy.certain_until else occupancy.start
                term = (occupancy.start or "", vouched or "9999", figure.name)
                terms.setdefault((office.country, office.title, office.roles[0]), []).append(term)
    for (country, title, _), held in terms.items():
        held.sort()
        for (_, end, first), (start, _, second) in pairwise(held):
            assert not start or end <= start or first == second, (country, title, first, second)


def test_a_good_part_of_the_added_facts_was_checked_and_names_what_was_consulted() -> None:
    checked = [row for row in rows() if row["checked_on"]]
    assert len(checked) >= 140
    assert all("not checked" not in row["source"] for row in checked)
