"""Fetching one page: robots.txt and pace kept, each redirect checked, and one status for what came of it."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import httpx

from whomet.errors import RefusedAddress, UnreadableInput
from whomet.model import Attempt, FetchStatus
from whomet.sources.web.addresses import check_address
from whomet.sources.web.asking import Answer, Asker
from whomet.sources.web.pacing import Pace, Robots, Unreachable
from whomet.sources.web.retrying import asked_again
from whomet.sources.web.substitutes import substitute

_MOST_REDIRECTS = 10
_GONE = frozenset({404, 410})
# 401 and 403: not for us; 407 and 451: kept from us; 429: too many requests, after having waited.
_BLOCKED = frozenset({401, 403, 407, 429, 451})


@dataclass(frozen=True, slots=True)
class Fetched:
    """An attempt, and the page's bytes where it brought new ones."""

    attempt: Attempt
    body: bytes | None = None


class _Ended(Exception):
    """The request ended without the page: with this status, for this reason."""

    def __init__(self, status: FetchStatus, what: str) -> None:
        self.status, self.what = status, what
        super().__init__(what)


class Fetcher:
    """Fetches pages one after another. It remembers robots.txt and the pace of each host while it lives."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._pace = Pace(asker.rules.delay_seconds)
        self._robots = Robots(asker, self._pace)

    def fetch(self, url: str, *, held: Attempt | None = None) -> Fetched:
        """Ask for `url`, following redirects; every outcome is a status, none is an error.

        `held` is an earlier attempt whose bytes are in the archive: the page is then asked for on the
        condition that it changed (RFC 9110, section 13.1), and is `unchanged` where it did not.
        """
        begun = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            answer = self._followed(url, held)
        except _Ended as end:
            return Fetched(Attempt(url=url, status=end.status, what=end.what, when=begun))
        except RefusedAddress as error:
            what = f"{error.where or url} {error.what}"
            return Fetched(Attempt(url=url, status=FetchStatus.REFUSED, what=what, when=begun))
        except (httpx.TransportError, UnreadableInput) as error:
            what = error.what if isinstance(error, UnreadableInput) else str(error)
            return Fetched(Attempt(url=url, status=FetchStatus.FAILED, what=what, when=begun))
        status, what = _judged(answer, held)
        sha256, headers = None, answer.headers
        if status is FetchStatus.FETCHED:
            sha256 = hashlib.sha256(answer.body).hexdigest()
            if held and held.sha256 == sha256:
                status, what = FetchStatus.UNCHANGED, f"the same as on {held.when[:10]}"
        if status is FetchStatus.UNCHANGED and held:
            # Not Modified (304) repeats few headers: those of the page itself stay with its bytes.
            sha256, headers = held.sha256, held.headers if answer.status == 304 else answer.headers
        attempt = Attempt(
            url=url,
            status=status,
            what=what,
            when=begun,
            final_url=answer.url,
            http_status=answer.status,
            headers=headers,
            sha256=sha256,
        )
        return Fetched(attempt, answer.body if status is FetchStatus.FETCHED else None)

    def _followed(self, url: str, held: Attempt | None) -> Answer:
        """The answer at the end of the redirects. Each of them is checked as the first address is."""
        seconds = self._asker.rules.timeout_seconds
        for redirects in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._once(url, _condition(url, held), seconds)
            except RefusedAddress as error:
                if redirects:
                    raise RefusedAddress(f"is where it redirects to, and {error.what}", where=url) from error
                raise
            if answer.location is None:
                return answer
            seconds = self._asker.deadline.at - time.monotonic()
            url = answer.location
        raise _Ended(FetchStatus.FAILED, f"more than {_MOST_REDIRECTS} redirects")

    def _once(self, url: str, condition: Mapping[str, str], seconds: float) -> Answer:
        check_address(url)
        host = urlsplit(url).netloc
        try:
            if not self._robots.allows(url):
                raise _Ended(FetchStatus.ROBOTS, f"the robots.txt of {host} keeps us from it")
            delay = self._robots.delay(url)
        except Unreachable as error:
            raise _Ended(FetchStatus.FAILED, str(error)) from error

        def ask() -> Answer:
            self._pace.wait(host, at_least=delay)
            # Waiting for our turn is our own doing: the page's time begins after it.
            self._asker.deadline.begin(seconds)
            return self._asker.ask(url, headers=condition)

        return asked_again(ask, pause=self._asker.rules.delay_seconds)


def _condition(url: str, held: Attempt | None) -> dict[str, str]:
    """The headers of a conditional request. They are for the address that gave them, none that leads to it."""
    if held is None or url != held.final_url:
        return {}
    headers = {"If-None-Match": held.header("etag"), "If-Modified-Since": held.header("last-modified")}
    return {name: value for name, value in headers.items() if value}


def _judged(answer: Answer, held: Attempt | None) -> tuple[FetchStatus, str]:
    """What an answer that is no redirect means, and a sentence that says why."""
    status = answer.status
    if status == 304:
        if held is None:
            return FetchStatus.FAILED, "says that nothing changed, but was not asked that"
        return FetchStatus.UNCHANGED, f"the same as on {held.when[:10]}"
    if status in _GONE:
        return FetchStatus.GONE, f"is not there any more (status {status})"
    if status == 402:
        return FetchStatus.PAYWALLED, "asks for payment (status 402)"
    if status in _BLOCKED:
        return FetchStatus.BLOCKED, f"does not let us in (status {status})"
    instead = substitute(answer.body)
    if instead and (status < 400 or instead[0] is FetchStatus.BLOCKED):
        return instead
    if not 200 <= status < 300:
        return FetchStatus.FAILED, f"answers with status {status}"
    if not answer.body.strip():
        return FetchStatus.FAILED, "is empty"
    return FetchStatus.FETCHED, f"{len(answer.body) / 1000:.0f} kB"
