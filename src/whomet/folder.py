"""An investigation's folder, opened: its settings, its ledger, its archive and its site."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whomet.ledger import Ledger, open_ledger
from whomet.model import Investigation
from whomet.settings import load_investigation
from whomet.sources import Archive


@dataclass(frozen=True, slots=True)
class Folder:
    """What the stages work on. `path` holds `whomet.toml`, `archive/` (originals by hash) and `site/`; the
    ledger is where the settings say."""

    path: Path
    investigation: Investigation
    ledger: Ledger
    archive: Archive

    @property
    def site(self) -> Path:
        """Where the published pages are written."""
        return self.path / "site"


@contextmanager
def open_folder(path: Path) -> Iterator[Folder]:
    """The investigation in `path`. Raises SettingsError or LedgerError where it cannot be opened."""
    investigation = load_investigation(path)
    with open_ledger(investigation.store, path) as ledger:
        yield Folder(path, investigation, ledger, Archive(path / "archive"))
