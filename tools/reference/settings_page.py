"""The page of settings, from the models that read `whomet.toml`."""

import tempfile
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from reference.markdown import code, codes, fenced, page, table
from reference.words import prose, sentences
from whomet.model import (
    Company,
    CountingRule,
    FetchRule,
    PostColumns,
    RegisterColumns,
    RegisterLayout,
    Source,
    Subject,
    TableLayout,
    WatchRule,
)
from whomet.settings import SOURCE_KINDS, ArchiveTable, InvestigationTable, SettingsFile, write_default

# The tables as they are written in the file, and the model of each.
TABLES: dict[str, type[BaseModel]] = {
    "[investigation]": InvestigationTable,
    "[subject]": Subject,
    "[[subject.companies]]": Company,
    "[counting]": CountingRule,
    "[fetch]": FetchRule,
    "[[watch]]": WatchRule,
    "[archive]": ArchiveTable,
    "[[source]]": Source,
    "[[register]]": RegisterLayout,
    "[register.columns]": RegisterColumns,
    "[[table]]": TableLayout,
    "[table.columns]": PostColumns,
}


def settings_page() -> str:
    """Every table and key of `whomet.toml`."""
    written = {field.alias or name for name, field in SettingsFile.model_fields.items()}
    missing = written - {name.strip("[]") for name in TABLES}
    if missing:
        raise ValueError(f"whomet.toml has tables that the reference lacks: {missing}")
    sections = [section for name, model in TABLES.items() for section in _section(name, model)]
    kinds = table(
        ("kind of source", "kind of document"),
        ((code(kind), code(document)) for kind, document in SOURCE_KINDS.items()),
    )
    return page(
        "Settings: whomet.toml",
        prose("settings.intro"),
        *sections,
        "### Kinds of sources\n",
        kinds,
        "## What `whomet init` writes\n",
        fenced(_new_file(), "toml"),
    )


def _section(name: str, model: type[BaseModel]) -> list[str]:
    keys = list(model.model_fields)
    table_name = name.strip("[]").replace(".", "_").removeprefix("subject_")
    said = sentences(f"settings.{table_name}", ["table", *keys])
    rows = (
        (code(key), _type(model.model_fields[key].annotation), _default(model.model_fields[key]), said[key])
        for key in keys
        if not _has_its_own_table(model.model_fields[key].annotation)
    )
    return [f"## `{name}`\n", f"{said['table']}\n", table(("key", "value", "default", "meaning"), rows)]


def _has_its_own_table(annotation: Any) -> bool:
    return any(
        isinstance(kind, type) and issubclass(kind, BaseModel) for kind in (annotation, *get_args(annotation))
    )


def _type(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _type(next(kind for kind in inner if kind is not type(None)))
    if origin is Literal:
        return code(f'"{inner[0]}"')
    if origin is tuple:
        return f"list: {_type(inner[0])}"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return codes(annotation)
    return {str: "text", int: "number", float: "number", bool: "`true` `false`"}[annotation]


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value is None or value == () or value is PydanticUndefined:
        return ""
    if isinstance(value, tuple):
        return code("[" + ", ".join(_literal(item) for item in value) + "]")
    return code(_literal(value))


def _literal(value: Any) -> str:
    """The value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _new_file() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return write_default(Path(folder), "Jane Doe").read_text(encoding="utf-8")
