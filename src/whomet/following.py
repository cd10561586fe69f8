"""Following feeds and sitemaps: what is new and names the subject comes in, and readers are told of encounters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from whomet.documents import read_original
from whomet.errors import UnreadableInput
from whomet.export.atom import atom_feed, headline, summary
from whomet.folder import Folder
from whomet.gathering import follow
from whomet.intake import take
from whomet.knowledge.names import fold
from whomet.model import Encounter, Investigation, Issue
from whomet.pipeline import run
from whomet.sources import Incoming, describe
from whomet.sources.fetch_log import FetchLog
from whomet.sources.fetching import Fetcher, Status, open_fetcher
from whomet.sources.links import Link, links_in
from whomet.watching import Watch, unwatched

FEED = "encounters.atom"
_KEPT = 200
"""Encounters in the feed, the newest first."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought: documents, encounters that were not there before, and what went wrong."""

    documents: int
    fresh: tuple[Encounter, ...]
    issues: tuple[Issue, ...]
    feed: Path


def follow_once(folder: Folder, *, watch: Watch = unwatched) -> Round:
    """Ask every watched list for what is new, take in what names the subject, run, and tell of new encounters.

    A page is asked for once; one that could not be fetched is asked for again in the next round.
    """
    investigation = folder.investigation
    before = {encounter.id for encounter in folder.ledger.encounters()}
    with open_fetcher(investigation.fetch) as fetcher:
        log = FetchLog(folder.path / "fetched.jsonl")
        taken = take(folder, _about_the_subject(folder, fetcher, log), watch=watch)
        done = run(folder, watch=watch)
        fresh = tuple(e for e in folder.ledger.encounters() if e.id not in before)
        issues = [*taken.issues, *done.issues]
        if fresh and investigation.webhook:
            issues += _tell(fresh, investigation, fetcher)
    return Round(taken.new, fresh, tuple(issues), _write_feed(folder))


def _about_the_subject(folder: Folder, fetcher: Fetcher, log: FetchLog) -> Iterator[Incoming | Issue]:
    for rule in folder.investigation.watched:
        fetched = fetcher.fetch(rule.url)
        links = links_in(fetched.data) if fetched.status is Status.FETCHED else None
        if links is None:
            why = fetched.why or "is no feed, sitemap or list of addresses"
            yield Issue(stage="sources", where=rule.url, what=why, next_step="check [[watch]] in whomet.toml")
            continue
        fresh = [link for link in links if _is_new(link, log)]
        for found in follow(fresh, fetcher, log):
            if isinstance(found, Issue) or _names_subject(found, folder.investigation):
                yield found


def _is_new(link: Link, log: FetchLog) -> bool:
    asked = log.last(link.url)
    return link.is_list or asked is None or asked.status == Status.FAILED


def _names_subject(incoming: Incoming, investigation: Investigation) -> bool:
    """Whether the text of a page, without what surrounds it, names the subject or gives a handle of theirs."""
    subject = investigation.subject
    names = {fold(name) for name in (subject.name, *subject.aliases, *subject.handles)}
    try:
        read = read_original(incoming.data, describe(incoming))
    except UnreadableInput:
        return False
    texts = (f" {fold(document.title or '')} {fold(document.text)} " for document in read.documents)
    return any(f" {name} " in text for text in texts for name in names)


def _tell(fresh: tuple[Encounter, ...], investigation: Investigation, fetcher: Fetcher) -> list[Issue]:
    """Post the new encounters to the webhook; a failure is reported, and nothing waits for it."""
    body = {
        "investigation": investigation.name,
        "encounters": [
            {"id": e.id, "headline": headline(e, investigation), "summary": summary(e), "counted": e.counted}
            for e in fresh
        ],
    }
    why = fetcher.post(investigation.webhook or "", json.dumps(body).encode())
    if why is None:
        return []
    return [
        Issue(
            stage="watch", where=investigation.webhook or "", what=f"could not be told: {why}",
            next_step="check webhook in whomet.toml; the feed has the encounters",
        )
    ]  # fmt: skip


def _write_feed(folder: Folder) -> Path:
    """The feed of all encounters, the last told first."""
    days = {document.id: document.published_day for document in folder.ledger.documents()}
    today = datetime.now(UTC).isoformat(timespec="seconds")

    def told(encounter: Encounter) -> str:
        return min((day for d in encounter.documents if (day := days.get(d))), default=today)

    newest = sorted(
        ((e, told(e)) for e in folder.ledger.encounters()), key=lambda pair: (pair[1], pair[0].id)
    )
    folder.site.mkdir(parents=True, exist_ok=True)
    target = folder.site / FEED
    target.write_bytes(atom_feed(newest[::-1][:_KEPT], folder.investigation, updated=today))
    return target
