"""What single outlets do differently: `knowledge/outlets.toml`, one small declaration each."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from whomet.documents.chrome_rules import HtmlWords, chrome_rules
from whomet.documents.datelines import read_date
from whomet.model import Found, Noun

# The date that an outlet's declared place shows: read by a rule for this page alone, yet no statement for machines.
_DECLARED = 0.93


class Outlet(Noun):
    """How an outlet lays out its pages. `body`, `published` and the words of `drop`, `keep` and `captions` are parts
    of class names: of the element around the article, of that which shows the date, of what is no article text
    although nothing else says so, of what is although its name speaks against it, of captions. `month_first` says
    how the outlet writes 5/6/2023."""

    name: str
    hosts: tuple[str, ...]
    body: str | None = None
    published: str | None = None
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    month_first: bool = False

    def words(self) -> HtmlWords:
        """The words about elements that hold no article text, with those of this outlet."""
        return replace(
            chrome_rules().html, dropped=self.drop, kept=self.keep, declared_captions=self.captions
        )

    def container(self, tree: HtmlElement) -> HtmlElement | None:
        """The element around the article, where the page is laid out as declared."""
        return None if self.body is None else _of_class(tree, self.body)

    def publication(self, tree: HtmlElement) -> Found | None:
        """The date that the declared element shows, where the page is laid out as declared."""
        element = None if self.published is None else _of_class(tree, self.published)
        text = "" if element is None else " ".join(element.text_content().split())
        day = read_date(text, month_first=self.month_first)
        return Found(value=day, how="dateline", confidence=_DECLARED) if day else None


def outlet_of(address: str | None) -> Outlet:
    """The outlet whose host an address has; one without peculiarities where none is declared."""
    host = (urlsplit(address).hostname or "") if address else ""
    parts = host.split(".")
    by_host = _declared()
    return next(
        (found for first in range(len(parts)) if (found := by_host.get(".".join(parts[first:])))), _PLAIN
    )


def declared_outlets() -> tuple[Outlet, ...]:
    """All declarations. Raises pydantic.ValidationError for a key that a declaration cannot have."""
    source = tomllib.loads((files("whomet.knowledge") / "outlets.toml").read_text(encoding="utf-8"))
    return tuple(Outlet.model_validate(entry) for entry in source["outlet"])


@cache
def _declared() -> Mapping[str, Outlet]:
    return {host: outlet for outlet in declared_outlets() for host in outlet.hosts}


def _of_class(tree: HtmlElement, part: str) -> HtmlElement | None:
    return next((element for element in tree.iter() if part in (element.get("class") or "")), None)


_PLAIN = Outlet(name="", hosts=())
