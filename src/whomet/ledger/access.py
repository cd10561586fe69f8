"""Reading and writing rows: transactions, one order everywhere, nouns from their JSON."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, select
from sqlalchemy.exc import OperationalError

from whomet.errors import LedgerError
from whomet.ledger import rows, tables
from whomet.ledger.databases import in_byte_order, insert_or_keep
from whomet.model import Document, Issue

# Documents held in memory at once when many are walked through.
_AT_ONCE = 64


class Store:
    """A database with the tables of the ledger. Closed at the end of a `with` statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._by_id = in_byte_order(engine.dialect, tables.documents.c.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all that is done in it is kept, or nothing."""
        with self._answering(), self._engine.connect() as connection:
            writer = connection.execution_options(whomet_writes=True)
            with writer.begin():
                yield writer

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._answering(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Say it in our words where the database does not answer: a full disk, a server that went away."""
        try:
            yield
        except OperationalError as error:
            raise LedgerError(
                f"the ledger does not answer: {str(error.orig).strip().splitlines()[0]}",
                where=self._engine.url.render_as_string(),
                next_step="what was finished is kept; mend the cause and start the command again",
            ) from error

    def _all[N: BaseModel](self, noun: type[N], table: Table, *order: Column[Any]) -> tuple[N, ...]:
        by = (in_byte_order(self._engine.dialect, column) for column in order)
        with self._reading() as connection:
            bodies = connection.execute(select(table.c.body).order_by(*by)).scalars()
            return tuple(noun.model_validate_json(body) for body in bodies)

    def _document_ids(self, *conditions: ColumnElement[bool]) -> list[str]:
        ids = select(tables.documents.c.id).where(*conditions).order_by(self._by_id)
        with self._reading() as connection:
            return list(connection.execute(ids).scalars())

    def _walk_documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for some in batched(ids, _AT_ONCE):
            yield from self._load_documents(some)

    def _load_documents(self, ids: Sequence[str]) -> list[Document]:
        query = select(tables.documents).where(tables.documents.c.id.in_(ids)).order_by(self._by_id)
        with self._reading() as connection:
            return [rows.document_from(row) for row in connection.execute(query).mappings()]

    def _insert(self, connection: Connection, table: Table, new: Sequence[rows.Row]) -> None:
        if new:
            connection.execute(table.insert(), list(new))

    def _insert_issues(
        self, connection: Connection, issues: Iterable[Issue], *, document_id: str | None
    ) -> None:
        for issue in issues:
            row = rows.issue_row(issue, document_id)
            connection.execute(insert_or_keep(connection.dialect, tables.issues, [row]))
