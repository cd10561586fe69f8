"""What came of every address asked for: a line each, so that an interrupted fetch goes on where it stopped."""

import json
import os
from pathlib import Path

from whomet.model import Noun
from whomet.sources.fetching import Fetched, Known, Status


class Asked(Noun):
    """One line: an address, what came of it, when, and what asks next time whether it changed."""

    url: str
    status: str
    why: str = ""
    fetched: str = ""
    etag: str | None = None
    last_modified: str | None = None


class FetchLog:
    """The log in `path`. A line cut off by a crash is not read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: dict[str, Asked] = {}
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                asked = Asked.model_validate_json(line)
            except ValueError:
                continue
            self._last[asked.url] = asked

    def last(self, url: str) -> Asked | None:
        """What came of an address the last time it was asked for."""
        return self._last.get(url)

    def known(self, url: str) -> Known | None:
        """What to ask an address with, if a page of it is held already."""
        asked = self._last.get(url)
        if asked is None or asked.status not in {Status.FETCHED, Status.UNCHANGED}:
            return None
        return Known(asked.etag, asked.last_modified)

    def note(self, fetched: Fetched) -> None:
        """Add a line. Where nothing has changed, what is known of the page stays."""
        before = self._last.get(fetched.url)
        asked = Asked(
            url=fetched.url,
            status=fetched.status,
            why=fetched.why,
            fetched=fetched.fetched,
            etag=fetched.headers.get("etag") or (before.etag if before else None),
            last_modified=fetched.headers.get("last-modified") or (before.last_modified if before else None),
        )
        self._last[fetched.url] = asked
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asked.model_dump(mode="json")) + "\n")
            file.flush()
            os.fsync(file.fileno())
