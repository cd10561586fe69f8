"""Where SQLite and PostgreSQL differ. No other module of the ledger knows which one it speaks to."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Insert,
    String,
    Table,
    collate,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from whomet.errors import LedgerError

# How long a writer waits for another one before it gives up. Transactions here are a document long.
_WAIT_SECONDS = 30


def make_engine(url: str, folder: Path | None = None) -> Engine:
    """An engine for `url`, set up for a ledger.

    SQLite keeps a write-ahead log (readers never wait; a killed writer leaves the last whole
    transaction), checks foreign keys, and takes the write lock at the start of each writing
    transaction. The path of `sqlite:///relative.sqlite` is relative to `folder`. PostgreSQL is
    reached through psycopg. Raises LedgerError for an address that is neither.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise LedgerError(f"not a database address: {url!r}", next_step=_ADVICE) from error
    name = address.get_backend_name()
    if name == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if name != "sqlite":
        raise LedgerError(f"no ledger is kept in {name!r}", where=url, next_step=_ADVICE)
    if address.database and address.database != ":memory:" and folder is not None:
        address = address.set(database=str(folder / address.database))
    try:
        engine = create_engine(address, connect_args={"timeout": _WAIT_SECONDS})
    except NoSuchModuleError as error:
        raise LedgerError(f"no driver for {address.drivername!r}", where=url, next_step=_ADVICE) from error
    _set_up_sqlite(engine)
    return engine


_ADVICE = 'write store = "sqlite:///ledger.sqlite" or "postgresql://user@host/name" in whomet.toml'


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        # SQLAlchemy, not the driver, says where a transaction begins.
        connection.isolation_level = None
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get("whomet_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_or_update(dialect: Dialect, table: Table, values: Sequence[dict[str, Any]]) -> Insert:
    """An insert that overwrites the row that has the same primary key."""
    insert = sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)
    statement = insert.values(list(values))
    keys = [column.name for column in table.primary_key]
    others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def insert_or_keep(dialect: Dialect, table: Table, values: Sequence[dict[str, Any]]) -> Insert:
    """An insert that leaves the row alone that is equal in a primary key or unique constraint."""
    insert = sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)
    return insert.values(list(values)).on_conflict_do_nothing()


def in_byte_order(dialect: Dialect, column: Column[Any]) -> ColumnElement[Any]:
    """The column to order by; text goes by code point, whatever the database's own language is."""
    if dialect.name == "sqlite" or not isinstance(column.type, String):
        return column
    return collate(column, "C")


def append_only(dialect: Dialect, table: str) -> Iterable[str]:
    """The statements that make the database itself refuse to change or delete rows of `table`."""
    refusal = f"{table} is append-only"
    if dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
