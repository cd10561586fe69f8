"""Workbooks as departments save them: every sheet, dates as far as shown, and what is wrong is named by its row."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from whomet.documents import DocumentsRead, read_original
from whomet.documents.prove import prove
from whomet.sources import Incoming, describe

HEADER = ["Minister", "Date", "Name of individual or organisation", "Purpose of meeting"]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def first_sheet(book: Workbook) -> Any:
    sheet = book.active
    assert sheet is not None
    return sheet


def read(data: bytes) -> DocumentsRead:
    found = read_original(data, describe(Incoming(data, "meetings.xlsx")))
    assert all(prove(document, document.span(0, len(document.text)), data) for document in found.documents)
    return found


def days(found: DocumentsRead) -> list[str | None]:
    return [document.row.day for document in found.documents if document.row]


def test_dates_are_as_precise_as_the_cell_shows_them() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    for row in (
        ["Meetings of ministers (invented)"], HEADER,
        ["Ada Vane (invented)", datetime(2023, 10, 12), "Tom Vale", "Schools"],
        [None, datetime(2023, 10, 1), "Tom Vale", "Schools"],
        [None, 45213, "Tom Vale", "Schools"],
    ):  # fmt: skip
        sheet.append(row)
    sheet["B4"].number_format = "mmm-yy"
    found = read(saved(book))
    assert days(found) == ["2023-10-12", "2023-10", "2023-10-14"]
    assert found.issues == ()


def test_merged_cells_hold_for_every_row_they_span() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    for row in (
        ["Meetings of ministers (invented)"], HEADER,
        ["Ada Vane (invented)", "12 October 2023", "Tom Vale", "Schools"],
        [None, None, "Port Workers' Union (invented)", "Pay"],
        ["Bo Lind (invented)", "14 October 2023", "Tom Vale", "Rockets"],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:D1", "A3:A4", "B3:B4"):
        sheet.merge_cells(area)
    found = read(saved(book))
    assert days(found) == ["2023-10-12", "2023-10-12", "2023-10-14"]
    assert "Ada Vane" in found.documents[1].text
    assert "Ada Vane" not in found.documents[2].text


def test_every_sheet_of_meetings_is_read_and_others_are_named() -> None:
    book = Workbook()
    first_sheet(book).title = "October"
    for name in ("October", "November"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(["Ada Vane (invented)", f"12 {name} 2023", "Tom Vale", "Schools"])
    gifts = book.create_sheet("Gifts")
    gifts.append(["Minister", "Gift", "Value"])
    gifts.append(["Ada Vane (invented)", "Pen", "20"])
    found = read(saved(book))
    assert [document.id for document in found.documents] == ["meetings-row-1", "meetings-november-row-1"]
    assert days(found) == ["2023-10-12", "2023-11-12"]
    (told,) = found.issues
    assert "'Gifts'" in told.what


def test_formulas_without_a_value_and_errors_are_reported_with_their_row() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(HEADER)
    sheet.append(["Ada Vane (invented)", "12 October 2023", "Tom Vale", '=CONCATENATE("a", "b")'])
    sheet.append(["Ada Vane (invented)", "13 October 2023", "Tom Vale", "#REF!"])
    sheet["D3"].data_type = "e"
    found = read(saved(book))
    assert days(found) == ["2023-10-12", "2023-10-13"]
    assert [(issue.where, "formula" in issue.what or "#REF!" in issue.what) for issue in found.issues] == [
        ("meetings.xlsx, row 2", True), ("meetings.xlsx, row 1", True),
    ]  # fmt: skip
    assert "CONCATENATE" not in found.documents[0].text


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, content if name == part else before.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&f;&f;&f;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "damaged"),
        (b"\x00" * 210_000_000, "unpacks to"),
        (b"<worksheet><sheetData><row", "damaged"),
    ],
)
def test_bombs_and_broken_sheets_are_refused_with_the_reason(content: bytes, reason: str) -> None:
    book = Workbook()
    first_sheet(book).append(HEADER)
    found = read(changed(saved(book), SHEET, content))
    assert found.documents == ()
    (told,) = found.issues
    assert reason in told.what
    assert told.next_step


def test_a_cell_in_the_last_row_makes_no_million_rows() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(HEADER)
    sheet.append(["Ada Vane (invented)", "12 October 2023", "Tom Vale", "Schools"])
    sheet["A1048576"] = " "
    assert days(read(saved(book))) == ["2023-10-12"]
