"""The page of the data files: what each is for, and how an entry looks, from their own comments."""

import csv
import gzip
import io
import re
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import Any

import whomet
from reference.markdown import code, codes, escaped, fenced, page, table
from reference.words import prose

KNOWLEDGE = Path(whomet.__file__).parent / "knowledge"
_TABLE = re.compile(r"\[{1,2}([\w.-]+)\]{1,2}\s*$")
_KEY = re.compile(r"(\w+) = ")
_MOST_SHOWN = 4
_LONGEST_VALUE = 100


def lexicons_page() -> str:
    """Every word list and table of `knowledge/`, by folder."""
    sections = []
    for path in sorted(KNOWLEDGE.rglob("*"), key=lambda p: (p.parent.as_posix(), p.name)):
        if path.parent.name == "subjects":
            continue  # a file a person: their keys are those of [subject] in the settings
        if path.suffix == ".toml":
            sections.append(_toml_section(path))
        elif path.name.endswith((".csv", ".csv.gz")):
            sections.append(_csv_section(path))
    return page(
        "Lexicons and tables",
        prose("lexicons.intro"),
        *sections,
    )


def _toml_section(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    content = tomllib.loads(text)
    comments = _comments(text)
    rows, examples = [], []
    for name, value in content.items():
        keys, first = _keys_and_first(value)
        rows.append(
            (
                code(_written(name, value)),
                codes(keys[:12]) + (" …" if len(keys) > 12 else ""),
                escaped(comments.get(name, "")),
            )
        )
        if isinstance(value, list) and first:
            examples.append(_as_toml(f"[[{name}]]", first))
    parts = [_heading(path), _file_comment(text), table(("table or key", "keys", "what it holds"), rows)]
    if examples:
        parts.append(fenced("\n\n".join(examples), "toml"))
    return "\n".join(parts)


def _csv_section(path: Path) -> str:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    header = next(csv.reader(io.StringIO(text)))
    return "\n".join([_heading(path), f"A table with the columns {codes(header)}.\n"])


def _heading(path: Path) -> str:
    return f"## `knowledge/{path.relative_to(KNOWLEDGE).as_posix()}`\n"


def _file_comment(text: str) -> str:
    """The comment that the file opens with."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    # Indented lines of a comment are lists: they keep their shape.
    if any(line.startswith("  ") for line in lines):
        return fenced("\n".join(lines), "text")
    return escaped(" ".join(lines)) + "\n" if lines else ""


def _comments(text: str) -> dict[str, str]:
    """For each table, and each key above the first one, the comment right above or right below it."""
    lines = text.splitlines()
    found: dict[str, str] = {}
    in_table = False
    for number, line in enumerate(lines):
        header, key = _TABLE.match(line), _KEY.match(line)
        in_table = in_table or header is not None
        if header is None and (key is None or in_table):
            continue
        name = (header or key or [""])[1]
        above = list(takewhile(_is_comment, reversed(lines[:number])))
        if len(above) == number:
            above = []  # that is the comment of the file
        below = list(takewhile(_is_comment, lines[number + 1 :])) if header else []
        comment = above[::-1] or below
        if comment:
            found.setdefault(name.split(".")[0], " ".join(part.lstrip("# ") for part in comment))
    return found


def _is_comment(line: str) -> bool:
    return line.startswith("#")


def _written(name: str, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"[[{name}]]"
    return f"[{name}]" if isinstance(value, dict) else name


def _keys_and_first(value: Any) -> tuple[list[str], dict[str, Any] | None]:
    if isinstance(value, dict):
        return list(value), None
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return list(dict.fromkeys(key for entry in value for key in entry)), value[0]
    return [], None


def _as_toml(header: str, entry: dict[str, Any]) -> str:
    return "\n".join([header, *(f"{key} = {_value(value)}" for key, value in entry.items())])


def _value(value: Any) -> str:
    if isinstance(value, list):
        shown = ", ".join(_value(item) for item in value[:_MOST_SHOWN])
        return f"[{shown}{', …' if len(value) > _MOST_SHOWN else ''}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…"
        return f"'{short}'" if "\\" in short or '"' in short else f'"{short}"'
    return str(value)
