"""Workbooks (Office Open XML, .xlsx): the table of the first sheet that holds one, as comma-separated text.

Rows of a register are then read from this text as from a CSV file; their offsets refer to it.
"""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

from whomet.bounded import bounded
from whomet.errors import UnreadableInput

_LARGEST = 200_000_000
"""Bytes of all parts unpacked."""
# What the library raises on files that are cut off or damaged, besides an error of its own.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, OSError, EOFError, AttributeError,
    ArithmeticError, RuntimeError, SyntaxError,
)  # fmt: skip
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200


def workbook_text(data: bytes, *, where: str) -> str:
    """The first table of a workbook. Lines above its header (titles, notes) are left out.

    Raises UnreadableInput where the file is damaged, too large, or holds no table.
    """
    return bounded(_workbook_text, data, where=where)


def _workbook_text(data: bytes, *, where: str) -> str:
    # The library takes a quarter of a second to load: only where there is a workbook.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size > _LARGEST:
            raise UnreadableInput(
                f"unpacks to {size / 1e6:.0f} MB", where=where, next_step="save the sheet as CSV and split it"
            )
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for sheet in workbook.worksheets:
                rows = _rows(sheet)
                if len(rows) > 1:
                    return _written(rows)
        finally:
            workbook.close()
    except (*_DAMAGE, InvalidFileException) as error:
        raise UnreadableInput(
            f"is a damaged workbook: {error}", where=where, next_step="save the sheet as CSV"
        ) from error
    raise UnreadableInput("the workbook holds no table", where=where, next_step="save the sheet as CSV")


def _rows(sheet: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    width = 0
    for cells in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True):
        row = [_shown(cell) for cell in cells]
        filled = sum(bool(cell) for cell in row)
        if not rows:
            if filled < 2:
                continue  # a title or a note above the header
            width = max(number for number, cell in enumerate(row, start=1) if cell)
        rows.append((row + [""] * width)[:width])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _shown(cell: Any) -> str:
    """A cell as a reader sees it; days in ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _written(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
