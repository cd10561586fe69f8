"""The sheets of ministers, Commissioners and members of Parliament are read by their columns, and proven."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_cases import CASES

from whomet.documents import DocumentsRead, Layouts, read_original
from whomet.documents.prove import prove
from whomet.documents.register_dates import register_date
from whomet.model import RegisterColumns, RegisterLayout, RegisterRow
from whomet.sources import Incoming, describe

NOTHING_SAID = Layouts()


def read(name: str, layouts: Layouts = NOTHING_SAID) -> DocumentsRead:
    """The case as it comes in, every text of it proven from the bytes."""
    data = (CASES / "registers" / name).read_bytes()
    found = read_original(data, describe(Incoming(data, name)), layouts=layouts)
    assert all(prove(document, document.span(0, len(document.text)), data) for document in found.documents)
    return found


def rows(found: DocumentsRead) -> list[RegisterRow]:
    return [document.row for document in found.documents if document.row]


def test_a_sheet_of_ministers_below_its_title() -> None:
    found = read("uk-ministers.csv")
    assert [document.member for document in found.documents] == ["1", "2", "3", "4", "5", "8"]
    assert [row.day for row in rows(found)] == [
        "2023-10-12",
        "2023-10-13",
        "2023-10",
        None,
        "2023-11-02",
        "2023-12-04",
    ]
    officials = [row.official.text if row.official else "" for row in rows(found)]
    assert all(name.startswith("Rt Hon Ada Vane MP") for name in officials[:5]), (
        "a blank cell is the name above"
    )
    assert officials[5].startswith("Cy Orr")
    assert {document.publisher for document in found.documents} == {rows(found)[0].layout}


def test_an_impossible_date_is_reported_with_its_row_and_the_row_is_kept() -> None:
    (told,) = read("uk-ministers.csv").issues
    assert "row 4" in told.where
    assert "31/02/2023" in told.what


def test_the_commissions_list() -> None:
    first, second, third = rows(read("commission.csv"))
    assert first.official is not None
    assert first.title is not None
    assert first.purpose is not None
    assert (first.official.text, first.title.text) == ("Berg, Anna (invented)", "Commissioner for Widgets")
    assert (first.day, first.country) == ("2024-01-11", "EU")
    assert first.purpose.text == "Digital markets and artificial intelligence"
    assert second.place is not None
    assert (second.place.text, third.day) == ("Videoconference", "2024-01-15")


def test_the_parliaments_list() -> None:
    first, second = rows(read("parliament.csv"))
    assert first.official is not None
    assert first.met_with is not None
    assert (first.official.text, first.office) == ("Gil Hart (invented)", "Member of the European Parliament")
    assert (first.met_with.text, first.day) == ("Tom Vale, Skyline Rockets (invented)", "2024-02-07")
    assert second.day == "2024-02-08"


def test_a_sheet_with_columns_of_its_own_is_read_as_the_settings_say() -> None:
    columns = RegisterColumns(date="tag", met_with="Gast", purpose="Anliegen")
    diary = RegisterLayout(
        name="Diary (invented)",
        match="diary*.csv",
        columns=columns,
        country="XX",
        office="President",
        day_first=False,
    )
    (row,) = rows(read("diary.csv", Layouts(registers=(diary,))))
    assert (row.day, row.office, row.country, row.header) == ("2024-05-06", "President", "XX", 1)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12/10/2023", "2023-10-12"),
        ("12.10.23", "2023-10-12"),
        ("12th October 2023", "2023-10-12"),
        ("Thursday, 12 October 2023", "2023-10-12"),
        ("October 12, 2023", "2023-10-12"),
        ("12-Oct-23", "2023-10-12"),
        ("Oct-23", "2023-10"),
        ("OCTOBER 2023", "2023-10"),
        ("2023-10-12 00:00:00", "2023-10-12"),
        ("2023-10", "2023-10"),
        ("12-14 October 2023", "2023-10-12/2023-10-14"),
        ("45211", "2023-10-12"),
        ("45211.5", "2023-10-12"),
        ("31/02/2023", None),
        ("12", None),
        ("99999", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_sheets_write_them(words: str, value: str | None) -> None:
    assert register_date(words, day_first=True) == value


@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for form in ("%d/%m/%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%y", "%Y-%m-%d", "%d.%m.%Y"):
        assert register_date(day.strftime(form), day_first=True) == day.isoformat()
    assert register_date(day.strftime("%m/%d/%Y"), day_first=False) == day.isoformat()
    assert register_date(day.strftime("%b-%y"), day_first=True) == day.isoformat()[:7]


@given(words=st.text(max_size=40))
def test_any_words_are_a_date_or_none(words: str) -> None:
    register_date(words, day_first=True)
