"""Telling of new encounters: which were told of and when, the Atom feed of them, and the webhook."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import httpx
from pydantic import ValidationError

from whomet.errors import UnreadableInput
from whomet.export import encounter_as_exchange
from whomet.folder import Folder
from whomet.model import Encounter, Issue, Noun, Publication
from whomet.report.addresses import encounter_page
from whomet.report.atom import encounters_feed
from whomet.report.records import printable
from whomet.sources.appended_lines import AppendedLines

FILE_NAME = "announced.jsonl"
FEED = "encounters.atom"


class Line(Noun):
    """A line of `announced.jsonl`: a record that was there when watching began, is new, or was posted."""

    encounter: str
    what: Literal["before", "new", "posted"]
    when: str


class Announcements:
    """What was told of so far; only appended to. `begun` says whether anything was ever watched."""

    def __init__(self, folder: Path) -> None:
        self._lines = AppendedLines(folder / FILE_NAME)
        self.begun = self._lines.path.is_file()
        self.known: set[str] = set()
        self.posted: set[str] = set()
        self.new: dict[str, str] = {}
        if self.begun:
            for line in self._lines.read():
                try:
                    self._take(Line.model_validate_json(line))
                except ValidationError:
                    continue  # the end of the file, or cut by a kill: that record is told of again

    def add(self, ids: Sequence[str], what: Literal["before", "new", "posted"]) -> None:
        """Keep that these records were there before, are new, or were posted."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [Line(encounter=encounter, what=what, when=now) for encounter in ids]
        self._lines.append(line.model_dump_json() for line in lines)
        self.begun = True
        for line in lines:
            self._take(line)

    def _take(self, line: Line) -> None:
        self.known.add(line.encounter)
        if line.what == "new":
            self.new.setdefault(line.encounter, line.when)
        if line.what == "posted":
            self.posted.add(line.encounter)


def begin(folder: Folder) -> None:
    """Note which records are there before anything is watched for the first time: they are not news."""
    announcements = Announcements(folder.path)
    if not announcements.begun:
        there = [encounter.id for encounter in folder.ledger.encounters() if printable(encounter)]
        announcements.add(there, "before")


def announce(folder: Folder, published: Publication) -> tuple[Encounter, ...]:
    """The printable records that were not told of before. They are on record as told with this call."""
    announcements = Announcements(folder.path)
    new = [e for e in published.encounters if printable(e) and e.id not in announcements.known]
    announcements.add([encounter.id for encounter in new], "new")
    return tuple(new)


def write_feed(folder: Folder, published: Publication) -> Path | None:
    """Write the Atom feed; None where nothing was ever watched. The site is replaced as a whole by each
    publication, and the feed in it is then written anew."""
    announcements = Announcements(folder.path)
    if not announcements.begun:
        return None
    path = folder.site / FEED
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(encounters_feed(published, announcements.new))
    fresh.replace(path)
    return path


def post_new(folder: Folder, published: Publication) -> tuple[Issue, ...]:
    """Post the new records that were not posted yet to the webhook of the settings, if there is one.

    A failure is an issue, and the records are posted the next time. The receiver may get one twice (a
    connection can break after it was received): its id tells.
    """
    address = folder.investigation.webhook
    announcements = Announcements(folder.path)
    waiting = [
        e for e in published.encounters if e.id in announcements.new and e.id not in announcements.posted
    ]
    if not address or not waiting:
        return ()
    try:
        _post(folder, address, _message(folder, published, waiting))
    except (httpx.HTTPError, UnreadableInput) as error:
        reason = error.what if isinstance(error, UnreadableInput) else str(error)
        # The path of a webhook is often its password: it is not printed.
        where = f"webhook of {urlsplit(address).hostname}"
        what = f"{len(waiting)} new encounters could not be posted: {reason}"
        return (
            Issue(stage="sources", where=where, what=what, next_step="whomet watch posts them the next time"),
        )
    announcements.add([encounter.id for encounter in waiting], "posted")
    return ()


def _post(folder: Folder, address: str, message: str) -> None:
    from whomet.sources.web.addresses import port_of
    from whomet.sources.web.asking import Asker
    from whomet.sources.web.retrying import asked_again

    parts = urlsplit(address)
    # Whoever writes the settings may name a machine of their own network here; no page ever can.
    own = f"{parts.hostname}:{port_of(parts.scheme, parts.port)}" if parts.scheme in {"http", "https"} else ""
    rules = folder.investigation.fetch
    rules = rules.model_copy(update={"allowed": (*rules.allowed, own)})
    with Asker(rules) as asker:
        answer = asked_again(lambda: asker.post(address, message), pause=min(1.0, rules.delay_seconds))
    if not 200 <= answer.status < 300:
        raise UnreadableInput(f"it answers with status {answer.status}")


def _message(folder: Folder, published: Publication, encounters: Sequence[Encounter]) -> str:
    told = [
        {**encounter_as_exchange(encounter, published.claims), "page": encounter_page(encounter.id)}
        for encounter in encounters
    ]
    return json.dumps({"investigation": folder.investigation.name, "encounters": told}, ensure_ascii=False)
