"""Following feeds and sitemaps: what is new in them, as far as it names the subject, to ledger, site and feed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whomet import pipeline
from whomet.announcing import announce, begin, post_new, write_feed
from whomet.claims.subject_names import names_subject
from whomet.documents import read_original
from whomet.documents.listing import article_text
from whomet.errors import UnreadableInput, UsageError
from whomet.folder import Folder
from whomet.gathering import Pages, as_list, failed, incoming_of, open_pages
from whomet.intake import take
from whomet.model import Attempt, Encounter, FetchStatus, Issue, Listed, Publication, Subject, WatchRule
from whomet.sources import Incoming, Limits, describe, unpack
from whomet.sources.lists.reading import ListRead, read_list
from whomet.sources.lists.recognition import list_type
from whomet.sources.web.fetching import Fetched
from whomet.sources.web.naming import hosts_in_turn
from whomet.watching import Watch, unwatched

# An entry that failed (a server that is down) is tried again in so many rounds, and then left alone.
_MOST_ROUNDS = 5
_DEEPEST_LIST = 2


@dataclass(frozen=True, slots=True)
class Round:
    """One look at everything that is followed: what was asked, how many documents came in, which records
    are new, and where the feed of them is."""

    attempts: tuple[Attempt, ...]
    documents: int
    encounters: tuple[Encounter, ...]
    published: Publication
    feed: Path | None
    issues: tuple[Issue, ...]


def follow(folder: Folder, *, watch: Watch = unwatched) -> Round:
    """Look once at the lists of `[[watch]]`, take in what is new and names the subject, run the pipeline, and
    tell of new encounters.

    Killed at any moment, the next call completes it: a page is on record when it is in the ledger, a
    list when all its pages are, an encounter when it is in the feed. Raises UsageError where the
    settings follow nothing.
    """
    if not folder.investigation.watched:
        raise UsageError(
            "there is nothing to watch",
            where=str(folder.path / "whomet.toml"),
            next_step='add a feed or sitemap: [[watch]] and url = "https://…"',
        )
    begin(folder)
    with open_pages(folder) as pages:
        lists = _Lists(pages, folder.investigation.subject)
        intake = take(folder, lists.news(folder.investigation.watched), watch=watch)
        lists.pages.journal.finish()
    done = pipeline.run(folder, watch=watch)
    new = announce(folder, done.published)
    feed = write_feed(folder, done.published)
    unposted = post_new(folder, done.published)
    issues = (*intake.issues, *done.issues, *unposted)
    return Round(tuple(lists.pages.attempts), intake.new, new, done.published, feed, issues)


@dataclass(slots=True)
class _Lists:
    """The lists that are followed, and the pages they name."""

    pages: Pages
    subject: Subject

    def news(self, followed: tuple[WatchRule, ...]) -> Iterator[Incoming | Issue]:
        """The pages that are new in the lists and name the subject."""
        for one in followed:
            yield from self._new_in(one, _DEEPEST_LIST)

    def _new_in(self, followed: WatchRule, deeper: int) -> Iterator[Incoming | Issue]:
        fetched = self.pages.fetcher.fetch(followed.url, held=self.pages.journal.held(followed.url))
        if fetched.body is None:
            # Unchanged, or an issue: either way there is nothing new in it.
            if issue := self.pages.keep(fetched.attempt):
                yield issue
            return
        try:
            read = _read_list(fetched)
        except UnreadableInput as error:
            if issue := self.pages.keep(failed(fetched.attempt, error.what)):
                yield issue
            return
        complete = True
        for page in hosts_in_turn(page for page in read.pages if self._is_due(page, followed.since)):
            came = self.pages.fetcher.fetch(page.url)
            yield from self._taken(page, came)
            complete = complete and came.attempt.status is not FetchStatus.FAILED
        for url in read.lists if deeper else ():
            yield from self._new_in(WatchRule(url=url, since=followed.since), deeper - 1)
        attempt = as_list(fetched.attempt, read)
        # Without its hash, the list is read again the next time even if it did not change.
        whole = complete and not read.lists
        self.pages.keep(attempt if whole else attempt.model_copy(update={"sha256": None}))

    def _taken(self, page: Listed, came: Fetched) -> Iterator[Incoming | Issue]:
        attempt = came.attempt
        if came.body is not None:
            named = [
                one
                for one in unpack(incoming_of(page, came), limits=Limits())
                if isinstance(one, Issue) or _names_subject(one, self.subject)
            ]
            yield from named
            if not named:
                passed_over = {"what": "does not name the subject: not added", "sha256": None}
                attempt = attempt.model_copy(update=passed_over)
        if issue := self.pages.keep(attempt):
            yield issue

    def _is_due(self, page: Listed, since: str | None) -> bool:
        """Whether a page is to be asked for: never asked yet, or failed a few times; and not too old."""
        if since and page.day and page.day < since:
            return False
        last = self.pages.journal.last(page.url)
        if last is None:
            return True
        return last.status is FetchStatus.FAILED and self.pages.journal.failures(page.url) < _MOST_ROUNDS


def _read_list(fetched: Fetched) -> ListRead:
    attempt = fetched.attempt
    body = fetched.body or b""
    media_type = list_type(body)
    if media_type is None:
        raise UnreadableInput("is no feed, sitemap or list of addresses", where=attempt.url)
    return read_list(body, media_type, where=attempt.url, base=attempt.final_url)


def _names_subject(incoming: Incoming, subject: Subject) -> bool:
    """Whether a page names the subject outside its menus. What cannot be read is left to the intake,
    which says why."""
    try:
        read = read_original(incoming.data, describe(incoming))
    except UnreadableInput:
        return True
    if not read.documents:
        return True
    texts = (f"{document.title or ''}\n{article_text(document)}" for document in read.documents)
    return any(names_subject(text, subject) for text in texts)
