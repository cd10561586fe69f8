"""What is known of official registers: the layouts of those that are published, and words in their cells."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from whomet.model import RegisterLayout


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("whomet.knowledge").joinpath("registers.toml").read_text(encoding="utf-8"))


@cache
def bundled_layouts() -> tuple[RegisterLayout, ...]:
    """The layouts of `registers.toml`, in its order."""
    return tuple(RegisterLayout.model_validate(layout) for layout in _file()["layout"])


@cache
def carried_down_columns() -> frozenset[str]:
    """The columns, in lower case, whose value holds for the rows below it until another one stands there."""
    return frozenset(_file()["columns"]["carried_down"])


@cache
def nil_words() -> frozenset[str]:
    """What stands in the row of somebody who had no meetings, in lower case."""
    return frozenset(_file()["columns"]["nil"])
