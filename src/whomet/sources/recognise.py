"""Recognising what sort of file some bytes are: by their content, never by their name."""

import codecs
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping

from whomet.errors import UnreadableInput
from whomet.knowledge.register_layouts import fit
from whomet.model import Original
from whomet.model.media import MediaType
from whomet.model.web_address import web_address
from whomet.sources.collect import Incoming
from whomet.sources.lists.recognition import list_type

# First bytes of formats that are refused by name: (signature, what it is, next step).
_REFUSED_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as PDF"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as PDF or plain text"),
    (b"{\\rtf", "a rich text document", "save it as PDF or plain text"),
    (b"\x89PNG", "a picture", "give a text or a PDF with a text layer"),
    (b"\xff\xd8\xff", "a picture", "give a text or a PDF with a text layer"),
    (b"GIF8", "a picture", "give a text or a PDF with a text layer"),
    (b"WARC/", "a web archive (WARC) inside another file", "extract it first"),
    (b"\x1f\x8b", "a gzip archive inside another file", "unpack it first"),
    (b"SQLite format 3\x00", "a database", "export its rows as CSV"),
)
_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Declarations and comments may stand before the first element of a page.
_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(?:\?xml|[A-Za-z][\w:.-]*[\s>])")
_X_ARCHIVE = re.compile(r"\s*window\.YTD\.(?P<part>\w+)\.part\d+\s*=")
# Layouts of other networks' exports: the keys of their first object.
_POST_KEYS = (
    frozenset({"content", "account"}),
    frozenset({"orderedItems"}),
    frozenset({"feed"}),
    frozenset({"record", "uri"}),
    frozenset({"value", "uri"}),
    frozenset({"records"}),
    frozenset({"posts"}),
)
_MARKDOWN_MARKS = (
    re.compile(r"\A---[ \t]*\r?\n[A-Za-z][\w-]*:(?:[^\r\n]*\r?\n){1,100}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"),
    re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]{1,300}\]\((?:https?://|/|mailto:|#)[^()\s]{1,2000}\)"),
    re.compile(r"(?<!\*)\*\*\w[^*\n]{0,300}\*\*(?!\*)"),
)
_SAMPLE, _SAMPLE_ROWS = 2_000_000, 20
_LONGEST_COLUMN_NAME = 60
_POST_COLUMNS = frozenset({"id", "created_at", "text"})


def describe(incoming: Incoming) -> Original:
    """The original that `incoming` is: its hash, media type, size (bytes), name and origin.

    Raises UnreadableInput, naming the file and the reason, for what whomet does not read.
    """
    media_type = recognise(incoming.data, name=incoming.name)
    if len(incoming.data) > media_type.largest:
        raise _too_large(media_type, incoming.name)
    return Original(
        sha256=hashlib.sha256(incoming.data).hexdigest(),
        media_type=media_type,
        size=len(incoming.data),
        name=incoming.name,
        **incoming.given.model_dump() | {"url": web_address(incoming.given.url)},
    )


def recognise(data: bytes, *, name: str) -> MediaType:
    """The media type of `data`, by content. `name` is only for the error message.

    Raises UnreadableInput, with the reason and the next step, for anything else than HTML, PDF, plain
    text, JSON documents, an X API v2 response, and CSV posts or registers.
    """
    if not data.strip():
        raise UnreadableInput("the file is empty", where=name, next_step="check how it was saved")
    # The PDF standard lets other bytes stand before the header; readers look at the first 1024.
    if b"%PDF-" in data[:1024]:
        return MediaType.PDF
    if office := _recognise_office_file(data):
        return office
    if listing := list_type(data):
        return listing
    for signature, what, next_step in _REFUSED_SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"is {what}, which is not read", where=name, next_step=next_step)
    if len(data) > MediaType.HTML.largest:  # before all of it becomes characters, of up to four bytes each
        raise _too_large(MediaType.HTML, name)
    text = _rough_text(data, name)
    if _HTML_START.match(text):
        return MediaType.HTML
    if archive := _X_ARCHIVE.match(text):
        return _recognise_archive_part(archive["part"], name)
    if text.lstrip()[:1] in {"{", "["} and (json_type := _recognise_json(text, name)):
        return json_type
    if table_type := _recognise_table(text):
        return table_type
    if _XML_START.match(text):
        raise UnreadableInput(
            "is XML, which is not read", where=name, next_step="save the pages it lists as HTML"
        )
    # A text too long to be parsed is still a text, with its marks in it.
    is_markdown = len(data) <= MediaType.MARKDOWN.largest and _is_markdown(text)
    return MediaType.MARKDOWN if is_markdown else MediaType.TEXT


def _is_markdown(text: str) -> bool:
    """Whether the text has what Markdown has and other texts have not: a heading or link in its notation, words
    set off, or fields above it."""
    return any(mark.search(text) for mark in _MARKDOWN_MARKS)


def _recognise_office_file(data: bytes) -> MediaType | None:
    """A Word document or a workbook by the part that every one of its kind has."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if "word/document.xml" in names:
        return MediaType.WORD
    return MediaType.WORKBOOK if "xl/workbook.xml" in names else None


def _recognise_archive_part(part: str, name: str) -> MediaType:
    """What a file of an X archive holds. Most of them are nobody's business (messages, likes, logins)."""
    if part in {"tweet", "tweets"}:
        return MediaType.POSTS
    if part == "account":
        return MediaType.X_ACCOUNT
    raise UnreadableInput(
        f"is a part of an X archive that holds no public posts ({part})",
        where=name,
        next_step="add account.js and tweets.js alone",
    )


def _rough_text(data: bytes, name: str) -> str:
    """The text well enough to see its layout: the documents stage decodes with care."""
    for mark, encoding in _MARKED_ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    # NUL never stands in text of an 8-bit encoding or UTF-8; other control characters hardly ever do.
    head = data[:65536]
    controls = sum(head.count(bytes([byte])) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if b"\x00" in head or controls > len(head) // 100:
        raise UnreadableInput(
            "is binary and of no known format", where=name, next_step="give HTML, PDF, text, JSON or CSV"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _too_large(media_type: MediaType, name: str) -> UnreadableInput:
    return UnreadableInput(
        f"is larger than {media_type.largest / 1e6:.0f} MB, the most that a file of the type {media_type} may have",
        where=name,
        next_step="split the file",
    )


def _recognise_json(text: str, name: str) -> MediaType | None:
    if len(text) > MediaType.DOCUMENTS.largest:  # before all of it becomes objects
        raise _too_large(MediaType.DOCUMENTS, name)
    try:
        values = [json.loads(text)]
    except (json.JSONDecodeError, RecursionError) as error:
        first_line = text.lstrip().partition("\n")[0]
        try:
            values = [json.loads(first_line)]
        except (json.JSONDecodeError, RecursionError):
            if text.lstrip()[0] == "[":
                return None  # a text may well begin with a bracket
            raise UnreadableInput(
                f"looks like JSON but is not valid: {error}", where=name, next_step="check how it was saved"
            ) from error
    first = values[0][0] if isinstance(values[0], list) and values[0] else values[0]
    if isinstance(first, Mapping):
        if isinstance(first.get("text"), str) and "id" in first:
            # A bare list of posts as the API gives them has created_at, a document has published or kind.
            return MediaType.POSTS if "created_at" in first else MediaType.DOCUMENTS
        if isinstance(first.get("data"), list | Mapping) or any(keys <= first.keys() for keys in _POST_KEYS):
            return MediaType.POSTS
    raise UnreadableInput(
        "is JSON, but neither documents (id, text) nor posts in a layout that is known",
        where=name,
        next_step="see the encounter format for the fields of a document",
    )


def _recognise_table(text: str) -> MediaType | None:
    header = text.partition("\n")[0]
    for delimiter in sorted(",;\t", key=header.count, reverse=True):
        try:
            rows = _sample_rows(text[:_SAMPLE], delimiter)
        except csv.Error:
            continue
        if fit(rows, (), ""):
            return MediaType.REGISTER  # titles may stand above the header, and notes below
        if _is_table(rows):
            columns = {cell.strip().lower() for cell in rows[0]}
            return MediaType.POST_TABLE if columns >= _POST_COLUMNS else MediaType.REGISTER
    return None


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if any(row):
            rows.append(row)
        if len(rows) > _SAMPLE_ROWS:
            break
    return rows


def _is_table(rows: list[list[str]]) -> bool:
    """Whether the first rows have a header of distinct short names and, all but a few, as many cells."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    header = [cell.strip() for cell in rows[0]]
    names = all(0 < len(cell) <= _LONGEST_COLUMN_NAME and cell[-1] not in ".!?" for cell in header)
    # A row in four may have lost or gained a cell by a quotation mark that is missing: such rows are reported.
    ragged = sum(len(row) != len(header) for row in rows[1:])
    return names and len(set(header)) == len(header) and ragged <= len(rows[1:]) // 4
