"""The whole road gives the same ledger on every database."""

import shutil
from pathlib import Path

import pytest

from whomet import pipeline
from whomet.folder import open_folder
from whomet.intake import take_in
from whomet.model import Encounter

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"


def ledger_of(folder: Path, store: str) -> tuple[Encounter, ...]:
    shutil.copytree(SMALL, folder)
    settings = folder / "whomet.toml"
    settings.write_text(settings.read_text().replace("window =", f'store = "{store}"\nwindow ='))
    with open_folder(folder) as opened:
        take_in(opened, [folder / "sources"])
        pipeline.run(opened)
        return opened.ledger.encounters()


@pytest.mark.postgresql
def test_postgresql_holds_what_sqlite_holds(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("postgres")
    on_sqlite = ledger_of(tmp_path / "a", "sqlite:///ledger.sqlite")
    on_postgresql = ledger_of(tmp_path / "b", server.new_database("road"))
    assert on_sqlite
    assert on_postgresql == on_sqlite
