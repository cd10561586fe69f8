"""RSS and Atom feeds, read by feedparser: well-formed or not, as newsrooms publish them."""

import calendar
import io
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import feedparser

from whomet.errors import UnreadableInput
from whomet.model import Listed

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# RSS 1.0 has no date of its own: dc:date is that of publication, and feedparser calls it "updated".
_DATED_BY_DUBLIN_CORE = ("rss10", "rss090")
# Feeds began in 1999; a date before or far ahead is a program's, not the newsroom's.
_FIRST_YEAR = 1995


def refuse_entities(data: bytes) -> None:
    """Raises UnreadableInput for XML that declares entities: no feed or sitemap needs any, and a few lines
    of them can unfold to gigabytes or ask for files."""
    if _ENTITY.search(data):
        raise UnreadableInput(
            "declares XML entities, which are not read", next_step="give the pages themselves"
        )


def read_feed(data: bytes, *, base: str | None) -> list[Listed]:
    """The entries of a feed that have an address, with title and date of publication.

    The date keeps the newsroom's own time zone, since "on Monday" in the text is said by it. Raises
    UnreadableInput for what is no feed.
    """
    refuse_entities(data)
    headers = {"content-location": base} if base else {}
    # A stream, since feedparser takes a text for an address and would ask for it.
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    version = feed.get("version")
    if not version and not feed.entries:
        raise UnreadableInput(f"is no feed that can be read: {feed.get('bozo_exception', 'no entries')}")
    found = []
    for entry in feed.entries:
        date = "updated" if version in _DATED_BY_DUBLIN_CORE else "published"
        if link := entry.get("link"):
            published = moment(entry.get(date), entry.get(f"{date}_parsed"))
            found.append(Listed(url=link.strip(), title=entry.get("title") or None, published=published))
    return found


def moment(words: str | None, parsed: tuple[int, ...] | None = None) -> str | None:
    """A date as feeds and lists write it (RFC 5322, ISO 8601), as ISO 8601 with its own time zone; else
    what feedparser read of it, in UTC. None where that is nothing, or no date of the web's time."""
    read = _own(words or "")
    if read is None and parsed:
        read = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    if read is None or not _FIRST_YEAR <= read.year <= datetime.now(UTC).year + 1:
        return None
    if len((words or "").strip()) == len("2024-10-25"):
        return read.date().isoformat()
    return read.isoformat(timespec="seconds")


def _own(words: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words.strip())
        except ValueError:
            continue
    return None
