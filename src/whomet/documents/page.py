"""HTML pages: the paragraphs of the article, each found again in the source of the page."""

from itertools import pairwise

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from whomet.documents.article_blocks import article_blocks
from whomet.documents.article_window import article_window, without_unshown
from whomet.documents.chrome import mark_chrome
from whomet.documents.container import article_container
from whomet.documents.datelines import edition_dates, read_byline
from whomet.documents.outlets import Outlet, outlet_of
from whomet.documents.page_dates import published_on_page
from whomet.documents.page_metadata import PageMetadata, page_metadata
from whomet.documents.page_size import without_embedded
from whomet.documents.plain import kind_of
from whomet.documents.pruning import prune
from whomet.documents.visible import Block, VisibleText, compact
from whomet.documents.visible_reader import visible_text
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Original, Segment, Span

# A block of links, unless it is a whole sentence, is a list of other stories.
_LINKED = 0.8
_CELLS = frozenset({"td", "th"})
_LONG = 5_000_000  # characters of a page that may hold such a picture


def read_page(source: str, original: Original, *, document_id: str, kind: DocumentKind | None) -> Document:
    """The document that an HTML page holds.

    The text is the article's paragraphs, its headline, lists and captions, a line each, in the order
    of the page. Raises UnreadableInput where the page shows no text of its own.
    """
    try:
        tree = _tree(source)
        metadata = PageMetadata() if tree is None else page_metadata(tree, url=original.url)
        outlet = outlet_of(metadata.url)
        declared = None if tree is None or metadata.published else outlet.publication(tree)
        body = None if tree is None else _body(tree, outlet)
    except RecursionError as error:
        raise UnreadableInput(
            "the page is nested too deeply", where=original.name, next_step="save its text as plain text"
        ) from error
    passages = [] if body is None else [text for text in body.itertext() if text.strip()]
    shown = without_unshown(source)
    visible = visible_text(shown, outlet.words(), *article_window(shown, passages))
    blocks = article_blocks(visible, _chosen(visible, body), metadata.title)
    if not blocks:
        raise UnreadableInput(
            "the page shows no article",
            where=original.name,
            next_step="save the page again after it has loaded, or give its text",
        )
    text, segments, captions = _laid_out(visible, blocks)
    near, far = _strips(visible, blocks)
    author, agency = read_byline([*near, *far])
    _, updated = edition_dates([*near, *far])
    publisher = metadata.publisher or agency
    return Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or metadata.kind or kind_of(text, publisher),
        url=original.url or metadata.url,
        title=metadata.title,
        publisher=publisher,
        author=metadata.author or author,
        published=declared or published_on_page(metadata, near, far, source),
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
        # An attribute of more than 10 MB ends the parser's page; a picture set into one says nothing.
        source = without_embedded(source) if len(source) > _LONG else source
        return document_fromstring(source.encode("utf-8", errors="replace"), parser=parser)
    except ParserError:
        return None


def _body(tree: HtmlElement, outlet: Outlet) -> HtmlElement | None:
    """The element with the article, or what trafilatura makes of the page; None where it finds none."""
    prune(tree, outlet.words())
    container = outlet.container(tree)
    if container is None:
        container = article_container(tree)
    if container is not None:
        return container
    from trafilatura import bare_extraction  # takes half a second to load: only in doubt

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
            (near if is_near else far).append(_parted(visible, block))
    return near, far


def _parted(visible: VisibleText, block: Block) -> str:
    """The text of a strip, with a space where only markup parts two words: "By Dina Moss</span><span>May 3"."""
    parts = [visible.text(start, end) for start, end in visible.runs(block.start, block.end)]
    joined = visible.text(block.start, block.end)
    for before, after in pairwise(parts):
        if before[-1:].islower() and after[:1].isupper():
            joined = joined.replace(f"{before}{after}", f"{before} {after}")
    return joined


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
                    original_start=visible.source_start(run_start),
                    original_end=visible.source_end(run_end - 1),
                )
            )
            length += len(shown)
        if block.caption:
            captions.append(Span(start=start, end=length, text=visible.text(block.start, block.end)))
        before = block
    return "".join(parts), tuple(segments), tuple(captions)
