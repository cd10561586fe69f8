"""The sentences of `words.toml`, held against the names that the code has."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


def prose(section: str) -> str:
    """A paragraph or more of `words.toml`."""
    words = _said("prose." + section)
    assert isinstance(words, str)
    return words.strip() + "\n"


def sentences(section: str, names: Iterable[str]) -> dict[str, str]:
    """What `words.toml` says in `section` of each of `names`, in their order.

    Raises ValueError where a name has no sentence or a sentence no name: the reference then says less
    or more than the code does.
    """
    said = {name: words for name, words in _said(section).items() if isinstance(words, str)}
    wanted = list(names)
    missing, extra = sorted(set(wanted) - set(said)), sorted(set(said) - set(wanted))
    if missing or extra:
        raise ValueError(f"[{section}] of {_FILE.name}: nothing said of {missing}, too much of {extra}")
    return {name: said[name] for name in wanted}


def _said(section: str) -> Any:
    said: Any = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for step in section.split("."):
        said = said[step]
    return said
