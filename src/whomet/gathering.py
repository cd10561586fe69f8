"""From what a person names (files, folders, addresses) to documents' bytes: the way into the archive."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from whomet.folder import Folder
from whomet.model import Issue
from whomet.sources import Given, Incoming, Limits, documents_in, unpack
from whomet.sources.collect import kept_headers
from whomet.sources.fetch_log import FetchLog
from whomet.sources.fetching import Fetched, Fetcher, Status, open_fetcher
from whomet.sources.links import Link, links_in

_DEEPEST = 3
"""Lists that lead to lists: a sitemap index names sitemaps."""
_BY_HAND = "save the page by hand in a browser, and add the file"
_ADVICE = {
    Status.PAYWALLED: _BY_HAND,
    Status.BLOCKED: _BY_HAND,
    Status.ROBOTS: _BY_HAND,
    Status.GONE: "look for it in a web archive, and add that page",
    Status.REFUSED: "see [fetch] in docs/reference/settings.md",
    Status.FAILED: "add it again later; what was fetched is kept",
}


def is_address(target: str) -> bool:
    """Whether a person named a page of the web, not a file."""
    return target.startswith(("http://", "https://"))


def gather(folder: Folder, targets: Iterable[str]) -> Iterator[Incoming | Issue]:
    """The documents that files and folders hold, and those that addresses and lists of them lead to."""
    with open_fetcher(folder.investigation.fetch) as fetcher:
        log = FetchLog(folder.path / "fetched.jsonl")
        for target in targets:
            if is_address(target):
                yield from follow((Link(url=target),), fetcher, log)
                continue
            for incoming in documents_in([Path(target)], limits=Limits()):
                links = None if isinstance(incoming, Issue) else links_in(incoming.data)
                if links is None:
                    yield incoming
                else:
                    yield from follow(links, fetcher, log)


def follow(
    links: Iterable[Link], fetcher: Fetcher, log: FetchLog, *, depth: int = 0
) -> Iterator[Incoming | Issue]:
    """The documents at the addresses; an issue, with advice, for every other."""
    for link in links:
        fetched = fetcher.fetch(link.url, log.known(link.url))
        if fetched.status is Status.UNCHANGED:
            log.note(fetched)
            continue
        if fetched.status is not Status.FETCHED:
            log.note(fetched)
            yield _issue(fetched)
            continue
        inner = links_in(fetched.data)
        if inner is not None:
            if depth < _DEEPEST:
                yield from follow(inner, fetcher, log, depth=depth + 1)
            else:
                yield Issue(
                    stage="sources", where=link.url, what="lists lead to lists too deeply", next_step=_BY_HAND
                )
            log.note(fetched)
            continue
        given = Given(
            url=fetched.final_url,
            fetched=fetched.fetched,
            requested=fetched.url if fetched.url != fetched.final_url else None,
            headers=kept_headers(fetched.headers.items()),
            published=link.published,
        )
        yield from unpack(
            Incoming(data=fetched.data, name=_name(fetched.final_url), given=given), limits=Limits()
        )
        # Only now: whoever takes the documents has kept them, or nobody has.
        log.note(fetched)


def _issue(fetched: Fetched) -> Issue:
    return Issue(
        stage="sources",
        where=fetched.url,
        what=f"{fetched.status}: {fetched.why}",
        next_step=_ADVICE[fetched.status],
    )


def _name(url: str) -> str:
    """A file name for a page by its address: it becomes the document's id, never a path."""
    without_scheme = url.partition("://")[2].partition("#")[0].rstrip("/")
    return "".join(c if c.isalnum() else "-" for c in without_scheme)[:150].strip("-") or "page"
