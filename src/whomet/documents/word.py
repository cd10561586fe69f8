"""Word documents (Office Open XML, ECMA-376): their paragraphs and tables, a line each.

The offsets of the document refer to this text, which is made the same way whenever the file is read. Headers,
footers, comments and pictures are left out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from whomet.bounded import bounded
from whomet.documents.page_metadata import iso_moment
from whomet.documents.plain import kind_of, page_details, whole
from whomet.documents.reading import LONGEST_TEXT
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Found, Noun, Original

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
# What opening a damaged ZIP file raises: a wrong offset is a ValueError, a cut stream an EOFError.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip
_CHARACTERS = {f"{_W}t": "", f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What no reader sees: text moved away or deleted by a tracked change, and the second form of a drawing, for
# programs that do not know the first (ECMA-376 part 1, 17.13.5, and part 3, 10.2.3).
_UNSEEN = frozenset(
    {
        f"{_W}moveFrom",
        f"{_W}del",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_LARGEST_PART = 50_000_000
"""Bytes of the largest part that is unpacked: the text of a book of 1,000 pages is about 5 MB of XML."""


class WordText(Noun):
    """The text of a Word document, and what its properties say."""

    text: str
    title: str | None = None
    author: str | None = None
    modified: str | None = None


def read_word(data: bytes, original: Original, *, document_id: str, kind: DocumentKind | None) -> Document:
    """The document that a Word file is. Raises UnreadableInput where it is damaged or holds no text."""
    word = word_text(data, where=original.name)
    details = page_details(word.text, ())
    modified = (
        Found(value=word.modified, how="document properties", confidence=0.4) if word.modified else None
    )
    return Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or kind_of(word.text, details.publisher),
        url=original.url,
        title=word.title or details.title,
        publisher=details.publisher,
        author=word.author or details.author,
        published=details.published or modified,
        text=word.text,
        segments=whole(word.text),
    )


def word_text(data: bytes, *, where: str) -> WordText:
    """The text and properties of a Word file. Raises UnreadableInput where it is damaged, larger than any such
    document, or holds no text."""
    return bounded(_word_text, data, where=where)


def _word_text(data: bytes, *, where: str) -> WordText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _parsed(package, "word/document.xml", where)
            properties = (
                _parsed(package, "docProps/core.xml", where)
                if "docProps/core.xml" in package.namelist()
                else None
            )
    except _DAMAGE as error:
        raise UnreadableInput(
            f"is a damaged Word document: {error}", where=where, next_step="save it again, or as PDF"
        ) from error
    text = "\n".join(line for line in _lines(body) if line.strip(" |"))
    if not text:
        raise UnreadableInput("the document holds no text", where=where, next_step="give its text")
    if len(text) > LONGEST_TEXT:
        raise UnreadableInput(
            f"holds a text of {len(text):,} characters", where=where, next_step="split the document"
        )
    return WordText(
        text=text,
        title=_property(properties, f"{_DC}title"),
        author=_property(properties, f"{_DC}creator"),
        modified=iso_moment(_property(properties, f"{_TERMS}modified") or "") or None,
    )


def _parsed(package: zipfile.ZipFile, part: str, where: str) -> Any:
    if package.getinfo(part).file_size > _LARGEST_PART:
        raise UnreadableInput(
            f"{part} in it is larger than {_LARGEST_PART / 1e6:.0f} MB",
            where=where,
            next_step="save it as PDF",
        )
    # No entities, no network, no tree of unbounded depth: the file may come from anybody.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with package.open(part) as file:
        content = file.read(_LARGEST_PART + 1)
    try:
        parsed = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            f"is a damaged Word document: {error}", where=where, next_step="save it again, or as PDF"
        ) from error
    if parsed.getroottree().docinfo.doctype:
        # ECMA-376 part 2, 8.3.2 forbids it: who writes one wants the reader to expand entities or to fetch files.
        raise UnreadableInput(
            f"{part} in it declares a document type, which no Word document does",
            where=where,
            next_step="save it again, or as PDF",
        )
    return parsed


def _lines(body: Any) -> Iterator[str]:
    """A line for every paragraph and break, and for every row of a table (a table within one goes into the
    cell around it)."""
    paragraphs: list[list[str]] = []  # open ones: a text box stands within the paragraph that anchors it
    cells: list[list[str]] = []  # of the row that is open
    rows = 0  # that are open
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        name = element.tag
        if event == "start":
            if name in _UNSEEN or (name == f"{_W}r" and _is_hidden(element)):
                walk.skip_subtree()
            elif name == f"{_W}p":
                paragraphs.append([])
            elif name == f"{_W}tr":
                rows += 1
            elif name == f"{_W}tc" and rows == 1:
                cells.append([])
            elif paragraphs and name in _CHARACTERS:
                paragraphs[-1].append(_CHARACTERS[name] or element.text or "")
        elif name == f"{_W}p" and paragraphs:
            text = "".join(paragraphs.pop()).strip()
            if cells:
                cells[-1] += text.split()
            else:
                yield from text.split("\n")
        elif name == f"{_W}tr":
            rows -= 1
            if rows == 0:
                yield " | ".join(" ".join(cell) for cell in cells)
                cells = []


def _is_hidden(run: Any) -> bool:
    """Whether the run is set as hidden text (ECMA-376 part 1, 17.3.2.41), which no reader of it sees."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off")


def _property(properties: Any, name: str) -> str | None:
    found = None if properties is None else properties.findtext(name)
    return found.strip() or None if found else None
