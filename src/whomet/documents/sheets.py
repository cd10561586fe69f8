"""Sheets as they are: lines of cells, before anybody knows which line is the header."""

import csv
import io
from dataclasses import dataclass

from whomet.documents.table import Row

_DELIMITERS = ",;\t"
_LOOKED_AT = 20
_LONGEST_ALONE = 150
"""Characters: a text alone in its line is a name that holds for the lines below; a longer one is a note."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a cell; `line` is that of the sheet, 0 the first."""

    line: int
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a sheet with the words of their cells; `name` is that of a workbook's sheet."""

    name: str | None
    lines: tuple[tuple[str, ...], ...]
    flaws: tuple[Flaw, ...] = ()


def sheet_of(text: str) -> Sheet:
    """The sheet that a CSV text is. The delimiter (comma, semicolon or tab) is the one that gives some line near
    the top the most filled cells: titles above the header may hold a comma of their own."""
    widest = max(
        _DELIMITERS, key=lambda delimiter: (_most_cells(text, delimiter), -_DELIMITERS.index(delimiter))
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=widest)
    return Sheet(None, tuple(tuple(" ".join(cell.split()) for cell in line) for line in reader))


def rows_below(sheet: Sheet, header: int, carried: str | None) -> tuple[Row, ...]:
    """The rows below the header, numbered from 1; lines without content, and notes, are counted and left out.
    Blank cells of the column `carried` are filled from the row above, since sheets name each office-holder once."""
    names = sheet.lines[header]
    column = names.index(carried) if carried in names else None
    above = ""
    rows: list[Row] = []
    for number, line in enumerate(sheet.lines[header + 1 :], start=1):
        filled = [cell for cell in line if cell]
        if not filled or (len(filled) == 1 and len(filled[0]) > _LONGEST_ALONE):
            continue
        cells = [*line, *[""] * (len(names) - len(line))]
        if column is not None:
            cells[column] = above = cells[column] or above
        rows.append(Row(number=number, cells=tuple(zip(names, cells, strict=False))))
    return tuple(rows)


def _most_cells(text: str, delimiter: str) -> int:
    most = 0
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            most = max(most, sum(bool(cell.strip()) for cell in line))
            if number >= _LOOKED_AT:
                break
    except csv.Error:
        return 0
    return most
