"""Asking for one address: one request, one answer, bounded in time and size. Redirects are not followed."""

import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

from whomet.errors import UnreadableInput
from whomet.model import FetchRule
from whomet.sources.collect import kept_headers
from whomet.sources.packed_bodies import ACCEPTED, whole_body
from whomet.sources.web.addresses import check_address
from whomet.sources.web.transport import CheckedTransport, Deadline

_HOME = "https://github.com/whomet/whomet"
_TYPES = "text/html, application/xhtml+xml, application/pdf;q=0.9, application/xml;q=0.9, */*;q=0.8"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status (RFC 9110), headers and body. `location` is where it sends us."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    location: str | None

    def header(self, name: str) -> str:
        """The value of a header; "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def user_agent(contact: str | None) -> str:
    """Who asks, and where to complain: the form that RFC 9110, section 10.1.5, and robots.txt expect."""
    return f"whomet/{version('whomet')} (+{contact or _HOME})"


class Asker:
    """Asks servers, one request at a time. Closed at the end of a `with` statement. `trusted` are the
    certificates that are believed; httpx's own (certifi's) where none are given."""

    def __init__(self, rules: FetchRule, *, trusted: ssl.SSLContext | None = None) -> None:
        self.rules = rules
        self.deadline = Deadline(rules.timeout_seconds)
        self._client = httpx.Client(
            transport=CheckedTransport(rules, self.deadline, trusted=trusted),
            headers={
                "User-Agent": user_agent(rules.contact),
                "Accept": _TYPES,
                "Accept-Encoding": ACCEPTED,
                "Accept-Language": "en, *;q=0.5",
            },
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(
        self, url: str, *, headers: Mapping[str, str] | None = None, largest: int | None = None
    ) -> Answer:
        """The answer to a GET of `url`; its body is at most `largest` (or `rules.largest_page`) bytes.

        The time is that of `deadline`, which the caller begins. Raises RefusedAddress for an address that
        is not asked, httpx.TransportError where no whole answer came (its message says why), and
        UnreadableInput for a body that is too large or does not unpack.
        """
        check_address(url)
        largest = largest or self.rules.largest_page
        # What a site remembers of us must not decide what the next page shows.
        self._client.cookies.clear()
        try:
            request = self._client.build_request("GET", url, headers=dict(headers or {}))
        except (httpx.InvalidURL, ValueError) as error:
            raise UnreadableInput(f"is not an address: {error}", where=url) from error
        answer = self._client.send(request, stream=True)
        try:
            return Answer(
                url=url,
                status=answer.status_code,
                headers=kept_headers(answer.headers.multi_items()),
                body=self._body(answer, largest),
                location=_location(answer),
            )
        finally:
            answer.close()

    def post(self, url: str, json: str) -> Answer:
        """Post JSON; the answer without its body. Raises as `ask` does."""
        check_address(url)
        self.deadline.begin()
        content_type = {"Content-Type": "application/json"}
        request = self._client.build_request("POST", url, content=json.encode(), headers=content_type)
        answer = self._client.send(request, stream=True)
        answer.close()
        return Answer(
            url, answer.status_code, kept_headers(answer.headers.multi_items()), body=b"", location=None
        )

    def _body(self, answer: httpx.Response, largest: int) -> bytes:
        declared = answer.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:20]) > largest:
            raise UnreadableInput(
                f"says that it has {int(declared[:20]) / 1e6:.0f} MB, more than the {largest / 1e6:g} MB "
                "that are taken",
                next_step="save the page by hand, or raise largest_page in [fetch] of whomet.toml",
            )
        packing = answer.headers.get("content-encoding", "")
        return whole_body(_in_time(answer, self.deadline), packing=packing, largest=largest)


def _in_time(answer: httpx.Response, deadline: Deadline) -> Iterator[bytes]:
    """The pieces of a body as they come, until the deadline: a server that always has more would
    otherwise be listened to until the size is reached."""
    for piece in answer.iter_raw():
        if time.monotonic() > deadline.at:
            raise httpx.ReadTimeout(str(deadline.over()))
        yield piece


def _location(answer: httpx.Response) -> str | None:
    if not answer.has_redirect_location:
        return None
    try:
        return str(answer.request.url.join(answer.headers["location"]))
    except (httpx.InvalidURL, ValueError) as error:
        raise UnreadableInput(f"redirects to what is no address: {error}") from error
