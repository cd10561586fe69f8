"""Registers whose columns are known: a document for every meeting, with the place of each column in its text."""

import re
from collections.abc import Iterator, Sequence

from whomet.documents.reading import DocumentsRead, issue, stem_of
from whomet.documents.register_dates import register_date
from whomet.documents.registers import document_of, is_nil, rendered, rendering
from whomet.documents.sheets import Sheet, rows_below
from whomet.documents.table import Row
from whomet.knowledge.register_layouts import Fitted, fit
from whomet.model import Document, Issue, Original, RegisterLayout, RegisterRow, Span


def read_sheets(
    sheets: Sequence[Sheet], original: Original, layouts: Sequence[RegisterLayout], *, published: str | None
) -> DocumentsRead | None:
    """The meetings of all sheets that have a known layout (one of `layouts`, or a bundled one); None where no sheet
    has. What is wrong with a cell is reported with its row, which is read as far as it goes; so is a sheet that
    holds a table of another kind."""
    fitted = [(sheet, fit(sheet.lines, layouts, original.name)) for sheet in sheets]
    if not any(found for _, found in fitted):
        return None
    documents: list[Document] = []
    issues: list[Issue] = []
    stem = prefix = stem_of(original)
    for sheet, found in fitted:
        if found:
            if documents:
                prefix = f"{stem}-{re.sub(r'[^a-z0-9]+', '-', (sheet.name or '').lower()).strip('-')}"
            documents += _meetings(sheet, found, original, prefix, published, issues)
        elif len(sheet.lines) > 1 and max(sum(map(bool, line)) for line in sheet.lines) > 1:
            what = f"the sheet {sheet.name!r} is no list of meetings in a layout that is known"
            issues.append(issue(original.name, what, "name its columns in [[register]], or ignore it"))
    return DocumentsRead(documents=tuple(documents), issues=tuple(issues))


def mapped_texts(
    sheets: Sequence[Sheet], name: str | None, header: int, carried: str | None
) -> dict[str, str]:
    """The texts of all rows of the sheet of this name, by their numbers: what the offsets of its rows refer to
    (`header` and `carried` as in RegisterRow)."""
    for sheet in sheets:
        if sheet.name == name and header < len(sheet.lines):
            return {str(row.number): rendering(row) for row in rows_below(sheet, header, carried)}
    return {}


def _meetings(
    sheet: Sheet, found: Fitted, original: Original, prefix: str, published: str | None, issues: list[Issue]
) -> Iterator[Document]:
    names = sheet.lines[found.header]
    official = found.place("official")
    carried = names[official] if official is not None else None
    for flaw in sheet.flaws:
        if flaw.line > found.header:
            where = f"{original.name}, row {flaw.line - found.header}"
            issues.append(issue(where, flaw.what, flaw.next_step))
    for row in rows_below(sheet, found.header, carried):
        where = f"{original.name}, row {row.number}"
        if is_nil(row) or [value for _, value in row.cells] == list(names):
            continue  # nothing to declare, or the header once more
        if len(sheet.lines[found.header + row.number]) > len(names):
            what = "has more cells than the header"
            issues.append(issue(where, what, "check its quotation marks"))
        cells = {what: _cell(row, place) for what, place in found.places}
        if not cells["met_with"]:
            if not cells.get("date") and not cells.get("purpose"):
                continue  # a heading: the name of whoever held the meetings below
            issues.append(issue(where, "does not say who was met", "look it up in the register"))
        document = document_of(row, f"{prefix}-row-{row.number}", original, published)
        mapped = _mapped(row, found, document, sheet.name, carried)
        if mapped.date and mapped.day is None:
            what = f"its date is none that a calendar has: {mapped.date.text!r}"
            issues.append(issue(where, what, "correct it in a copy of the register, and say so"))
        said = {"row": mapped, "publisher": document.publisher or found.layout.name}
        yield document.model_copy(update=said)


def _cell(row: Row, place: int) -> str:
    return row.cells[place][1] if place < len(row.cells) else ""


def _mapped(
    row: Row, found: Fitted, document: Document, sheet: str | None, carried: str | None
) -> RegisterRow:
    spans: dict[int, Span] = {column: document.span(start, end) for column, start, end in rendered(row)[1]}
    at = {what: spans[place] for what, place in found.places if place in spans}
    date = at.get("date")
    return RegisterRow(
        layout=found.layout.name,
        sheet=sheet,
        header=found.header,
        carried=carried,
        official=at.get("official"),
        title=at.get("title"),
        country_words=at.get("country"),
        date=date,
        day=register_date(date.text, day_first=found.layout.day_first) if date else None,
        met_with=at.get("met_with"),
        purpose=at.get("purpose"),
        place=at.get("place"),
        country=found.layout.country,
        office=found.layout.office,
    )
