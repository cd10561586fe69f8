"""The investigations that come with whomet, for the demo and for reading."""

import shutil
import tomllib
from pathlib import Path

import whomet
from whomet.errors import UsageError

# What whomet writes into an investigation's folder, and what the example holds for its own tests.
_NOT_COPIED = ("truth.json", "archive", "site", "ledger.sqlite*")


def copy_example(name: str, folder: Path) -> Path:
    """Copy the bundled investigation `name` into `folder`; returns the folder of its sources.

    What is there already and differs is overwritten: the demo shows the bundled state. Raises
    UsageError where there is no such investigation, or `folder` holds another one.
    """
    bundled = _bundled(name)
    settings = folder / "whomet.toml"
    if settings.exists() and _title(settings) != _title(bundled / "whomet.toml"):
        raise UsageError(
            "the folder holds another investigation", where=str(folder), next_step="name a new folder"
        )
    shutil.copytree(bundled, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    return folder / "documents"


def _title(settings: Path) -> object:
    return tomllib.loads(settings.read_text("utf-8"))["investigation"]["name"]


def _bundled(name: str) -> Path:
    """Where the investigation is: in a checkout beside `src`, in an installed package inside it."""
    package = Path(whomet.__file__).parent
    for examples in (package.parents[1] / "examples", package / "examples"):
        if (examples / name / "whomet.toml").is_file():
            return examples / name
    raise UsageError(f"no bundled investigation is called {name!r}", next_step="reinstall whomet")
