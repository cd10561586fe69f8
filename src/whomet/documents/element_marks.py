"""What an element of a page says of the text in it by its tag and attributes: hidden, a caption, page chrome."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from whomet.documents.chrome_rules import HtmlWords

WHOLE_PAGE = 0.5
"""An element that holds more than this share of the page's letters is the page, whatever its class says."""

PROSE, PROSE_LINKED = 60, 0.3
"""Characters of the shortest paragraph that is prose, and the largest share of it that links may be."""

MUCH_PROSE = 400
"""Characters of paragraphs from which elements are believed to hold an article although they are not called so."""

_CLASS_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WHOLE_PAGE_TAGS = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What a tag with its attributes says of the text in it, whatever stands around."""

    hidden: bool
    caption: bool
    chrome: bool


class ElementName(NamedTuple):
    """What an element is called: the same for all that a page's template made alike."""

    tag: str
    class_name: str
    identifier: str
    role: str

    @property
    def says_comments(self) -> bool:
        """Whether the name is one for readers' comments."""
        return "comment" in f"{self.class_name} {self.identifier}".lower()


def element_name(tag: str, attributes: Mapping[str, str]) -> ElementName:
    """The name of an element; `attributes` by their names in lower case."""
    return ElementName(tag, *(attributes.get(name, "") for name in ("class", "id", "role")))


def marks_of(tag: str, attributes: Mapping[str, str], words: HtmlWords) -> Marks:
    """The marks of an element; `attributes` by their names in lower case."""
    style = attributes.get("style", "").replace(" ", "").lower()
    parts = [
        part.lower() for name in ("class", "id") for part in _CLASS_PART.findall(attributes.get(name, ""))
    ]
    hidden = (
        tag in words.hidden_tags
        or "hidden" in attributes
        or "display:none" in style
        or attributes.get("aria-hidden") == "true"
    )
    chrome = (
        tag in words.tags
        or attributes.get("role", "").lower() in words.roles
        or (tag not in _WHOLE_PAGE_TAGS and _names_chrome(parts, words))
    )
    caption = not words.caption_parts.isdisjoint((tag, *parts))
    class_name = attributes.get("class", "")
    if class_name and (words.dropped or words.kept or words.declared_captions):
        chrome = words.drops(class_name) or (chrome and not any(part in class_name for part in words.kept))
        caption = caption or any(part in class_name for part in words.declared_captions)
    return Marks(hidden, caption, chrome)


def _names_chrome(parts: list[str], words: HtmlWords) -> bool:
    if not words.class_parts.isdisjoint(parts):
        return True
    return any(f"{first} {second}" in words.class_pairs for first, second in pairwise(parts))
