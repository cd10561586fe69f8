"""Politeness: what robots.txt allows, and how long to wait between two requests to one host."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
from protego import Protego

from whomet.errors import RefusedAddress, UnreadableInput
from whomet.sources.web.asking import Asker

# By which name a robots.txt may speak to us.
ROBOT = "whomet"
# RFC 9309, section 2.5: at least 500 KiB must be read, section 2.3.1.2: five redirects followed.
_LARGEST_ROBOTS = 512_000
_MOST_REDIRECTS = 5
# A Crawl-delay beyond this is no longer a pace but a refusal; we take the longest that still gets done.
_LONGEST_DELAY = 60.0


class Unreachable(Exception):
    """No robots.txt could be had from a host that should answer; the message says why."""


class Pace:
    """Waits so long that `delay` seconds lie between two requests to one host."""

    def __init__(self, delay: float, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._delay = delay
        self._sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, *, at_least: float = 0.0) -> None:
        """Wait for this host's turn. `at_least` is the delay (seconds) that its robots.txt asks for."""
        left = self._next.get(host, 0.0) - time.monotonic()
        if left > 0:
            self._sleep(left)
        delay = max(self._delay, min(at_least, _LONGEST_DELAY))
        self._next[host] = time.monotonic() + delay


class Robots:
    """The rules of each host that was asked, kept for the time of one command."""

    def __init__(self, asker: Asker, pace: Pace) -> None:
        self._asker, self._pace = asker, pace
        self._rules: dict[str, Protego | Unreachable] = {}

    def allows(self, url: str) -> bool:
        """Whether robots.txt lets us ask for `url`. Raises Unreachable where the host has rules that could
        not be had (RFC 9309, section 2.3.1.4: all is then forbidden), RefusedAddress."""
        return bool(self._of(url).can_fetch(url, ROBOT))

    def delay(self, url: str) -> float:
        """The seconds that robots.txt asks us to leave between two requests."""
        return float(self._of(url).crawl_delay(ROBOT) or 0.0)

    def _of(self, url: str) -> Protego:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            try:
                self._rules[origin] = Protego.parse(self._text(origin))
            except Unreachable as error:
                self._rules[origin] = error
        rules = self._rules[origin]
        if isinstance(rules, Unreachable):
            raise Unreachable(str(rules))
        return rules

    def _text(self, origin: str) -> str:
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            self._pace.wait(urlsplit(url).netloc)
            self._asker.deadline.begin()
            try:
                answer = self._asker.ask(url, largest=_LARGEST_ROBOTS)
            except RefusedAddress:
                raise
            except (httpx.TransportError, UnreadableInput) as error:
                raise Unreachable(f"its robots.txt could not be had: {error}") from error
            if answer.location:
                url = answer.location
                continue
            if answer.status == 429 or answer.status >= 500:
                raise Unreachable(f"its robots.txt could not be had: status {answer.status}")
            # RFC 9309, section 2.3.1.3: a host without robots.txt (400 to 499) allows everything.
            return answer.body.decode("utf-8", errors="replace") if answer.status == 200 else ""
        return ""
