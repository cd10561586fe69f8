"""Reading the word lists and rules of a language: TOML files in `knowledge/<language>/`."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_KNOWLEDGE = files("whomet.knowledge")


def languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that whomet reads: those with a folder of lexicons."""
    return tuple(
        sorted(
            folder.name
            for folder in _KNOWLEDGE.iterdir()
            if folder.is_dir() and (folder / "dates.toml").is_file()
        )
    )


@cache
def lexicon(language: str, name: str) -> dict[str, Any]:
    """The parsed TOML of `knowledge/<language>/<name>.toml`. Treat it as read-only.

    Raises FileNotFoundError for a language or lexicon that does not exist.
    """
    return tomllib.loads((_KNOWLEDGE / language / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def fingerprint(language: str) -> str:
    """Twelve hexadecimal digits that change when any lexicon of the language or the weights of its
    scorer change: a reading is repeated when what it was made with has changed."""
    digest = hashlib.sha256()
    for file in sorted((_KNOWLEDGE / language).iterdir(), key=lambda f: f.name):
        if file.name.endswith((".toml", ".json")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
