"""Pages saved by SingleFile: ordinary HTML whose first comment says where and when it was saved.

The comment's layout is that of the extension (github.com/gildas-lormeau/SingleFile): "Page saved with SingleFile",
then "url: …" and "saved date: …", a line each.
"""

import re
from datetime import datetime

from whomet.sources.collect import Incoming

_NOTE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s*url:\s*(?P<url>\S+)\s*saved date:\s*(?P<date>[^\n]{10,80}?)\s*(?:-->|\n)",
    re.IGNORECASE,
)
_HEAD = 4096
_DATE = "%a %b %d %Y %H:%M:%S GMT%z"


def read_single_file_note(incoming: Incoming) -> Incoming:
    """The incoming page with the address and the moment that its note gives; others as they are."""
    note = _NOTE.search(incoming.data[:_HEAD])
    if note is None:
        return incoming
    given = incoming.given.model_copy(
        update={
            "url": incoming.given.url or note["url"].decode("utf-8", errors="replace"),
            "fetched": incoming.given.fetched or _moment(note["date"].decode("ascii", errors="replace")),
        }
    )
    return Incoming(data=incoming.data, name=incoming.name, given=given)


def _moment(written: str) -> str | None:
    """ "Tue Mar 05 2024 10:11:12 GMT+0100 (Central European Standard Time)" in ISO 8601."""
    try:
        return datetime.strptime(re.sub(r"\s*\(.*\)$", "", written), _DATE).isoformat()
    except ValueError:
        return None
