"""Pages that came in place of the one that was asked for: a check for robots, or the beginning of a paid text."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import html
from lxml.etree import ParserError

from whomet.model import FetchStatus, Noun

# A section that is said to be paid and holds this many words was served all the same.
_WORDS_OF_A_SERVED_SECTION = 50
_PAGE_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*>\s*<(?:rss|feed|urlset|sitemapindex))", re.IGNORECASE
)
_CLASS_OR_ID = re.compile(r"\s*([.#])([\w-]+)\s*")


class Marks(Noun):
    """The words (and marks in the source) by which a page that came instead is known."""

    shorter_than: int
    words: tuple[str, ...]
    marks: tuple[str, ...] = ()


class KnownSubstitutes(Noun):
    """`knowledge/web_pages.toml`."""

    blocked: Marks
    paywalled: Marks


@cache
def known_substitutes() -> KnownSubstitutes:
    """The marks of `knowledge/web_pages.toml`."""
    file = files("whomet.knowledge") / "web_pages.toml"
    return KnownSubstitutes.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def substitute(body: bytes) -> tuple[FetchStatus, str] | None:
    """Whether a page is one that came instead, and how that is known; None for the page itself.

    A paid page is known by schema.org's `isAccessibleForFree: false` (as publishers declare it for search
    engines: Google's "Subscription and paywalled content"). Where the section that `hasPart` calls paid was
    served with its words, the page is whole.
    """
    if not _PAGE_START.match(body):
        return None
    try:
        tree = html.document_fromstring(body)
    except (ParserError, ValueError):
        return None
    known = known_substitutes()
    source = body.decode("utf-8", errors="replace").lower()
    statements = list(_statements(tree))
    shown = _shown(tree)
    length = len(shown.split())
    if length < known.blocked.shorter_than:
        mark = next((mark for mark in known.blocked.marks if mark in source), None)
        if found := mark or _first(known.blocked, shown):
            return FetchStatus.BLOCKED, f"a check for robots came instead ({found})"
    if any(_is_paid(statement) for statement in statements) and not _was_served(statements, tree):
        return FetchStatus.PAYWALLED, "the page says that it is not free (isAccessibleForFree: false)"
    if _words_in_paragraphs(tree) < known.paywalled.shorter_than and (
        found := _first(known.paywalled, shown)
    ):
        return FetchStatus.PAYWALLED, f'only the beginning was shown ("{found}")'
    return None


def _first(marks: Marks, shown: str) -> str | None:
    return next((words for words in marks.words if words in shown), None)


def _shown(tree: html.HtmlElement) -> str:
    """The visible words, in lower case, a space between any two."""
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return " ".join(" ".join(texts).lower().split())


def _words_in_paragraphs(tree: html.HtmlElement) -> int:
    return sum(len(str(paragraph.text_content()).split()) for paragraph in tree.iter("p"))


def _statements(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """What the page says of itself: JSON-LD objects, those in `@graph` and lists included, and microdata."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script)]
        except (json.JSONDecodeError, RecursionError):
            continue  # a page with broken metadata is still a page
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[key] for key in ("@graph", "mainEntity") if key in value)
    # The same as microdata, which has no sections.
    for said in tree.xpath("//*[@itemprop='isAccessibleForFree']/@content"):
        yield {"isAccessibleForFree": str(said)}


def _is_paid(statement: dict[str, Any]) -> bool:
    return str(statement.get("isAccessibleForFree", "")).rpartition("/")[2].lower() == "false"


def _was_served(statements: list[dict[str, Any]], tree: html.HtmlElement) -> bool:
    """Whether a section that the page calls paid stands in it with its words."""
    for statement in statements:
        parts = statement.get("hasPart", [])
        for part in parts if isinstance(parts, list) else [parts]:
            if not isinstance(part, dict) or not _is_paid(part):
                continue
            for element in _elements(tree, part.get("cssSelector")):
                if len(str(element.text_content()).split()) >= _WORDS_OF_A_SERVED_SECTION:
                    return True
    return False


def _elements(tree: html.HtmlElement, selector: object) -> list[html.HtmlElement]:
    """The elements of a class or id: publishers are asked to use class selectors only."""
    found = _CLASS_OR_ID.fullmatch(selector) if isinstance(selector, str) else None
    if not found:
        return []
    if found[1] == "#":
        return list(tree.xpath("//*[@id=$name]", name=found[2]))
    return list(
        tree.xpath(
            "//*[contains(concat(' ', normalize-space(@class), ' '), concat(' ', $name, ' '))]", name=found[2]
        )
    )
