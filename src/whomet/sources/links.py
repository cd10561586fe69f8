"""Lists of addresses: URL lists, feeds, sitemaps, and the story lists of Media Cloud and GDELT."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from whomet.model import Noun

_MOST = 50_000
"""Addresses of one list: the limit of a sitemap (sitemaps.org/protocol.html)."""
_LINE = re.compile(r"https?://\S+")
_STORY_LISTS = (
    # Media Cloud's download of stories, and GDELT's ArtList, by their columns: address, date, title.
    ({"url", "publish_date"}, "url", "publish_date", "title"),
    ({"url", "title", "media_name"}, "url", "publish_date", "title"),
    ({"url", "mobileurl", "date"}, "url", "date", "title"),
    ({"url", "seendate"}, "url", "seendate", "title"),
)
_GDELT = "%Y%m%dT%H%M%SZ"


class Link(Noun):
    """An address, with the moment of publication and the title where the list gives them. `is_list`: a list
    of more addresses (a sitemap of a sitemap index)."""

    url: str
    published: str | None = None
    title: str | None = None
    is_list: bool = False


def links_in(data: bytes) -> tuple[Link, ...] | None:
    """The addresses that a list holds, each once and in its order; None where `data` is no list of addresses."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        found = _of_markup(data) if re.search(rb"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", head) else None
    elif head.startswith((b"{", b"[")):
        found = _of_json(data)
    else:
        found = _of_lines(data) or _of_table(data)
    if found is None:
        return None
    once: dict[str, Link] = {}
    for link in found:
        if _is_address(link.url):
            once.setdefault(link.url, link)
    return tuple(once.values())[:_MOST]


def _is_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _of_markup(data: bytes) -> list[Link] | None:
    # The reader of feeds loads an XML parser of its own; sitemaps are read without entities or network.
    if re.search(rb"<(?:urlset|sitemapindex)\b", data[:2048]):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        tree = etree.fromstring(data, parser)
        return [] if tree is None else list(_of_sitemap(tree))
    import feedparser

    feed = feedparser.parse(data)
    if not feed.version and not feed.entries:
        return None
    return [
        Link(
            url=entry.get("link", ""),
            published=_iso(entry.get("published_parsed") or entry.get("updated_parsed")),
            title=entry.get("title") or None,
        )
        for entry in feed.entries
    ]


def _of_sitemap(tree: Any) -> Iterator[Link]:
    for element in tree.iter("{*}url", "{*}sitemap"):
        place = element.findtext("{*}loc")
        if place:
            # The news extension tells when an article was published; lastmod only when it was last changed.
            published = element.findtext(".//{*}publication_date")
            yield Link(
                url=place.strip(),
                published=published.strip() if published else None,
                is_list=etree.QName(element).localname == "sitemap",
            )


def _iso(moment: Any) -> str | None:
    return None if moment is None else datetime(*moment[:6]).isoformat() + "+00:00"


def _of_json(data: bytes) -> list[Link] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    articles = value.get("articles") if isinstance(value, Mapping) else None
    if not isinstance(articles, list) or not all(isinstance(a, Mapping) and "url" in a for a in articles):
        return None
    return [
        Link(url=str(article["url"]), published=_moment(article.get("seendate")), title=article.get("title"))
        for article in articles
    ]


def _of_lines(data: bytes) -> list[Link] | None:
    """One address a line; blank lines and lines that begin with # are comments."""
    lines = [line.strip() for line in data.decode("utf-8-sig", errors="replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(_LINE.fullmatch(line) for line in lines):
        return None
    return [Link(url=line) for line in lines]


def _of_table(data: bytes) -> list[Link] | None:
    text = data.decode("utf-8-sig", errors="replace")
    header = {name.strip().lower() for name in text.partition("\n")[0].split(",")}
    for needed, url, published, title in _STORY_LISTS:
        if needed <= header:
            rows = csv.DictReader(io.StringIO(text, newline=""))
            named = [{(key or "").strip().lower(): value for key, value in row.items()} for row in rows]
            return [
                Link(
                    url=row.get(url) or "",
                    published=_moment(row.get(published)),
                    title=row.get(title) or None,
                )
                for row in named
            ]
    return None


def _moment(value: Any) -> str | None:
    """A moment as the lists write it, in ISO 8601; None where it is none."""
    text = str(value or "").strip()
    for read in (datetime.fromisoformat, lambda words: datetime.strptime(words, _GDELT)):
        try:
            return read(text).isoformat()
        except ValueError:
            continue
    return None
