"""Which blocks of a page are its article: those that were chosen, and what belongs to them."""

from collections import Counter
from itertools import accumulate

from whomet.documents.chrome import is_chrome_line, is_date_line
from whomet.documents.chrome_rules import chrome_rules
from whomet.documents.element_marks import PROSE, PROSE_LINKED
from whomet.documents.visible import Block, VisibleText, compact

# A block belongs to the article when trafilatura chose this share of its characters.
_CHOSEN = 0.6
# A block of links, unless it is a whole sentence, is a list of other stories.
_LINKED = 0.8
_STANDFIRST = 40  # visible characters of the shortest sentence between headline and text that introduces it
_SENTENCE = 25  # visible characters of the shortest sentence that is taken without trafilatura's word
_MOST_DATE_LINES = 2
_REPEATED = 3  # times from which the same short line is a gallery's and not the article's
_PARAGRAPHS = frozenset({"p", "div", "li", "blockquote", "td", "pre"})
_DECKS, _DECK_WORDS = frozenset({"p", "h2"}), 8
_LEADS = frozenset({"p", "div", "h2", "em", "strong"})


def article_blocks(visible: VisibleText, chosen: list[tuple[int, int]], title: str | None) -> list[Block]:
    """The blocks of the article: those chosen, their siblings, the headline and the captions."""
    readable = [block for block in visible.blocks if _may_be_article(visible, block)]
    covered = _covered(visible, chosen)
    taken = {block for block in readable if covered[block.end] - covered[block.start] >= _CHOSEN * block.size}
    if not taken:
        taken = {block for block in readable if block.tag in _PARAGRAPHS and _is_sentence(visible, block)}
    if not taken:
        return []
    first, last = min(block.start for block in taken), max(block.end for block in taken)
    parents = {block.parent for block in taken if block.tag == "p"}
    headline = _headline(readable, visible, title)
    top = min(first, headline.start) if headline else first
    for block in readable:
        # Trafilatura leaves out paragraphs with many links, at the edges too: whole sentences are taken back.
        inside = first <= block.start < last or _is_sentence(visible, block)
        is_sibling = block.tag == "p" and block.parent in parents
        if (is_sibling and inside) or (block.caption and top <= block.start < last):
            taken.add(block)
    if headline:
        taken |= _standfirst(visible, readable, headline, taken)
        # What stands above the headline is the page's, unless the page puts its article there.
        below = {block for block in taken if block.start > headline.start or block.caption}
        if sum(block.size for block in below) > sum(block.size for block in taken - below):
            taken = below
        taken.add(headline)
    taken -= _repeated(visible, taken) | _date_lines(visible, taken)
    return sorted(taken, key=lambda block: block.start)


def _standfirst(
    visible: VisibleText, readable: list[Block], headline: Block, taken: set[Block]
) -> set[Block]:
    """The sentences between the headline and the first paragraph, which pages set apart from the text; a line without
    full stop only where it is long and bears no date."""
    first = min((block.start for block in taken if block.start >= headline.end), default=headline.end)
    return {
        block
        for block in readable
        if headline.end <= block.start < first
        and block.tag in _LEADS
        and block.size >= _STANDFIRST
        and block.linked <= PROSE_LINKED
        and (_is_sentence(visible, block) or _is_deck(visible, block))
    }


def _is_deck(visible: VisibleText, block: Block) -> bool:
    text = visible.text(block.start, block.end)
    return (
        block.tag in _DECKS and len(text.split()) >= _DECK_WORDS and chrome_rules().date.search(text) is None
    )


def _date_lines(visible: VisibleText, taken: set[Block]) -> set[Block]:
    """Those of the blocks at the head of the article that show nothing but a date. Where dates stand all over the
    text (a diary, a visitors' log) they are part of it."""
    found = [
        block for block in taken if block.tag != "h1" and is_date_line(visible.text(block.start, block.end))
    ]
    prose = sorted(block.start for block in taken if block.size >= PROSE and _is_sentence(visible, block))
    below_standfirst = len(found) <= _MOST_DATE_LINES and len(prose) > 1
    head = prose[1] if below_standfirst else min(prose, default=0)
    return {block for block in found if block.start < head}


def _repeated(visible: VisibleText, taken: set[Block]) -> set[Block]:
    """Those of the blocks, captions and short lines, whose text stands there again and again: of galleries."""
    texts = {block: visible.characters[block.start : block.end] for block in taken}
    times = Counter(texts.values())
    return {block for block, text in texts.items() if times[text] >= _REPEATED and block.tag != "p"}


def _may_be_article(visible: VisibleText, block: Block) -> bool:
    if block.chrome:
        return False
    text = visible.text(block.start, block.end)
    if not any(character.isalnum() for character in text) or is_chrome_line(text):
        return False
    return block.linked < _LINKED or block.caption or block.tag == "h1"


def _is_sentence(visible: VisibleText, block: Block) -> bool:
    return block.size >= _SENTENCE and visible.characters[block.end - 1] in '.!?:”"’)»…。！？」'


def _covered(visible: VisibleText, chosen: list[tuple[int, int]]) -> list[int]:
    """How many characters before each position of the page are chosen."""
    marks = bytearray(len(visible.characters))
    for start, end in chosen:
        marks[start:end] = b"\x01" * (end - start)
    return [0, *accumulate(marks)]


def _headline(blocks: list[Block], visible: VisibleText, title: str | None) -> Block | None:
    """The <h1> that repeats the page's title, else the only one."""
    headings = [block for block in blocks if block.tag == "h1"]
    wanted = compact(title or "").casefold()
    for heading in headings:
        shown = visible.characters[heading.start : heading.end].casefold()
        if wanted and (shown in wanted or wanted in shown):
            return heading
    return headings[0] if len(headings) == 1 else None
