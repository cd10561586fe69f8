"""From what a person names (files, folders, addresses) to documents' bytes: the way into the archive.

Lists lead to the pages that they name; each page is fetched, with an honest status for every one."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whomet.errors import UnreadableInput
from whomet.folder import Folder
from whomet.issues import issue_from
from whomet.model import Attempt, FetchStatus, Given, Issue, Listed
from whomet.sources import Incoming, Limits, documents_in, unpack
from whomet.sources.lists.reading import ListRead, read_list
from whomet.sources.lists.recognition import list_type
from whomet.sources.web.journal import Journal
from whomet.sources.web.naming import hosts_in_turn, name_of

if TYPE_CHECKING:
    from whomet.sources.web.fetching import Fetched, Fetcher

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# An index of sitemaps names sitemaps; nothing that these name is taken for a list.
_DEEPEST_LIST = 2
SAVE_BY_HAND = "open the page in a browser, save it as HTML, then: whomet add FILE"
_NEXT_STEP = {
    FetchStatus.PAYWALLED: f"with your subscription, {SAVE_BY_HAND}",
    FetchStatus.GONE: "look for the page in a web archive; save it as HTML, then: whomet add FILE",
    FetchStatus.REFUSED: "give a public http(s) address, or allow the host in [fetch] of whomet.toml",
    FetchStatus.FAILED: f"try again later, or {SAVE_BY_HAND}",
}


def is_address(target: str) -> bool:
    """Whether a target of `whomet add` is an address of the web and no path."""
    return bool(_ADDRESS.match(target))


@contextmanager
def open_pages(folder: Folder) -> Iterator["Pages"]:
    """What fetches pages for an investigation. Nothing is loaded for it before the first page is asked for."""
    with ExitStack() as open_until_the_end:
        yield Pages(folder, open_until_the_end)


class Pages:
    """Fetches pages one after another, and keeps what came of each.

    Every page is on record in the journal before the next one is asked for: after an interruption, the same
    call goes on where it was.
    """

    def __init__(self, folder: Folder, open_until_the_end: ExitStack) -> None:
        self.folder = folder
        self.journal = Journal(folder.path)
        self.attempts: list[Attempt] = []
        self._open_until_the_end = open_until_the_end

    @cached_property
    def fetcher(self) -> "Fetcher":
        """The fetcher, made when the first page is asked for."""
        from whomet.sources.web.asking import Asker
        from whomet.sources.web.fetching import Fetcher

        return Fetcher(self._open_until_the_end.enter_context(Asker(self.folder.investigation.fetch)))

    @cached_property
    def _archived(self) -> frozenset[str]:
        return frozenset(original.sha256 for original in self.folder.ledger.originals())

    def gather(self, targets: Iterable[str]) -> Iterator[Incoming | Issue]:
        """The documents that files and folders hold, and those at addresses and in lists of them."""
        named = list(targets)
        files = [Path(target) for target in named if not is_address(target)]
        yield from self.of(files, [Listed(url=target) for target in named if is_address(target)])

    def of(self, files: Iterable[Path], named: Iterable[Listed]) -> Iterator[Incoming | Issue]:
        """The files that are no lists, then the pages that were named or are in lists."""
        listed: list[Listed] = []
        lists: list[Listed] = []
        for incoming in documents_in(files, limits=Limits()):
            if isinstance(incoming, Issue) or not (media_type := list_type(incoming.data)):
                yield incoming
                continue
            try:
                read = read_list(incoming.data, media_type, where=incoming.name)
            except UnreadableInput as error:
                yield issue_from(error, stage="sources", where=incoming.name)
                continue
            listed.extend(read.pages)
            lists.extend(Listed(url=url) for url in read.lists)
        yield from self.each(listed)
        yield from self.each([*named, *lists], deeper=_DEEPEST_LIST)

    def each(self, pages: Iterable[Listed], *, deeper: int = 0) -> Iterator[Incoming | Issue]:
        """Each page once, as it came or as an issue. What turns out to be a list is followed where
        `deeper` allows, one less within it."""
        once = {page.url: page for page in pages}
        for page in hosts_in_turn(once.values()):
            if done := self.journal.done_before_interruption(page.url):
                self.attempts.append(done)
                if not done.brought_text:
                    yield issue_of(done)
                continue
            fetched = self.fetcher.fetch(page.url, held=self.held(page.url))
            if deeper and fetched.body is not None and (media_type := list_type(fetched.body)):
                try:
                    read = read_list(fetched.body, media_type, where=page.url, base=fetched.attempt.final_url)
                except UnreadableInput as error:
                    broken = failed(fetched.attempt, error.what)
                    self.keep(broken)
                    yield issue_of(broken)
                    continue
                yield from self.each(read.pages)
                yield from self.each([Listed(url=url) for url in read.lists], deeper=deeper - 1)
                self.keep(as_list(fetched.attempt, read))
                continue
            if fetched.body is not None:
                yield from unpack(incoming_of(page, fetched), limits=Limits())
            # The page is in the ledger by now: only then is it on record as done.
            if issue := self.keep(fetched.attempt):
                yield issue

    def held(self, url: str) -> Attempt | None:
        """The attempt that brought the page as it is in the archive; None where it is not there."""
        held = self.journal.held(url)
        return held if held and held.sha256 in self._archived else None

    def keep(self, attempt: Attempt) -> Issue | None:
        """Put an attempt on record; returns the issue where it brought no page."""
        self.journal.add(attempt)
        self.attempts.append(attempt)
        self.folder.ledger.forget_issues(attempt.url)
        return None if attempt.brought_text else issue_of(attempt)


def incoming_of(page: Listed, fetched: "Fetched") -> Incoming:
    """The bytes of a page, with where they came from and what its list says of it."""
    url = fetched.attempt.final_url or page.url
    body = fetched.body or b""
    given = Given(
        url=url,
        fetched=fetched.attempt.when,
        requested=page.url if page.url != url else None,
        headers=fetched.attempt.headers,
        published=page.published,
        seen=page.seen,
    )
    return Incoming(data=body, name=name_of(url, body), given=given)


def issue_of(attempt: Attempt) -> Issue:
    """What an address that brought no page is reported as."""
    return Issue(
        stage="sources",
        where=attempt.url,
        what=f"{attempt.status}: {attempt.what}",
        next_step=_NEXT_STEP.get(attempt.status, SAVE_BY_HAND),
    )


def as_list(attempt: Attempt, read: ListRead) -> Attempt:
    """The attempt on a list: it was fetched, and says how much it names."""
    named = [f"{len(some)} {what}" for some, what in ((read.pages, "pages"), (read.lists, "lists")) if some]
    return attempt.model_copy(update={"what": f"a list of {' and '.join(named) or 'nothing'}"})


def failed(attempt: Attempt, what: str) -> Attempt:
    """The attempt, found to have brought what cannot be read."""
    return attempt.model_copy(update={"status": FetchStatus.FAILED, "what": what, "sha256": None})
