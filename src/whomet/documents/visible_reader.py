"""Reading the visible characters and blocks of an HTML page from its source."""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise

from whomet.documents.chrome_rules import HtmlWords, chrome_rules
from whomet.documents.visible import PRINTED, Block, VisibleText

_CLASS_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# An element that holds more than this share of the page's letters is the page, whatever its class says.
_WHOLE_PAGE = 0.5
# Ancestors without article text that are remembered for a block: a page nested without end must not
# cost without end.
_MOST_CHROME = 15
_WHOLE_PAGE_TAGS = frozenset({"html", "body", "main", "article"})


def visible_text(source: str) -> VisibleText:
    """The visible characters of the HTML `source`, in order, with their blocks."""
    reader = _Reader(source, chrome_rules().html)
    reader.feed(source)
    reader.close()
    return reader.finish()


@dataclass(slots=True)
class _Open:
    """An element that is open: its number, and what it and its ancestors say of the text in them."""

    tag: str
    number: int
    parent: int
    hidden: bool
    caption: bool
    chrome: tuple[int, ...]


class _Reader(HTMLParser):
    def __init__(self, source: str, words: HtmlWords) -> None:
        super().__init__(convert_charrefs=False)
        self._source, self._words = source, words
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._breaks: list[int] = []
        self._spaces: set[int] = set()
        self._line_breaks: set[int] = set()
        self._numbers = 0
        self._open = [_Open("", 0, 0, hidden=False, caption=False, chrome=())]
        self._open_tags: Counter[str] = Counter()
        self._links: list[tuple[int, int]] = []
        self._link_start: int | None = None
        self._blocks: list[tuple[int, _Open]] = [(0, self._open[0])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._markup()
        if tag == "br":
            self._line_breaks.add(len(self._starts))
        if tag in self._words.void_tags:
            return
        if tag == "a" and self._link_start is None:
            self._link_start = len(self._starts)
        self._numbers += 1
        opened = self._opened(tag, dict(attrs))
        self._open.append(opened)
        self._open_tags[tag] += 1
        if tag not in self._words.inline_tags or opened.chrome != self._open[-2].chrome:
            self._new_block()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self._words.void_tags:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._markup()
        if tag == "a":
            self._close_link()
        if not self._open_tags[tag]:
            return
        closed_block = tag not in self._words.inline_tags
        while self._open[-1].tag != tag:
            closed_block = True
            self._open_tags[self._open.pop().tag] -= 1
        left = self._open.pop()
        self._open_tags[tag] -= 1
        if closed_block or left.chrome != self._open[-1].chrome:
            self._new_block()

    def handle_data(self, data: str) -> None:
        self._see(data, self._position(), None)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_comment(self, data: str) -> None:
        self._markup()

    def handle_decl(self, decl: str) -> None:
        self._markup()

    def handle_pi(self, data: str) -> None:
        self._markup()

    def unknown_decl(self, data: str) -> None:
        self._markup()

    def finish(self) -> VisibleText:
        self._close_link()
        total = len(self._starts)
        inside: Counter[int] = Counter()
        ends = [start for start, _ in self._blocks[1:]] + [total]
        for (start, opened), end in zip(self._blocks, ends, strict=True):
            for number in opened.chrome:
                inside[number] += end - start
        blocks = tuple(
            Block(
                start=start,
                end=end,
                tag=opened.tag,
                parent=opened.parent,
                caption=opened.caption,
                chrome=any(inside[number] <= _WHOLE_PAGE * total for number in opened.chrome),
                linked=self._linked(start, end),
            )
            for (start, opened), end in zip(self._blocks, ends, strict=True)
            if end > start
        )
        return VisibleText(
            characters="".join(self._pieces),
            starts=self._starts,
            ends=self._ends,
            breaks=sorted(set(self._breaks)),
            spaces=frozenset(self._spaces),
            line_breaks=frozenset(self._line_breaks),
            blocks=blocks,
        )

    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _markup(self) -> None:
        self._breaks.append(len(self._starts))

    def _new_block(self) -> None:
        position = len(self._starts)
        if self._blocks[-1][0] == position:
            self._blocks.pop()
        self._blocks.append((position, self._open[-1]))

    def _reference(self, written: str) -> None:
        position = self._position()
        end = position + len(written)
        end += self._source[end : end + 1] == ";"
        self._see(html.unescape(self._source[position:end]), position, end)

    def _see(self, text: str, position: int, end: int | None) -> None:
        """Take in `text` from `position`; a character reference stands as a whole up to `end`."""
        if self._open[-1].hidden:
            return
        last = 0
        for printed in PRINTED.finditer(text):
            self._see_gap(text[last : printed.start()])
            self._pieces.append(printed[0])
            if end is None:
                self._starts.extend(range(position + printed.start(), position + printed.end()))
                self._ends.extend(range(position + printed.start() + 1, position + printed.end() + 1))
            else:
                self._starts.extend([position] * len(printed[0]))
                self._ends.extend([end] * len(printed[0]))
            last = printed.end()
        self._see_gap(text[last:])

    def _see_gap(self, gap: str) -> None:
        if any(character.isspace() for character in gap):
            self._spaces.add(len(self._starts))
        if self._open_tags["pre"] and gap.count("\n") > 1:  # an empty line in text set as it was typed
            self._line_breaks.add(len(self._starts))

    def _opened(self, tag: str, attributes: Mapping[str, str | None]) -> _Open:
        around = self._open[-1]
        words = self._words
        style = (attributes.get("style") or "").replace(" ", "").lower()
        hidden = (
            around.hidden
            or tag in words.hidden_tags
            or "hidden" in attributes
            or "display:none" in style
            or attributes.get("aria-hidden") == "true"
        )
        parts = [
            part.lower()
            for name in ("class", "id")
            for part in _CLASS_PART.findall(attributes.get(name) or "")
        ]
        is_chrome = (
            tag in words.tags
            or (attributes.get("role") or "").lower() in words.roles
            or (tag not in _WHOLE_PAGE_TAGS and _names_chrome(parts, words))
        )
        return _Open(
            tag=tag,
            number=self._numbers,
            parent=around.number,
            hidden=hidden,
            caption=around.caption or not words.caption_parts.isdisjoint((tag, *parts)),
            chrome=(*around.chrome[-_MOST_CHROME:], self._numbers) if is_chrome else around.chrome,
        )

    def _close_link(self) -> None:
        if self._link_start is not None:
            self._links.append((self._link_start, len(self._starts)))
            self._link_start = None

    def _linked(self, start: int, end: int) -> float:
        if end == start:
            return 0.0
        first = bisect_right(self._links, start, key=lambda link: link[1])
        total = 0
        for link_start, link_end in self._links[first:]:
            if link_start >= end:
                break
            total += min(end, link_end) - max(start, link_start)
        return total / (end - start)


def _names_chrome(parts: list[str], words: HtmlWords) -> bool:
    if not words.class_parts.isdisjoint(parts):
        return True
    return any(f"{first} {second}" in words.class_pairs for first, second in pairwise(parts))
