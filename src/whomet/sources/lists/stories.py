"""Story lists: Media Cloud's CSV, and the ArtList of GDELT's DOC API as JSON or CSV."""

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from whomet.errors import UnreadableInput
from whomet.model import Listed
from whomet.sources.lists.feeds import moment

_LARGEST_CELL = 1_000_000


def read_stories(data: bytes) -> list[Listed]:
    """The articles of a GDELT ArtList. `seendate` is when GDELT came across one, not when it was published.

    Raises UnreadableInput for JSON that is not of that form.
    """
    try:
        # GDELT leaves control characters in titles as they are.
        value = json.loads(data.decode("utf-8", errors="replace"), strict=False)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableInput(f"looks like GDELT's list but is no JSON: {error}") from error
    articles = value.get("articles") if isinstance(value, Mapping) else None
    if not isinstance(articles, list):
        raise UnreadableInput("looks like GDELT's list but has no list of articles")
    return [
        _listed({str(key).lower(): str(cell) for key, cell in article.items() if cell is not None})
        for article in articles
        if isinstance(article, Mapping) and article.get("url")
    ]


def read_story_table(data: bytes) -> list[Listed]:
    """The stories of a CSV: Media Cloud's `publish_date` is the day of publication; GDELT's `seendate` or
    `Date` the moment at which it came across the page. Raises UnreadableInput for broken CSV."""
    text = data.decode("utf-8-sig", errors="replace")
    csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise UnreadableInput(f"looks like a story list but is no CSV: {error}") from error
    named = ({key.strip().lower(): cell or "" for key, cell in row.items() if key} for row in rows)
    return [_listed(row) for row in named if row.get("url")]


def _listed(row: Mapping[str, str]) -> Listed:
    seen = row.get("seendate") or (row.get("date") if "mobileurl" in row else None)
    return Listed(
        url=row["url"].strip(),
        title=row.get("title") or None,
        published=moment(row.get("publish_date")),
        seen=_compact(seen) if seen else None,
    )


def _compact(words: str) -> str | None:
    """GDELT's moments: 20241025T120000Z, 20241025120000 or 2024-10-25 12:00:00, all UTC."""
    digits = re.sub(r"\D", "", words)
    if len(digits) not in {8, 14}:
        return None
    try:
        read = datetime.strptime(digits, "%Y%m%d%H%M%S" if len(digits) == 14 else "%Y%m%d")
    except ValueError:
        return None
    return moment(read.replace(tzinfo=UTC).isoformat())
