"""Registers and tables: what their columns hold, and what one row says in which words."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from whomet.model.base import Noun
from whomet.model.span import Span


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One name or several; of several, the first that a file has is meant."""


class RegisterColumns(Noun):
    """The names of a register's columns (case and spaces do not matter): who held the office, their title and
    country, the day, whom they met, the purpose and the place."""

    official: Names = ()
    title: Names = ()
    country: Names = ()
    date: Names = ()
    met_with: Names
    purpose: Names = ()
    place: Names = ()


class RegisterLayout(Noun):
    """How a register's sheets are laid out. `match` are patterns for the names of files (none: sheets with these
    columns, whatever their name); `country` (ISO 3166-1 alpha-2, or EU) and `office` hold where no column gives
    them; `day_first` says how 04/05/2024 is meant."""

    name: str
    match: Names = ()
    columns: RegisterColumns
    country: str | None = None
    office: str | None = None
    day_first: bool = True


class PostColumns(Noun):
    """The names of the columns of a table of posts."""

    id: str
    text: str
    created_at: str | None = None
    handle: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


class TableLayout(Noun):
    """A table of posts: patterns for the names of its files, its columns, and the account that wrote all of them,
    where no column says so. For an archive of X, which needs no columns, it names the account alone."""

    match: Names
    kind: Literal["post"] = "post"
    columns: PostColumns | None = None
    handle: str | None = None


class RegisterRow(Noun):
    """One row of a register whose columns are known: the words of each, and where the row stands.

    `sheet` is that of a workbook; `header` the line of the names (0 is the first), `carried` the column whose blank
    cells are filled from above; `day` is the date as EDTF. `country` and `office` are the layout's.
    """

    layout: str
    sheet: str | None = None
    header: int
    carried: str | None = None
    official: Span | None = None
    title: Span | None = None
    country_words: Span | None = None
    date: Span | None = None
    day: str | None = None
    met_with: Span | None = None
    purpose: Span | None = None
    place: Span | None = None
    country: str | None = None
    office: str | None = None


class Lead(Noun):
    """A row of a register that names one of the subject's companies and not the subject: worth a look, never an
    encounter, never counted."""

    id: str
    document_id: str
    company: str
    company_span: Span
    official: str | None = None
    title: str | None = None
    country: str | None = None
    date: str | None = None
    purpose: str | None = None
    quote: Span
    producer: str
