"""The lines above a text that say what it is: `name: value` between two lines of three hyphens.

The values are read as plain words. Whatever else YAML can do is not looked at: no references, no types.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whomet.documents.page_metadata import iso_moment

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<fields>(?:[^\r\n]*\r?\n){1,100}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]*):[ \t]+(?P<value>[^\r\n]+?)[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text, which begins at `end`. `date` is an ISO 8601 date or moment."""

    end: int = 0
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    date: str | None = None


def front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; one of length 0 where it has none."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return FrontMatter()
    fields = {field["name"].lower(): _plain(field["value"]) for field in _FIELD.finditer(found["fields"])}
    if not fields:
        return FrontMatter()
    address = _named(fields, "url") or ""
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", _named(fields, "language") or "")
    return FrontMatter(
        end=found.end(),
        title=_named(fields, "title"),
        author=_named(fields, "author"),
        publisher=_named(fields, "publisher"),
        language=language[0].lower() if language else None,
        url=address if address.startswith(("http://", "https://")) else None,
        date=iso_moment(_named(fields, "published") or ""),
    )


@cache
def _names() -> Mapping[str, list[str]]:
    written = (files("whomet.knowledge") / "page_metadata.toml").read_text(encoding="utf-8")
    names: Mapping[str, list[str]] = tomllib.loads(written)["front_matter"]
    return names


def _named(fields: Mapping[str, str], what: str) -> str | None:
    return next((fields[name] for name in _names()[what] if fields.get(name)), None)


def _plain(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
