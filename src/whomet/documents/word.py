"""Word documents (Office Open XML, ECMA-376): their paragraphs and tables, a line each.

The offsets of the document refer to this text, which is made the same way whenever the file is read. Headers,
footers, comments and pictures are left out.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from whomet.documents.page_metadata import iso_moment
from whomet.documents.plain import kind_of, page_details, whole
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Found, Noun, Original

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
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
    """The text and properties of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _parsed(package, "word/document.xml", where)
            properties = (
                _parsed(package, "docProps/core.xml", where)
                if "docProps/core.xml" in package.namelist()
                else None
            )
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableInput(
            f"is a damaged Word document: {error}", where=where, next_step="save it again, or as PDF"
        ) from error
    text = "\n".join(line for line in _lines(body) if line.strip())
    if not text:
        raise UnreadableInput("the document holds no text", where=where, next_step="give its text")
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
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            f"is a damaged Word document: {error}", where=where, next_step="save it again, or as PDF"
        ) from error


def _lines(body: Any) -> Iterator[str]:
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        if element.tag == f"{_W}tr":
            cells = (" ".join(_paragraph(p) for p in cell.iter(f"{_W}p")) for cell in element.iter(f"{_W}tc"))
            yield " | ".join(" ".join(cell.split()) for cell in cells)
        elif not any(above.tag == f"{_W}tr" for above in element.iterancestors(f"{_W}tr")):
            yield from _paragraph(element).split("\n")


def _paragraph(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        name = element.tag.removeprefix(_W)
        parts.append((element.text or "") if name == "t" else " " if name == "tab" else "\n")
    return "".join(parts).strip()


def _property(properties: Any, name: str) -> str | None:
    found = None if properties is None else properties.findtext(name)
    return found.strip() or None if found else None
