"""Workbooks (Office Open XML, .xlsx): the sheets, each cell as a reader sees it."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from whomet.bounded import bounded
from whomet.documents.merged_cells import fill_down, merged_ranges
from whomet.documents.sheets import Flaw, Sheet
from whomet.errors import UnreadableInput
from whomet.knowledge.register_layouts import first_line_of_cells

_LARGEST = 200_000_000
"""Bytes of all parts unpacked."""
# What the library raises on files that are cut off or damaged, besides an error of its own.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, OSError, EOFError, AttributeError,
    ArithmeticError, RuntimeError, SyntaxError,
)  # fmt: skip
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 200_000, 200, 2_000_000
_MOST_BLANK = 5_000
"""Blank lines after which a sheet has ended: a stray format in its last row makes a million of them."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_NO_VALUE = "holds a formula whose value was never saved"
_SAVE_VALUES = "open it in a spreadsheet program and save it"


def workbook_text(data: bytes, *, where: str) -> str:
    """The first table of a workbook as comma-separated text. Lines above its header (titles, notes) are left out.

    Raises UnreadableInput where the file is damaged, too large, or holds no table.
    """
    for sheet in workbook_sheets(data, where=where):
        lines = sheet.lines[first_line_of_cells(sheet.lines) :]
        if len(lines) > 1 and sum(map(bool, lines[0])) > 1:
            width = max(number for number, cell in enumerate(lines[0], start=1) if cell)
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\n")
            writer.writerows(([*line, *[""] * width])[:width] for line in lines)
            return out.getvalue()
    raise UnreadableInput("the workbook holds no table", where=where, next_step="save the sheet as CSV")


def workbook_sheets(data: bytes, *, where: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in its order. Days are in ISO 8601, as far as the cell shows them ("Oct-23" is a
    month); cells that were merged downwards hold their value in each row; formulas are read by their saved value.

    Raises UnreadableInput where the file is damaged or too large.
    """
    return bounded(_workbook_sheets, data, where=where)


def _workbook_sheets(data: bytes, *, where: str) -> tuple[Sheet, ...]:
    # The library takes a quarter of a second to load: only where there is a workbook.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
            if size > _LARGEST:
                raise UnreadableInput(
                    f"unpacks to {size / 1e6:.0f} MB",
                    where=where,
                    next_step="save the sheet as CSV and split it",
                )
            merged = merged_ranges(package)
            computed = any(
                _FORMULA.search(package.read(name)) for name in package.namelist() if "worksheets/" in name
            )
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(data), read_only=True) if computed else None
        try:
            return tuple(
                _sheet(sheet, formulas[sheet.title] if formulas else None, merged, where)
                for sheet in workbook.worksheets
            )
        finally:
            workbook.close()
            if formulas:
                formulas.close()
    except (*_DAMAGE, InvalidFileException) as error:
        raise UnreadableInput(
            f"is a damaged workbook: {error}", where=where, next_step="save the sheet as CSV"
        ) from error


def _sheet(sheet: Any, formulas: Any, merged: Mapping[str, list[tuple[int, int, int]]], where: str) -> Sheet:
    lines: list[list[str]] = []
    flaws: list[Flaw] = []
    cells = blank = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS)):
        if number == _MOST_ROWS:
            what = f"a sheet has more than {_MOST_ROWS:,} rows"
            raise UnreadableInput(what, where=where, next_step="save the sheet as CSV and split it")
        line = [_shown(cell) for cell in row]
        for cell in row:
            if cell.data_type == "e":
                flaws.append(Flaw(number, f"holds the error {cell.value}", _SAVE_VALUES))
        while line and not line[-1]:
            line.pop()
        lines.append(line)
        cells += len(line)
        blank = 0 if line else blank + 1
        if cells > _MOST_CELLS:
            what = f"a sheet has more than {_MOST_CELLS:,} cells"
            raise UnreadableInput(what, where=where, next_step="save the sheet as CSV and split it")
        if blank > _MOST_BLANK:
            break
    while lines and not lines[-1]:
        lines.pop()
    fill_down(lines, merged.get(str(sheet._worksheet_path).lstrip("/"), []))
    flaws += _without_values(formulas, lines) if formulas is not None else []
    return Sheet(sheet.title, tuple(tuple(line) for line in lines), tuple(flaws))


def _without_values(formulas: Any, lines: list[list[str]]) -> list[Flaw]:
    """The cells with a formula and without the value that a program saves with it."""
    found = []
    for number, row in enumerate(formulas.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)):
        shown = lines[number] if number < len(lines) else []
        for column, cell in enumerate(row):
            if cell.data_type == "f" and not (column < len(shown) and shown[column]):
                found.append(Flaw(number, _NO_VALUE, _SAVE_VALUES))
        if number > len(lines) + _MOST_BLANK:
            break
    return found


def _shown(cell: Any) -> str:
    """A cell as a reader sees it."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime):
        shown = _as_far_as_shown(value.date(), cell.number_format)
        return shown if value.time() == time() or len(shown) < len("2023-10-01") else value.isoformat(sep=" ")
    if isinstance(value, date):
        return _as_far_as_shown(value, cell.number_format)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _as_far_as_shown(day: date, number_format: str) -> str:
    """A day, or its month or year where the cell's format shows no more ("mmm-yy")."""
    codes = _QUOTED.sub("", number_format).lower()
    if "d" in codes or not ("m" in codes or "y" in codes):
        return day.isoformat()
    return day.isoformat()[:7] if "m" in codes else day.isoformat()[:4]
