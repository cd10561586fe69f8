"""Fetching pages: politely, within limits, and with an honest word for what came of each."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import httpcore

from whomet.errors import UnreadableInput
from whomet.knowledge.lexicon import page_signs
from whomet.model import FetchRule
from whomet.sources.addresses import CheckedBackend

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS, _ATTEMPTS = 8, 3
_LONGEST_WAIT = 60.0
"""Seconds that a server's wish to be asked later is granted; then the page is given up for now."""


class Status(StrEnum):
    """What came of an address."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    PAYWALLED = "paywalled"
    BLOCKED = "blocked"
    GONE = "gone"
    ROBOTS = "robots"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier fetch of an address left: for asking whether it has changed (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching `url`: the body where there is one, or why not. `final_url` is where redirects led;
    `fetched` the moment (ISO 8601)."""

    url: str
    status: Status
    why: str = ""
    data: bytes = b""
    final_url: str = ""
    fetched: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher:
    """Fetches pages one after the other, keeping to what the hosts ask for."""

    def __init__(self, rule: FetchRule, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._rule, self._sleep = rule, sleep
        self._pool = httpcore.ConnectionPool(network_backend=CheckedBackend(rule.allowed), max_connections=4)
        self._robots: dict[str, object] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """What came of `url`. Nothing is raised for what a server does or lacks."""
        try:
            return self._fetch(url, known)
        except UnreadableInput as error:
            return Fetched(url, Status.REFUSED, error.what)
        except _TooMuch as error:
            return Fetched(url, Status.FAILED, str(error))
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return Fetched(url, Status.FAILED, _in_words(error))

    def post(self, url: str, body: bytes) -> str | None:
        """Send JSON to an address, again where the server is busy; why it failed, or None."""
        why: str | None = None
        for attempt in range(_ATTEMPTS):
            if attempt:
                self._sleep(self._rule.delay_seconds * 2**attempt)
            try:
                _check_scheme(url)
                seconds = self._rule.timeout_seconds
                timeout = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
                headers = {"User-Agent": self._rule.agent, "Content-Type": "application/json"}
                answer = self._pool.request(
                    "POST", url, headers=list(headers.items()), content=body, extensions={"timeout": timeout}
                )
            except UnreadableInput as error:
                return error.what
            except (
                httpcore.TimeoutException,
                httpcore.NetworkError,
                httpcore.ProtocolError,
                OSError,
            ) as error:
                why = _in_words(error)
                continue
            if answer.status < 300:
                return None
            why = f"the server says {answer.status}"
        return why

    def _fetch(self, url: str, known: Known | None) -> Fetched:
        address = url
        for _ in range(_MOST_REDIRECTS):
            _check_scheme(address)
            if not self._may(address):
                return Fetched(url, Status.ROBOTS, "the site's robots.txt asks programs to stay away")
            answer = self._asked_patiently(address, known)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return _judged(url, address, answer)
            address = urljoin(address, answer.headers["location"])
        return Fetched(url, Status.FAILED, f"more than {_MOST_REDIRECTS} redirects")

    def _may(self, address: str) -> bool:
        from protego import Protego

        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            try:
                answer = self._ask(f"{site}/robots.txt", None)
                body = answer.body.decode("utf-8", errors="replace") if answer.status == 200 else ""
            except (
                _TooMuch,
                httpcore.TimeoutException,
                httpcore.NetworkError,
                httpcore.ProtocolError,
                OSError,
            ):
                body = ""
            self._robots[site] = Protego.parse(body)
        rules = self._robots[site]
        return bool(rules.can_fetch(address, self._rule.agent))  # type: ignore[attr-defined]

    def _asked_patiently(self, address: str, known: Known | None) -> "_Answer":
        """The answer, asked for again after a pause where the server is busy."""
        for attempt in range(1, _ATTEMPTS):
            try:
                answer = self._ask(address, known)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                self._sleep(self._rule.delay_seconds * 2**attempt)
                continue
            if answer.status not in {429, 500, 502, 503, 504}:
                return answer
            wait = _retry_after(answer.headers) or self._rule.delay_seconds * 2**attempt
            if wait > _LONGEST_WAIT:
                return answer
            self._sleep(wait)
        return self._ask(address, known)

    def _ask(self, address: str, known: Known | None) -> "_Answer":
        host = urlsplit(address).netloc
        since = time.monotonic() - self._asked.get(host, -1e9)
        if since < self._rule.delay_seconds:
            self._sleep(self._rule.delay_seconds - since)
        self._asked[host] = time.monotonic()
        headers = {"User-Agent": self._rule.agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
        headers |= {"If-None-Match": known.etag} if known and known.etag else {}
        headers |= {"If-Modified-Since": known.last_modified} if known and known.last_modified else {}
        seconds = self._rule.timeout_seconds
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
        deadline = time.monotonic() + 2 * seconds
        with self._pool.stream(
            "GET", address, headers=list(headers.items()), extensions={"timeout": timeout}
        ) as response:
            given = {name.decode().lower(): value.decode("latin-1") for name, value in response.headers}
            body = b"" if response.status in _REDIRECTS else self._body(response, given, deadline)
        return _Answer(response.status, given, body)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str], deadline: float) -> bytes:
        stated = headers.get("content-length", "")
        if stated.isdigit() and int(stated) > self._rule.largest_page:
            raise _TooMuch(f"the page is larger than {self._rule.largest_page / 1e6:.0f} MB")
        unpack = zlib.decompressobj(wbits=31) if headers.get("content-encoding") == "gzip" else None
        body = bytearray()
        for chunk in response.iter_stream():
            if time.monotonic() > deadline:
                raise _TooMuch("the page did not end in time")
            room = self._rule.largest_page - len(body) + 1
            try:
                body += unpack.decompress(chunk, room) if unpack else chunk
            except zlib.error as error:
                raise _TooMuch(f"the page cannot be unpacked: {error}") from error
            if len(body) > self._rule.largest_page:
                raise _TooMuch(f"the page is larger than {self._rule.largest_page / 1e6:.0f} MB")
        return bytes(body)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class _TooMuch(Exception):
    """A page larger, longer in coming, or more packed than the limits allow."""


@contextmanager
def open_fetcher(rule: FetchRule) -> Iterator[Fetcher]:
    """A fetcher whose connections are closed in the end."""
    fetcher = Fetcher(rule)
    try:
        yield fetcher
    finally:
        fetcher._pool.close()


def _check_scheme(address: str) -> None:
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
        raise UnreadableInput(f"not a web address: {address!r}", where=address, next_step="check the link")


def _judged(url: str, address: str, answer: _Answer) -> Fetched:
    """The word for an answer that is no redirect."""
    status, why = Status.FETCHED, ""
    if answer.status == 304:
        status = Status.UNCHANGED
    elif answer.status in {404, 410}:
        status, why = Status.GONE, f"the server says {answer.status}"
    elif answer.status in {401, 402, 403, 407, 429, 451}:
        status, why = Status.BLOCKED, f"the server says {answer.status}"
    elif answer.status != 200:
        status, why = Status.FAILED, f"the server says {answer.status}"
    elif sign := _found(answer.body, "captcha"):
        status, why = Status.BLOCKED, f"the page asks whether a person reads it ({sign})"
    elif sign := _found(answer.body, "paywall"):
        status, why = Status.PAYWALLED, f"the page shows a part only ({sign})"
    has_body = status in {Status.FETCHED, Status.PAYWALLED}
    return Fetched(
        url, status, why, answer.body if has_body else b"", address, datetime.now(UTC).isoformat(timespec="seconds"),
        answer.headers,
    )  # fmt: skip


def _found(body: bytes, what: str) -> str | None:
    """The first sign of a paywall or a test for robots in the markup of a page."""
    head = body[:400_000].decode("utf-8", errors="replace").lower()
    compact = head.replace(" ", "")
    return next((sign for sign in page_signs()[what] if sign in head or sign in compact), None)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after")
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _in_words(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return "the server did not answer in time"
    if isinstance(error, httpcore.ProtocolError):
        return f"the server broke off or broke the protocol: {error}"
    return f"the server could not be reached: {error}"
