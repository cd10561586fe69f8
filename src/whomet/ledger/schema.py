"""Bringing a database to the schema that this version of whomet speaks."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from whomet.errors import LedgerError

# The newest migration of migrations/versions. A test holds it against the folder.
HEAD = "0003"

_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine) -> None:
    """Apply the migrations that the database lacks; do nothing to one that is up to date.

    Raises LedgerError where the database cannot be reached, or was written by a newer whomet.
    """
    place = engine.url.render_as_string()
    try:
        with engine.connect() as connection:
            current = current_revision(connection)
        if current != HEAD:
            _refuse_newer(current, place)
            with engine.connect().execution_options(whomet_writes=True) as connection, connection.begin():
                _upgrade(connection)
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise LedgerError(
            f"the ledger cannot be opened: {reason}",
            where=place,
            next_step="check `store` in whomet.toml, and that the server runs and the folder can be written",
        ) from error


def current_revision(connection: Connection) -> str | None:
    """The migration the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(current: str | None, place: str) -> None:
    known = {path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")}
    if current is not None and current not in known:
        raise LedgerError(
            f"the ledger was written by a newer whomet (schema {current}, this one knows {HEAD})",
            where=place,
            next_step="install the newer whomet",
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
