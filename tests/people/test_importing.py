import json
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whomet.errors import LedgerError, UnreadableInput
from whomet.knowledge.offices import Holding, load_office_table
from whomet.model import Figure, Issue
from whomet.people.answer import offices_of
from whomet.people.importing.facts import HeldFact, Origin, held
from whomet.people.importing.imported import ImportedPeople, JoinedTable
from whomet.people.importing.opensanctions import read_opensanctions
from whomet.people.importing.running import Imported, import_file
from whomet.people.importing.store import opened_store

CASES = Path(__file__).parent.parent / "cases" / "people" / "import"
EXPECTED: list[dict[str, Any]] = tomllib.loads((CASES / "expected.toml").read_text())["file"]
WRONG: list[dict[str, Any]] = tomllib.loads((CASES / "wrong.toml").read_text())["case"]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite"


def imported(path: Path, facts: Path, **options: Any) -> Imported:
    with opened_store(facts, writing=True) as store:
        return import_file(path, store, as_of="2026-11-01", **options)


def terms(figures: Iterator[Figure]) -> list[list[str]]:
    return sorted(
        [figure.name, o.office.title, o.office.country, o.start or "", o.end or "", o.last_seen or ""]
        for figure in figures
        for o in figure.occupancies
    )


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["name"])
def test_a_sample_of_each_format_gives_its_people_and_terms(case: dict[str, Any], facts: Path) -> None:
    done = imported(CASES / case["name"], facts, country=case.get("country"))
    assert done.issues == ()
    assert (done.format, done.source, done.licence) == (case["format"], case["source"], case["licence"])
    assert done.people == case["people"]
    assert done.occupancies == len(case["terms"])
    assert terms(ImportedPeople(facts).of_country(None)) == sorted(case["terms"])


def test_the_format_is_told_by_the_content_whatever_the_name(tmp_path: Path, facts: Path) -> None:
    for case in EXPECTED:
        other = tmp_path / "data.bin"
        other.write_bytes((CASES / case["name"]).read_bytes())
        assert imported(other, facts).format == case["format"]


def test_the_licence_of_opensanctions_is_told_and_kept_with_every_fact(facts: Path) -> None:
    done = imported(CASES / "opensanctions-flat.json", facts)
    assert "NonCommercial" in done.notice
    for figure in ImportedPeople(facts).of_country(None):
        for occupancy in figure.occupancies:
            assert occupancy.source.licence == "CC BY-NC 4.0"
            assert occupancy.source.as_of == "2026-11-01"


def test_sources_stand_side_by_side_and_one_person_keeps_the_facts_of_each(facts: Path) -> None:
    for name in ("opensanctions-flat.json", "wikidata-results.json", "ministers.csv"):
        imported(CASES / name, facts)
    (figure,) = ImportedPeople(facts).called("Ilsabet Morvane")
    assert {o.source.name for o in figure.occupancies} == {"OpenSanctions", "Wikidata", "CSV"}
    assert ImportedPeople(facts).called("Илсабет Морване") == (figure,)


def test_a_file_imported_again_replaces_what_it_gave_and_nothing_else(tmp_path: Path, facts: Path) -> None:
    mine = tmp_path / "mine.csv"
    imported(CASES / "ministers.csv", facts)
    mine.write_text("person,position,country,start\nThird Person,Mayor,FR,2020\n")
    imported(mine, facts)
    mine.write_text("person,position,country,start\nThird Person,Minister,FR,2021\n")
    imported(mine, facts)
    (third,) = ImportedPeople(facts).called("Third Person")
    assert [(o.office.title, o.start) for o in third.occupancies] == [("Minister", "2021")]
    assert ImportedPeople(facts).called("Odrin Vaskelle")


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case["why"])
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_taken(
    case: dict[str, Any], tmp_path: Path, facts: Path
) -> None:
    path = tmp_path / "wrong.data"
    path.write_text(case["text"])
    done = imported(path, facts)
    told = " ".join(f"{issue} {issue.next_step}" for issue in done.issues)
    for part in case["told"]:
        assert part in told
    assert done.people == case["people"]


def test_a_file_of_no_known_format_is_refused(tmp_path: Path, facts: Path) -> None:
    for text in ("", "Dear reader", "{}", "[1, 2]", "a,b\n1,2\n"):
        path = tmp_path / "letter.txt"
        path.write_text(text)
        with pytest.raises(UnreadableInput, match="not a source of office-holders"):
            imported(path, facts)


def test_an_import_that_breaks_off_leaves_the_file_as_it_was(facts: Path) -> None:
    imported(CASES / "ministers.csv", facts)

    def breaks(what: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    entities = facts.with_name("many.json")
    person = {"id": "x", "schema": "Person", "properties": {"name": ["Some Body"]}}
    entities.write_text("".join(json.dumps(person | {"id": f"x{n}"}) + "\n" for n in range(6_000)))
    with pytest.raises(KeyboardInterrupt):
        imported(entities, facts, watch=breaks)
    assert ImportedPeople(facts).called("Odrin Vaskelle")
    assert ImportedPeople(facts).called("Some Body") == ()


def test_a_file_that_holds_no_imported_people_is_told(facts: Path) -> None:
    facts.write_text("no database at all, but long enough to be looked at by the library that reads it")
    with pytest.raises(LedgerError, match="no file of imported people"):
        ImportedPeople(facts).called("Odrin Vaskelle")
    facts.unlink()
    sqlite3.connect(facts).execute("create table other (a)").connection.commit()
    with pytest.raises(LedgerError, match="version"):
        ImportedPeople(facts).called("Odrin Vaskelle")


def test_the_office_on_a_day_is_answered_from_imported_facts_too(facts: Path) -> None:
    imported(CASES / "ministers.csv", facts)
    people = ImportedPeople(facts)
    assert offices_of("Ilsabet Morvane", "2013-01-01", imported=people).answer is Holding.HELD
    assert offices_of("Morvane", "2015-01-01", imported=people).answer is Holding.NOT_HELD
    assert offices_of("Ilsabet Morvane", "2014-06-10", imported=people).answer is Holding.UNKNOWN
    assert offices_of("Ilsabet Morvane", "2013-01-01").answer is Holding.UNKNOWN


def test_an_imported_term_joins_the_bundled_person_and_does_not_make_a_namesake(
    tmp_path: Path, facts: Path
) -> None:
    rows = tmp_path / "leaders.csv"
    rows.write_text(
        "person,position,country,start,end\n"
        "Giorgia Meloni,Prime Minister,IT,2022-10-22,\n"
        "Giorgia Meloni,Mayor,AR,2001,2002\n"
    )
    imported(rows, facts)
    table = JoinedTable(load_office_table(), ImportedPeople(facts))
    known, namesake = table.named("Giorgia Meloni")
    assert known.id == load_office_table().named("Giorgia Meloni")[0].id
    assert "CSV" in {o.source.name for o in known.occupancies}
    assert {o.office.country for o in namesake.occupancies} == {"AR"}
    assert [f.name for f in table.holders("IT", "prime_minister", "2023-01-01")] == ["Giorgia Meloni"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
entities = st.fixed_dictionaries(
    {
        "id": st.text(max_size=3) | st.none(),
        "schema": st.sampled_from(["Person", "Position", "Occupancy", "Company", "", 3]),
        "properties": json_values
        | st.dictionaries(
            st.sampled_from(["name", "holder", "post", "startDate", "endDate", "country"]),
            st.lists(json_values, max_size=2),
            max_size=4,
        ),
    }
)


@settings(max_examples=200)
@given(st.lists(entities | json_values, max_size=4))
def test_any_json_lines_give_facts_or_issues_and_never_break(values: list[Any]) -> None:
    lines = [json.dumps(value).encode() + b"\n" for value in values]
    for fact in read_opensanctions(lines, Origin("2026-11-01")):
        assert not isinstance(fact, Issue) or fact.where.startswith("line ")


days = st.dates().map(lambda day: day.isoformat())
partial = days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4])


@given(partial, partial)
def test_a_term_is_taken_exactly_where_it_can_end_after_it_starts(start: str, end: str) -> None:
    shorter = min(len(start), len(end))
    fact = held("p", "o", start, end, "line 1")
    assert isinstance(fact, HeldFact) is (end[:shorter] >= start[:shorter])
