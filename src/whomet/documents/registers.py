"""Official registers (visitors' logs, ministers' meetings, lobby registers): a document for every row.

The text of a row is its rendering: one line with "Column: value" pairs, closed by a full stop. The
offsets of a register's document refer to this rendering, which is made the same way whenever the row is read.
"""

from whomet.documents.plain import whole
from whomet.documents.reading import DocumentsRead, given, issue, stem_of
from whomet.documents.table import Row, Table, rows_of
from whomet.knowledge.registers import carried_down_columns, nil_words
from whomet.model import Document, DocumentKind, Original

# Columns about the record and not about what it records: they are kept beside the text.
_ASIDE = {
    "restates": ("restates",),
    "url": ("url", "link", "source url"),
    "publisher": ("publisher", "register"),
    "published": ("published", "publication date", "date published", "published on"),
}


def read_register(text: str, original: Original, *, published: str | None) -> DocumentsRead:
    """A document of kind register for every row of the table `text`; an issue for rows of another
    width than the header, which are read as far as they go.

    `published` holds for rows without a publication date of their own.
    """
    table = carried_down(rows_of(text))
    stem = stem_of(original)
    issues = tuple(
        issue(
            f"{original.name}, row {number}",
            "has not as many cells as the header",
            "check its quotation marks",
        )
        for number in table.ragged
    )
    documents = tuple(
        document_of(row, f"{stem}-row-{row.number}", original, published)
        for row in table.rows
        if rendering(row) and not is_nil(row)
    )
    return DocumentsRead(documents=documents, issues=issues)


def carried_down(table: Table) -> Table:
    """The table with blank cells of its columns of office-holders filled from the row above: sheets of
    ministers' meetings name each minister once."""
    carried = carried_down_columns()
    last: dict[str, str] = {}
    rows = []
    for row in table.rows:
        cells = []
        for name, value in row.cells:
            if name.strip().lower() in carried:
                last[name] = value if value.strip() else last.get(name, value)
                cells.append((name, last[name]))
            else:
                cells.append((name, value))
        rows.append(Row(number=row.number, cells=tuple(cells)))
    return Table(rows=tuple(rows), ragged=table.ragged)


def is_nil(row: Row) -> bool:
    """Whether the row says that there was nothing to declare."""
    return any(value.strip().lower().rstrip(".") in nil_words() for _, value in row.cells)


def rendering(row: Row) -> str:
    """The text of a row: its filled cells with the names of their columns, in the order of the table."""
    return rendered(row)[0]


def rendered(row: Row) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """The text of a row, and where in it the cells stand: the number of the column, start and end."""
    aside = {name for names in _ASIDE.values() for name in names}
    text = ""
    places = []
    for column, (name, value) in enumerate(row.cells):
        if not value.strip() or name.lower() in aside:
            continue
        text += f"{'; ' if text else ''}{name}: "
        words = " ".join(value.split())
        places.append((column, len(text), len(text) + len(words)))
        text += words
    return text if not text or text[-1] in ".!?" else f"{text}.", tuple(places)


def register_texts(text: str) -> dict[str, str]:
    """The renderings of all rows by their numbers."""
    return {str(row.number): rendering(row) for row in carried_down(rows_of(text)).rows}


def document_of(row: Row, document_id: str, original: Original, published: str | None) -> Document:
    """The document of a row as it stands, whatever its columns mean."""
    text = rendering(row)
    own = _aside(row, "published") or published
    return Document(
        id=document_id,
        sha256=original.sha256,
        member=str(row.number),
        kind=DocumentKind.REGISTER,
        url=_aside(row, "url") or original.url,
        publisher=_aside(row, "publisher"),
        published=given(own) if own else None,
        text=text,
        segments=whole(text),
        restates=_aside(row, "restates"),
    )


def _aside(row: Row, what: str) -> str | None:
    return next(
        (value.strip() for name, value in row.cells if name.lower() in _ASIDE[what] and value.strip()), None
    )
