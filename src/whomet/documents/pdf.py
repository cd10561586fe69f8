"""PDF files: paragraphs from the lines of the text layer, without running headers and footers."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from whomet.documents.chrome import is_chrome_line, mark_chrome
from whomet.documents.datelines import edition_dates, read_date
from whomet.documents.pdf_layer import PdfLayer, PdfLine, pdf_layer
from whomet.documents.plain import kind_of
from whomet.documents.reading import DocumentsRead, issue
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Found, Original, Segment

_MARGIN = 0.08  # share of the page height at top and bottom where running lines stand
_SMALLER = 0.9  # letters below this share of the body's size
_PARAGRAPH_GAP = 1.25  # distance of lines, in usual distances, that begins a new paragraph
_SIZE_CHANGE = 0.08  # change of letter size that does
_SHORT_LINE = 0.85  # a line that ends a sentence before this share of the width closes its paragraph
_DATED_LINES = 8  # the first lines of a document, in which its date stands
_CREATED = 0.3  # trust in the file's creation date as the date of publication
_CREATION = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_RESTATES = re.compile(r"\s*restates:\s*", re.IGNORECASE)


def read_pdf(
    data: bytes, original: Original, *, document_id: str, kind: DocumentKind | None
) -> DocumentsRead:
    """The document that a PDF holds; pages without a text layer are reported.

    Raises UnreadableInput for a damaged file, and for one that is scanned throughout.
    """
    layer = pdf_layer(data, where=original.name)
    if not layer.lines:
        raise UnreadableInput(
            "the PDF has no text layer: it holds pictures of pages", where=original.name, next_step=_OCR
        )
    issues = tuple(issue(f"{original.name}, page {page}", "has no text layer", _OCR) for page in layer.blank)
    paragraphs = [
        paragraph
        for paragraph in _paragraphs(layer)
        if not is_chrome_line(" ".join(line.text for line in paragraph))
    ]
    text, segments = _laid_out(paragraphs)
    if not text:
        raise UnreadableInput("the PDF holds no article", where=original.name, next_step="save its text")
    publisher = layer.says("Author")
    subject = layer.says("Subject")
    document = Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or kind_of(f"{layer.lines[0].text}\n{text}", publisher),
        url=original.url,
        title=layer.says("Title") or paragraphs[0][0].text,
        publisher=publisher,
        published=_published(layer),
        text=text,
        chrome=mark_chrome(text),
        segments=segments,
        restates=_RESTATES.sub("", subject) if subject else None,
    )
    return DocumentsRead(documents=(document,), issues=issues)


_OCR = "make its text readable with an OCR program, for instance ocrmypdf"


def _published(layer: PdfLayer) -> Found | None:
    heads = [line.text for line in layer.lines[:_DATED_LINES]]
    dated, _ = edition_dates(heads)
    if dated:
        return dated
    opening = next((day for line in heads if (day := read_date(line))), None)
    if opening:
        return Found(value=opening, how="dateline", confidence=0.6)
    created = _CREATION.match(layer.says("CreationDate") or "")
    if created:
        return Found(value="-".join(created.groups()), how="pdf creation date", confidence=_CREATED)
    return None


def _paragraphs(layer: PdfLayer) -> list[list[PdfLine]]:
    lines = _without_running_lines(layer)
    if not lines:
        return []
    distances = [
        below.top - above.top
        for above, below in pairwise(lines)
        if below.page == above.page and below.top > above.top
    ]
    usual = min(median(distances), _body_size(lines) * 2.5) if distances else 0.0
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    paragraphs = [[lines[0]]]
    for above, below in pairwise(lines):
        if _begins_paragraph(above, below, usual, left + (right - left) * _SHORT_LINE):
            paragraphs.append([below])
        else:
            paragraphs[-1].append(below)
    return paragraphs


def _begins_paragraph(above: PdfLine, below: PdfLine, usual: float, short: float) -> bool:
    closed = above.text[-1] in '.!?:”"'
    if abs(below.size - above.size) > _SIZE_CHANGE * above.size:
        return True
    if below.page != above.page:
        return closed and (above.right < short or below.text[0].isupper())
    return below.top - above.top > usual * _PARAGRAPH_GAP or (closed and above.right < short)


def _without_running_lines(layer: PdfLayer) -> list[PdfLine]:
    """The lines but for page numbers, and those at the edge of the page that stand on several pages (numbers
    apart) or are set smaller than the body."""
    body = _body_size(layer.lines)
    edges = [line for line in layer.lines if _at_edge(line)]
    pages = Counter(label for label, _ in {(_label(line), line.page) for line in edges})
    return [
        line
        for line in layer.lines
        if not (
            _at_edge(line)
            and (pages[_label(line)] > 1 or line.size < _SMALLER * body or _PAGE_NUMBER.fullmatch(line.text))
        )
    ]


def _at_edge(line: PdfLine) -> bool:
    return line.bottom < _MARGIN * line.page_height or line.top > (1 - _MARGIN) * line.page_height


def _label(line: PdfLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _body_size(lines: tuple[PdfLine, ...] | list[PdfLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _laid_out(paragraphs: list[list[PdfLine]]) -> tuple[str, tuple[Segment, ...]]:
    """The paragraphs, a line each; a word cut at the end of a line is joined."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for number, paragraph in enumerate(paragraphs):
        if number:
            parts.append("\n")
            length += 1
        for line, below in zip(paragraph, [*paragraph[1:], None], strict=True):
            joined = below is not None and _is_cut(line.text, below.text)
            shown = line.text[:-1] if joined else line.text
            parts.append(shown)
            segments.append(
                Segment(
                    start=length,
                    end=length + len(shown),
                    original_start=line.start,
                    original_end=line.start + len(shown),
                )
            )
            length += len(shown)
            if below is not None and not joined:
                parts.append(" ")
                length += 1
    return "".join(parts), tuple(segments)


def _is_cut(above: str, below: str) -> bool:
    return len(above) > 2 and above[-1] in "-\u00ad" and above[-2].islower() and below[0].islower()
