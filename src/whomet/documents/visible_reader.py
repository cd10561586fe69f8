"""Reading the visible characters and blocks of an HTML page from its source."""

import html
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from whomet.documents.chrome_rules import HtmlWords
from whomet.documents.element_marks import (
    MUCH_PROSE,
    PROSE,
    PROSE_LINKED,
    WHOLE_PAGE,
    ElementName,
    Marks,
    element_name,
    marks_of,
)
from whomet.documents.visible import PRINTED, Block, VisibleText

# The tokens of a page, after the tokenizer of the HTML standard (section 13.2.5), as far as text and its place
# need it: a quotation mark opens a value after "=" only. Quantifiers are possessive and quoted values bounded, so
# that no page costs more than its length.
_TOKEN = re.compile(
    r"<(?P<raw>script|style)\b[^>]*+>.*?(?:</(?P=raw)\s*+>|\Z)"
    r"|</(?P<end>[a-z][^\s/>]*+)[^>]*+>"
    r"|<(?P<start>[a-z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]{0,20000}+\"|'[^']{0,20000}+'|))*+)>"
    r"|<!--.*?(?:-->|\Z)|<[!?][^>]*+>"
    r"|(?P<reference>&(?:\#\d++|\#x[0-9a-f]++|[a-z][a-z0-9]*+);?)"
    r"|(?P<text>[^<&]++|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"[\s/\"'](?P<name>class|id|role|style|hidden|aria-hidden)(?![\w-])"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?",
    re.IGNORECASE,
)
# Ancestors without article text that are remembered for a block: a page nested without end must not
# cost without end.
_MOST_CHROME = 15


def visible_text(source: str, words: HtmlWords, start: int, end: int) -> VisibleText:
    """The visible characters of the HTML `source` from `start` to `end`, in order, with their blocks. `words` tell
    what holds no article text."""
    reader = _Reader(words)
    reader.read(source, start, end)
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


class _Reader:
    def __init__(self, words: HtmlWords) -> None:
        self._words = words
        # Tags repeat: a page of 3,000 elements has some 200 different ones.
        self._marks_of: dict[tuple[str, str], Marks] = {}
        self._named: dict[int, ElementName] = {}  # those of chrome, by the number of the element
        self._pieces: list[str] = []
        self._total = 0
        self._placed_at: list[int] = []
        self._placed_from: list[int] = []
        self._placed_to: list[int | None] = []
        self._breaks: list[int] = []
        self._spaces: set[int] = set()
        self._line_breaks: set[int] = set()
        self._numbers = 0
        self._open = [_Open("", 0, 0, hidden=False, caption=False, chrome=())]
        self._open_tags: Counter[str] = Counter()
        self._links: list[tuple[int, int]] = []
        self._link_start: int | None = None
        self._blocks: list[tuple[int, _Open]] = [(0, self._open[0])]

    def read(self, source: str, first: int, last: int) -> None:
        """Take in a stretch of the page."""
        for token in _TOKEN.finditer(source, first, last):
            match token.lastgroup:
                case "text":
                    self._see(token[0], token.start(), None)
                case "reference":
                    self._see(html.unescape(token[0]), token.start(), token.end())
                case "attributes":
                    self._start(token["start"].lower(), token["attributes"])
                case "end":
                    self._end(token["end"].lower())
                case _:
                    self._markup()

    def _start(self, tag: str, attributes: str) -> None:
        self._markup()
        if tag == "br":
            self._line_breaks.add(self._total)
        if tag in self._words.void_tags:
            return
        if tag == "a" and self._link_start is None:
            self._link_start = self._total
        self._numbers += 1
        opened = self._opened(tag, attributes)
        self._open.append(opened)
        self._open_tags[tag] += 1
        if tag not in self._words.inline_tags or opened.chrome != self._open[-2].chrome:
            self._new_block()
        if attributes.endswith("/"):
            self._end(tag)

    def _end(self, tag: str) -> None:
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

    def finish(self) -> VisibleText:
        self._close_link()
        total = self._total
        inside: Counter[int] = Counter()
        ends = [start for start, _ in self._blocks[1:]] + [total]
        for (start, opened), end in zip(self._blocks, ends, strict=True):
            for number in opened.chrome:
                inside[number] += end - start
        linked = [self._linked(start, end) for (start, _), end in zip(self._blocks, ends, strict=True)]
        prose = self._prose_elements(ends, linked)
        chrome = {
            number
            for number, count in inside.items()
            if self._words.drops(self._named[number].class_name)
            or (count <= WHOLE_PAGE * total and self._named[number] not in prose)
        }
        blocks = tuple(
            Block(
                start=start,
                end=end,
                tag=opened.tag,
                parent=opened.parent,
                caption=opened.caption,
                chrome=not chrome.isdisjoint(opened.chrome),
                linked=share,
            )
            for (start, opened), end, share in zip(self._blocks, ends, linked, strict=True)
            if end > start
        )
        return VisibleText(
            characters="".join(self._pieces),
            placed_at=self._placed_at,
            placed_from=self._placed_from,
            placed_to=self._placed_to,
            breaks=sorted(set(self._breaks)),
            spaces=frozenset(self._spaces),
            line_breaks=frozenset(self._line_breaks),
            gaps=sorted(self._spaces | self._line_breaks),
            blocks=blocks,
        )

    def _prose_elements(self, ends: list[int], linked: list[float]) -> frozenset[ElementName]:
        """The elements that are called page chrome but hold, together with all others called the same, most of the
        page's paragraphs: publishers name the text behind a paywall "paywall". Comments may be longer than what
        they comment on: they are never among these."""
        total = 0
        held: Counter[ElementName] = Counter()
        for (start, opened), end, share in zip(self._blocks, ends, linked, strict=True):
            if opened.tag != "p" or end - start < PROSE or share > PROSE_LINKED:
                continue
            total += end - start
            for name in {self._named[number] for number in opened.chrome}:
                held[name] += end - start
        return frozenset(
            name
            for name, count in held.items()
            if count > max(MUCH_PROSE, WHOLE_PAGE * total) and not name.says_comments
        )

    def _markup(self) -> None:
        self._breaks.append(self._total)

    def _new_block(self) -> None:
        position = self._total
        if self._blocks[-1][0] == position:
            self._blocks.pop()
        self._blocks.append((position, self._open[-1]))

    def _see(self, text: str, position: int, end: int | None) -> None:
        """Take in `text` from `position`; a character reference stands as a whole up to `end`."""
        if self._open[-1].hidden:
            return
        if text.isspace():
            self._see_gap(text)
            return
        last = 0
        for printed in PRINTED.finditer(text):
            start, stop = printed.span()
            if start > last:
                self._see_gap(text[last:start])
            self._pieces.append(printed[0])
            self._placed_at.append(self._total)
            self._placed_from.append(position + start if end is None else position)
            self._placed_to.append(end)
            self._total += stop - start
            last = stop
        if last < len(text):
            self._see_gap(text[last:])

    def _see_gap(self, gap: str) -> None:
        if gap == " " or gap.isspace() or any(character.isspace() for character in gap):
            self._spaces.add(self._total)
        if self._open_tags["pre"] and gap.count("\n") > 1:  # an empty line in text set as it was typed
            self._line_breaks.add(self._total)

    def _opened(self, tag: str, attributes: str) -> _Open:
        around = self._open[-1]
        marks = self._marks_of.get((tag, attributes))
        if marks is None:
            marks = self._marks_of[tag, attributes] = marks_of(tag, _attributes(attributes), self._words)
        if marks.chrome:
            self._named[self._numbers] = element_name(tag, _attributes(attributes))
        chrome = (*around.chrome[-_MOST_CHROME:], self._numbers) if marks.chrome else around.chrome
        return _Open(
            tag=tag,
            number=self._numbers,
            parent=around.number,
            hidden=around.hidden or marks.hidden,
            caption=around.caption or marks.caption,
            chrome=chrome,
        )

    def _close_link(self) -> None:
        if self._link_start is not None:
            self._links.append((self._link_start, self._total))
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


def _attributes(written: str) -> dict[str, str]:
    """Those attributes of a tag that say something of its text."""
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(written):
        value = found[2] or found[3] or found[4] or ""
        attributes.setdefault(found["name"].lower(), html.unescape(value) if "&" in value else value)
    return attributes
