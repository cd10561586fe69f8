"""The visible characters of an HTML page, each with the place in the source it stands at.

White space and invisible format characters are left out, so that texts can be found whatever was
done to their spacing; where space stood is remembered.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
PRINTED = re.compile(rf"[^\s{_INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell: characters `start` to `end` of the stream.

    `parent` numbers the element around it (siblings share it), `chrome` says that an element around
    it holds no article text, `linked` is the share of its characters that are links.
    """

    start: int
    end: int
    tag: str
    parent: int
    caption: bool
    chrome: bool
    linked: float

    @property
    def size(self) -> int:
        """Number of visible characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The stream, and where it stands in the source: the characters from `placed_at[i]` to the next such position stand
    there from `placed_from[i]`, one beside the other, or, if `placed_to[i]` is not None, all of them as one reference
    that ends there.

    `breaks` are the stream positions before which markup stands in the source, `spaces` those
    before which white space is seen, `line_breaks` those after a `<br>`; `gaps` are the positions of both, in order.
    """

    characters: str
    placed_at: list[int]
    placed_from: list[int]
    placed_to: list[int | None]
    breaks: list[int]
    spaces: frozenset[int]
    line_breaks: frozenset[int]
    gaps: list[int]
    blocks: tuple[Block, ...]

    def source_start(self, index: int) -> int:
        """Where the character `index` begins in the source."""
        run = bisect_right(self.placed_at, index) - 1
        is_reference = self.placed_to[run] is not None
        return self.placed_from[run] + (0 if is_reference else index - self.placed_at[run])

    def source_end(self, index: int) -> int:
        """Where the character `index` ends in the source."""
        reference = self.placed_to[bisect_right(self.placed_at, index) - 1]
        return self.source_start(index) + 1 if reference is None else reference

    def text(self, start: int, end: int) -> str:
        """The characters `start` to `end` as they are read, with single spaces."""
        first, last = bisect_right(self.gaps, start), bisect_left(self.gaps, end)
        edges = [start, *self.gaps[first:last], end]
        return "".join(
            self.separator(begin, start) + self.characters[begin:stop] for begin, stop in pairwise(edges)
        )

    def separator(self, index: int, first: int) -> str:
        """What is seen before a character: a line break, a space, or nothing. A `<br>` inside a sentence
        is a mere space: pages that break their lines by hand do so anywhere."""
        if index == first:
            return ""
        if index in self.line_breaks:
            closed = self.characters[index - 1] in '.!?:;”"…)' or not self.characters[index].islower()
            return "\n" if closed else " "
        return " " if index in self.spaces else ""

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The characters `start` to `end` cut where markup stands between them."""
        cuts = self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, end)]
        edges = [start, *cuts, end]
        return list(pairwise(edges))


def compact(text: str) -> str:
    """The text without white space and invisible format characters."""
    return "".join(PRINTED.findall(text))
