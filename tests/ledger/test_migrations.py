"""The migrations, run in order on an empty database, give exactly the tables that the code speaks to."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from whomet import ledger
from whomet.ledger import open_ledger
from whomet.ledger.databases import make_engine
from whomet.ledger.schema import HEAD, bring_up_to_date, current_revision
from whomet.ledger.tables import metadata, originals
from whomet.model import Original

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


def test_what_was_archived_before_captures_were_kept_has_one(store_address: str) -> None:
    engine = make_engine(store_address)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    original = Original(sha256="a" * 64, media_type="text/html", size=1, name="a.html", fetched="2024-03-05")
    row = {"sha256": original.sha256, "name": original.name, "body": original.model_dump_json()}
    with engine.connect().execution_options(whomet_writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(originals.insert(), [row])
    engine.dispose()
    with open_ledger(store_address) as ledger:
        assert ledger.captures() == (original,)
