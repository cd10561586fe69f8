"""The text layer of a PDF: its lines, page by page, as one text to which offsets refer."""

import io
import logging
import struct
import zlib
from dataclasses import dataclass
from statistics import median
from typing import Any

from whomet.bounded import bounded
from whomet.errors import UnreadableInput

PAGE_BREAK = "\f"
# What the reader raises on files that are cut off or damaged, besides errors of its own.
_DAMAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OverflowError,
    UnicodeError, ArithmeticError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line: its offsets in the text layer, its page (from 0), its place in points from the top left
    corner of the page, the size of its letters in points, and the height of its page."""

    start: int
    end: int
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page_height: float


@dataclass(frozen=True, slots=True)
class PdfLayer:
    """The text layer with its lines and the information dictionary of the file.

    `blank` are the pages (from 1) without a text layer.
    """

    text: str
    lines: tuple[PdfLine, ...]
    information: tuple[tuple[str, str], ...]
    pages: int
    blank: tuple[int, ...]

    def says(self, name: str) -> str | None:
        """An entry of the information dictionary (Title, Author, Subject, CreationDate)."""
        return next((value.strip() for key, value in self.information if key == name and value.strip()), None)


def pdf_layer(data: bytes, *, where: str) -> PdfLayer:
    """The text layer of a PDF. Lines end with a line feed, pages with a form feed.

    Raises UnreadableInput for a damaged or locked file, and one that takes more time or memory than any should.
    """
    return bounded(_pdf_layer, data, where=where)


def _pdf_layer(data: bytes, *, where: str) -> PdfLayer:
    # The library takes half a second to load: in the process that reads with it, and nowhere else.
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    # Its warnings are about fonts and boxes of valid files; damage that matters is raised or leaves a page blank.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read(pdf)
    except (
        *_DAMAGE,
        MalformedPDFException,
        PdfminerException,
        PDFException,
        PSException,
    ) as error:
        if isinstance(error, PdfminerException) and isinstance(error.args[0], MemoryError):
            raise MemoryError from error
        raise UnreadableInput(
            f"the PDF cannot be read: {type(error).__name__} {error}".rstrip(),
            where=where,
            next_step="it may be cut off or locked: fetch it again, or save its text",
        ) from error


def _read(pdf: Any) -> PdfLayer:
    parts: list[str] = []
    lines: list[PdfLine] = []
    blank: list[int] = []
    length = 0
    for number, page in enumerate(pdf.pages):
        found = page.extract_text_lines(return_chars=True, strip=True)
        if not found:
            blank.append(number + 1)
        for line in found:
            text = line["text"]
            lines.append(
                PdfLine(
                    start=length,
                    end=length + len(text),
                    text=text,
                    page=number,
                    left=line["x0"],
                    right=line["x1"],
                    top=line["top"],
                    bottom=line["bottom"],
                    size=median(char["size"] for char in line["chars"]),
                    page_height=float(page.height),
                )
            )
            parts.append(text + "\n")
            length += len(text) + 1
        parts.append(PAGE_BREAK)
        length += 1
        page.close()  # frees the page's objects: a long file would keep them all
    information = tuple((str(key), str(value)) for key, value in (pdf.metadata or {}).items())
    return PdfLayer("".join(parts), tuple(lines), information, len(pdf.pages), tuple(blank))
