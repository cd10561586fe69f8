"""The journal of what was asked for and what came of it: `fetches.jsonl`, one attempt a line, only appended to."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from whomet.errors import ArchiveError
from whomet.model import Attempt, FetchStatus, Noun
from whomet.sources.appended_lines import AppendedLines

FILE_NAME = "fetches.jsonl"

# What an interrupted command has done is not done again when the command follows within this time.
_STILL_FRESH = timedelta(days=1)


class _Line(Noun):
    """A line of the journal: an attempt, or the end of a command that was not interrupted."""

    attempt: Attempt | None = None
    finished: str | None = None


class Journal:
    """All attempts of an investigation. Each is on disk before the next page is asked for, so that a
    command that was killed goes on where it was; a line that was cut by the kill is left out."""

    def __init__(self, folder: Path) -> None:
        self._lines = AppendedLines(folder / FILE_NAME)
        self._last: dict[str, Attempt] = {}
        self._held: dict[str, Attempt] = {}
        self._unfinished: dict[str, Attempt] = {}
        self._failures: dict[str, int] = {}
        self._read()

    def last(self, url: str) -> Attempt | None:
        """The latest attempt on an address."""
        return self._last.get(url)

    def held(self, url: str) -> Attempt | None:
        """The latest attempt that brought the page's bytes: what it may be compared with."""
        return self._held.get(url)

    def failures(self, url: str) -> int:
        """How often in a row an address failed."""
        return self._failures.get(url, 0)

    def done_before_interruption(self, url: str) -> Attempt | None:
        """What an interrupted command, up to a day ago, found at an address; None where it is yet to be asked,
        or failed."""
        attempt = self._unfinished.get(url)
        if attempt is None or attempt.status is FetchStatus.FAILED:
            return None
        fresh = datetime.now(UTC) - datetime.fromisoformat(attempt.when) < _STILL_FRESH
        return attempt if fresh else None

    def add(self, attempt: Attempt) -> None:
        """Keep an attempt. Raises ArchiveError where the journal cannot be written."""
        self._append(_Line(attempt=attempt))
        self._take(attempt)

    def finish(self) -> None:
        """The command has done all it was to do. Nothing is written where it asked for nothing."""
        if self._unfinished:
            self._append(_Line(finished=datetime.now(UTC).isoformat(timespec="seconds")))
            self._unfinished.clear()

    def _read(self) -> None:
        try:
            lines = self._lines.read()
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._error("read", error) from error
        for line in lines:
            try:
                read = _Line.model_validate_json(line)
            except ValidationError:
                continue  # the end of the file, or cut by a kill: that page is asked for again
            if read.finished:
                self._unfinished.clear()
            elif read.attempt:
                self._take(read.attempt)

    def _take(self, attempt: Attempt) -> None:
        url = attempt.url
        self._last[url] = self._unfinished[url] = attempt
        if attempt.sha256:
            self._held[url] = attempt
        failed = attempt.status is FetchStatus.FAILED
        self._failures[url] = self._failures.get(url, 0) + 1 if failed else 0

    def _append(self, line: _Line) -> None:
        try:
            self._lines.append([line.model_dump_json(exclude_defaults=True)])
        except OSError as error:
            raise self._error("written", error) from error

    def _error(self, what: str, error: OSError) -> ArchiveError:
        return ArchiveError(
            f"the journal of fetches could not be {what}: {error.strerror or error}",
            where=str(self._lines.path),
            next_step="check the space and the permissions of the investigation's folder",
        )
