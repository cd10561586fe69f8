"""What a page says of itself in its head: JSON-LD, <meta> elements, <title>, <html lang>."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lxml.html import HtmlElement

from whomet.model import DocumentKind, Found
from whomet.model.web_address import web_address

# How far each place is to be trusted for a date (0 to 1): the data that publishers give to search
# engines is checked by them, <meta> less so, a date in an address may be that of a folder.
_JSON_LD, _META, _TIME_ELEMENT, _ADDRESS = 0.98, 0.95, 0.85, 0.7
_ISO = re.compile(
    r"\s*((?:19|20)\d\d-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/-]|$)")
_TITLE_TAIL = re.compile(r"\s+[|–—·-]\s+[^|–—·]{2,40}$")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the head of a page says. Dates keep time and zone where the page gives them."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    published: Found | None = None
    updated: Found | None = None
    restates: str | None = None
    kind: DocumentKind | None = None


def page_metadata(tree: HtmlElement, *, url: str | None) -> PageMetadata:
    """The metadata of a parsed page. `url` is where it came from, if that is known."""
    named = _meta(tree)
    article = _article(tree)
    address = url or _first(tree, "//link[@rel='canonical']/@href") or named.get("og:url")
    return PageMetadata(
        title=_text(article.get("headline")) or _named(named, "title") or _document_title(tree),
        publisher=_name_of(article.get("publisher")) or _named(named, "publisher"),
        author=_name_of(article.get("author")) or _author(named),
        language=_language(_first(tree, "/html/@lang") or _named(named, "language")),
        url=web_address(address),
        published=_json_ld_date(article, "datePublished")
        or _meta_date(named, "published")
        or _time_element(tree)
        or _address_date(address),
        updated=_json_ld_date(article, "dateModified") or _meta_date(named, "updated"),
        restates=_named(named, "restates"),
        kind=_kind(named, article),
    )


def iso_moment(value: str) -> str | None:
    """The date, or date and time, that `value` begins with in ISO 8601; None where it does not."""
    match = _ISO.match(value)
    if not match:
        return None
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return None  # a day that no calendar has
    return match[1] if not match[2] else f"{match[1]}T{match[2]}{match[3] or ''}"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("whomet.knowledge") / "page_metadata.toml").read_text(encoding="utf-8"))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The contents of <meta> elements by lower-case name: of several with one name, the first."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                named.setdefault(name, content)
    return named


def _named(named: Mapping[str, str], what: str) -> str | None:
    return next((named[name] for name in _words()["meta"][what] if name in named), None)


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article, or an empty one."""
    types = _words()["json_ld"]["article_types"]
    found: list[tuple[int, Mapping[str, Any]]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            content = json.loads(script.text_content().strip(), strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue  # the page's other statements are read instead
        for thing in _things(content, depth=0):
            declared = thing.get("@type")
            names = declared if isinstance(declared, list) else [declared]
            found += [(types.index(name), thing) for name in names if name in types]
    return min(found, key=lambda pair: pair[0])[1] if found else {}


def _things(content: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(content, list):
        for part in content:
            yield from _things(part, depth + 1)
    elif isinstance(content, Mapping):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(content.get(key), list | Mapping):
                yield from _things(content[key], depth + 1)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name_of(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, or of several."""
    if isinstance(value, Mapping):
        return _text(value.get("name"))
    if isinstance(value, list):
        names = [name for part in value if (name := _name_of(part))]
        return ", ".join(names) or None
    return _text(value)


def _author(named: Mapping[str, str]) -> str | None:
    author = _named(named, "author")
    return None if author is None or author.startswith("http") else author


def _document_title(tree: HtmlElement) -> str | None:
    title = _first(tree, "//head/title/text()")
    return _TITLE_TAIL.sub("", title) if title else None


def _first(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]).strip() or None if found else None


def _language(declared: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", declared or "")
    return match[0].lower() if match else None


def _json_ld_date(article: Mapping[str, Any], key: str) -> Found | None:
    value = _text(article.get(key))
    moment = iso_moment(value) if value else None
    return Found(value=moment, how="json-ld", confidence=_JSON_LD) if moment else None


def _meta_date(named: Mapping[str, str], what: str) -> Found | None:
    for name in _words()["meta"][what]:
        if name in named and (moment := iso_moment(named[name])):
            return Found(value=moment, how="meta", confidence=_META)
    return None


def _time_element(tree: HtmlElement) -> Found | None:
    """The moment of a <time> that is marked as the publication date, or stands with the headline."""
    path = "//time[@pubdate or @itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/@content"
    marked = _first(tree, path) or _first(
        tree, "//article//header//time/@datetime | //h1/following::time[1]/@datetime"
    )
    moment = iso_moment(marked) if marked else None
    return Found(value=moment, how="time element", confidence=_TIME_ELEMENT) if moment else None


def _address_date(address: str | None) -> Found | None:
    match = _ADDRESS_DATE.search(address or "")
    return Found(value="-".join(match.groups()), how="url", confidence=_ADDRESS) if match else None


def _kind(named: Mapping[str, str], article: Mapping[str, Any]) -> DocumentKind | None:
    said = {(named.get(name) or "").lower() for name in _words()["meta"]["kind"]}
    publisher = article.get("publisher")
    office = isinstance(publisher, Mapping) and publisher.get("@type") in _words()["json_ld"]["office_types"]
    if (
        office
        or not said.isdisjoint(_words()["kinds"]["press_release"])
        or article.get("@type") == "PressRelease"
    ):
        return DocumentKind.PRESS_RELEASE
    return next((kind for kind in DocumentKind if kind.value in said), None)
