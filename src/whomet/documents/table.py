"""Tables in CSV: a header and rows, whatever the delimiter."""

import csv
import io
import sys
from dataclasses import dataclass

from whomet.documents.reading import MOST_DOCUMENTS, too_many

_DELIMITERS = ",;\t"
_MOST_CELLS = 20 * MOST_DOCUMENTS
# The module's own limit of 131072 characters a cell is less than a long text pasted into one.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `number` is 1 for the first below the header; cells with the names of their columns."""

    number: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table; `ragged` are the numbers of those with more or fewer cells than the header."""

    rows: tuple[Row, ...]
    ragged: tuple[int, ...]


def rows_of(text: str) -> Table:
    """The table that a CSV text is. Rows without any content are skipped, but counted.

    The delimiter (comma, semicolon or tab) is the one most frequent in the header. Raises UnreadableInput
    where the table has more rows or cells than one file may hold.
    """
    header_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header_line.count)
    rows: list[Row] = []
    ragged: list[int] = []
    all_cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    for number, cells in enumerate(reader, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            ragged.append(number)
        rows.append(Row(number=number, cells=tuple(zip(header, cells, strict=False))))
        all_cells += len(cells)
        if len(rows) > MOST_DOCUMENTS or all_cells > _MOST_CELLS:
            raise too_many(where="")
    return Table(rows=tuple(rows), ragged=tuple(ragged))
