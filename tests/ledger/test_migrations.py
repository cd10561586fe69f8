"""The migrations, run in order on an empty database, give exactly the tables that the code speaks to."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from whomet import ledger
from whomet.ledger.databases import make_engine
from whomet.ledger.schema import HEAD, bring_up_to_date, current_revision
from whomet.ledger.tables import metadata

MIGRATIONS = Path(ledger.__file__).parent / "migrations"


def test_the_migrated_schema_equals_the_tables(store_address: str) -> None:
    engine = make_engine(store_address)
    bring_up_to_date(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert current_revision(connection) == HEAD
    engine.dispose()


def test_head_is_the_newest_file() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
