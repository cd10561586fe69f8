"""HTML pages: the paragraphs of the article, each found again in the source of the page."""

from collections import Counter
from itertools import accumulate

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction

from whomet.documents.article_window import article_window, without_unshown
from whomet.documents.chrome import is_chrome_line, mark_chrome
from whomet.documents.container import article_container
from whomet.documents.datelines import edition_dates, read_byline
from whomet.documents.page_dates import published_on_page
from whomet.documents.page_metadata import PageMetadata, page_metadata
from whomet.documents.plain import kind_of
from whomet.documents.pruning import prune
from whomet.documents.visible import Block, VisibleText, compact
from whomet.documents.visible_reader import visible_text
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Original, Segment, Span

# A block belongs to the article when trafilatura chose this share of its characters.
_CHOSEN = 0.6
# A block of links, unless it is a whole sentence, is a list of other stories.
_LINKED = 0.8
_SENTENCE = 25  # visible characters of the shortest sentence that is taken without trafilatura's word
_REPEATED = 3  # times from which the same short line is a gallery's and not the article's
_PARAGRAPHS = frozenset({"p", "div", "li", "blockquote", "td", "pre"})
_CELLS = frozenset({"td", "th"})


def read_page(source: str, original: Original, *, document_id: str, kind: DocumentKind | None) -> Document:
    """The document that an HTML page holds.

    The text is the article's paragraphs, its headline, lists and captions, a line each, in the order
    of the page. Raises UnreadableInput where the page shows no text of its own.
    """
    try:
        tree = _tree(source)
        metadata = PageMetadata() if tree is None else page_metadata(tree, url=original.url)
        body = None if tree is None else _body(tree)
    except RecursionError as error:
        raise UnreadableInput(
            "the page is nested too deeply", where=original.name, next_step="save its text as plain text"
        ) from error
    passages = [] if body is None else [text for text in body.itertext() if text.strip()]
    shown = without_unshown(source)
    visible = visible_text(shown, *article_window(shown, passages))
    blocks = _article_blocks(visible, _chosen(visible, body), metadata.title)
    if not blocks:
        raise UnreadableInput(
            "the page shows no article",
            where=original.name,
            next_step="save the page again after it has loaded, or give its text",
        )
    text, segments, captions = _laid_out(visible, blocks)
    near, far = _strips(visible, blocks)
    author, outlet = read_byline([*near, *far])
    _, updated = edition_dates([*near, *far])
    publisher = metadata.publisher or outlet
    return Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or metadata.kind or kind_of(text, publisher),
        url=original.url or metadata.url,
        title=metadata.title,
        publisher=publisher,
        author=metadata.author or author,
        published=published_on_page(metadata, near, far, source),
        updated=metadata.updated or updated,
        language=metadata.language,
        text=text,
        captions=captions,
        segments=segments,
        chrome=mark_chrome(text),
        restates=metadata.restates,
    )


def _tree(source: str) -> HtmlElement | None:
    """The parsed page, or None where there is no element in it."""
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except ParserError:
        return None


def _body(tree: HtmlElement) -> HtmlElement | None:
    """The element with the article, or what trafilatura makes of the page; None where it finds none."""
    prune(tree)
    container = article_container(tree)
    if container is not None:
        return container
    return getattr(bare_extraction(tree, fast=True, include_comments=False), "body", None)


def _chosen(visible: VisibleText, body: HtmlElement | None) -> list[tuple[int, int]]:
    """The stretches of the page that the `body` of the article holds."""
    stretches: list[tuple[int, int]] = []
    position = 0
    pending = [] if body is None else list(body)
    while pending:
        element = pending.pop(0)
        wanted = compact("".join(element.itertext()))
        if not wanted:
            continue
        found = visible.characters.find(wanted, position)
        if found < 0:
            found = visible.characters.find(wanted)
        if found >= 0:
            stretches.append((found, found + len(wanted)))
            position = found + len(wanted)
        else:
            # Trafilatura has left something out inside: look for its parts.
            pending[:0] = list(element)
    return stretches


def _article_blocks(visible: VisibleText, chosen: list[tuple[int, int]], title: str | None) -> list[Block]:
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
        # What stands above the headline is the page's, unless the page puts its article there.
        below = {block for block in taken if block.start > headline.start or block.caption}
        if sum(block.size for block in below) > sum(block.size for block in taken - below):
            taken = below
        taken.add(headline)
    taken -= _repeated(visible, taken)
    return sorted(taken, key=lambda block: block.start)


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


def _repeated(visible: VisibleText, taken: set[Block]) -> set[Block]:
    """Those of the blocks, captions and short lines, whose text stands there again and again: of galleries."""
    texts = {block: visible.characters[block.start : block.end] for block in taken}
    times = Counter(texts.values())
    return {block for block, text in texts.items() if times[text] >= _REPEATED and block.tag != "p"}


def _strips(visible: VisibleText, blocks: list[Block]) -> tuple[list[str], list[str]]:
    """The short lines of the page that are no part of the article, where dates and bylines stand: those between the
    headline and the first paragraph, or in the header of the page above a text without headline; and all others, above,
    inside and right below the article, in order."""
    taken = set(blocks)
    first = next((block for block in blocks if block.tag != "h1" and not block.caption), blocks[0])
    top = next((block.end for block in blocks if block.tag == "h1" and block.end <= first.start), 0)
    last = blocks[-1].end
    near: list[str] = []
    far: list[str] = []
    for block in visible.blocks:
        if block not in taken and block.start < last and block.linked < _LINKED:
            is_near = top <= block.start < first.start
            (near if is_near else far).append(visible.text(block.start, block.end))
    return near, far


def _laid_out(visible: VisibleText, blocks: list[Block]) -> tuple[str, tuple[Segment, ...], tuple[Span, ...]]:
    """The text of the blocks, a line each (cells of a row on one line), with the way back to the source."""
    parts: list[str] = []
    segments: list[Segment] = []
    captions: list[Span] = []
    length = 0
    before: Block | None = None
    for block in blocks:
        if before:
            same_row = before.tag in _CELLS and block.tag in _CELLS and before.parent == block.parent
            parts.append(" | " if same_row else "\n")
            length += len(parts[-1])
        start = length
        for run_start, run_end in visible.runs(block.start, block.end):
            separator = visible.separator(run_start, block.start)
            shown = visible.text(run_start, run_end)
            parts += [separator, shown]
            length += len(separator)
            segments.append(
                Segment(
                    start=length,
                    end=length + len(shown),
                    original_start=visible.starts[run_start],
                    original_end=visible.ends[run_end - 1],
                )
            )
            length += len(shown)
        if block.caption:
            captions.append(Span(start=start, end=length, text=visible.text(block.start, block.end)))
        before = block
    return "".join(parts), tuple(segments), tuple(captions)
