"""What a fetched page is called: names that say where it came from, made of a safe alphabet."""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from whomet.model import Listed
from whomet.model.web_address import web_address

_LONGEST_PART = 60


def name_of(url: str, body: bytes) -> str:
    """The name of the page at `url`: host, last words of the path, and a piece of the address's SHA-256, so
    that two pages never share one. No part of it can lead anywhere: it is letters, digits and hyphens."""
    parts = urlsplit(url)
    steps = [step for step in unquote(parts.path).split("/") if step]
    words = re.sub(r"\.(?:html?|php|aspx?|pdf)$", "", steps[-1], flags=re.IGNORECASE) if steps else ""
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    host = (parts.hostname or "").removeprefix("www.")
    told = "-".join(part for part in (_plain(host), _plain(words), digest) if part)
    return f"{told}.{'pdf' if b'%PDF-' in body[:1024] else 'html'}"


def hosts_in_turn(pages: Iterable[Listed]) -> Iterator[Listed]:
    """The pages with those of one host apart from each other, so that the pause that one host is given is
    used for another. Those of one host keep their order."""
    waiting: defaultdict[str, deque[Listed]] = defaultdict(deque)
    for page in pages:
        # What is no address keeps its turn: the fetcher refuses it with the reason.
        waiting[urlsplit(web_address(page.url) or "").netloc].append(page)
    while waiting:
        for host in list(waiting):
            yield waiting[host].popleft()
            if not waiting[host]:
                del waiting[host]


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:_LONGEST_PART].strip("-")
