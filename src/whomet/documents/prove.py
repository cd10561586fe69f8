"""Proving a quote: the words of a span, read again from the archived bytes."""

import hashlib
import html
import re
from functools import lru_cache

from whomet.documents.decode import decode_as
from whomet.documents.exchange import exchange_texts
from whomet.documents.mapped_registers import mapped_texts
from whomet.documents.markdown import shows_in_markdown
from whomet.documents.pdf_layer import PAGE_BREAK, pdf_layer
from whomet.documents.posts import Posts, posts_of_api, posts_of_columns, posts_of_table
from whomet.documents.registers import register_texts
from whomet.documents.sheets import sheet_of
from whomet.documents.visible import compact
from whomet.documents.word import word_text
from whomet.documents.workbook import workbook_sheets, workbook_text
from whomet.errors import ArchiveError
from whomet.model import Document, PostColumns, Span
from whomet.model.media import MediaType

_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|template|noscript|svg)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_LAYOUT = " \n|"  # what the documents stage sets between paragraphs and cells
_KEPT_LAYERS = 8


def prove(document: Document, span: Span, data: bytes) -> bool:
    """Whether the words of `span` stand in the original bytes `data`, in one piece.

    The words are read through `document.segments` from the original decoded anew; only white space,
    invisible format characters, character references and the hyphen of a word cut at a line's end may
    differ, and within a paragraph nothing but markup may stand between them. Raises ArchiveError where
    `data` are not the bytes the document was read from, and UnreadableInput where they cannot be read.
    """
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ArchiveError("the original has changed", where=document.id, next_step="add its source again")
    if document.text[span.start : span.end] != span.text or not span.text.strip():
        return False
    layer = _layer(data, document)
    if layer is None:
        return False
    is_page = document.media_type == MediaType.HTML
    is_marked = document.media_type == MediaType.MARKDOWN
    proved = span.start  # the words of the span up to here are proved
    left: int | None = None  # where the run before has ended in the original
    for segment in document.segments:
        start, stop = max(span.start, segment.start), min(span.end, segment.end)
        if start >= stop:
            continue
        between = document.text[proved:start]
        passed = "" if left is None else layer[left : segment.original_start]
        is_new_line = "\n" in between or "|" in between
        if between.strip(_LAYOUT) or (
            not is_new_line and (shows_in_markdown(passed) if is_marked else _shows(passed, is_page))
        ):
            return False
        original = layer[segment.original_start : segment.original_end]
        claimed = document.text[segment.start : segment.end]
        # Markdown gives a meaning to some references only: others stand in the text as they are written.
        as_written = not is_page and compact(original) == compact(claimed)
        as_read = (is_page or is_marked) and compact(html.unescape(original)) == compact(claimed)
        if not (as_written or as_read):
            return False
        proved, left = stop, segment.original_end
    return left is not None and not document.text[proved : span.end].strip(_LAYOUT)


def _shows(passed: str, is_page: bool) -> bool:
    """Whether something readable stands in what lies between two runs of a paragraph."""
    if PAGE_BREAK in passed and not is_page:
        return False  # a paragraph goes on after the footer and header of the pages
    visible = _MARKUP.sub("", passed) if is_page else passed
    return compact(html.unescape(visible)) not in ("", "-")


def _layer(data: bytes, document: Document) -> str | None:
    """The text that the document's offsets refer to; None where the member is not there."""
    if not document.media_type:
        raise ArchiveError("the media type of the original is not known", where=document.id)
    media_type, encoding = MediaType(document.media_type), document.encoding or "utf-8"
    where = (
        document.sha256 if document.member else document.id
    )  # all members of a file share what was read of it
    if row := document.row:
        layers = _rows(data, media_type, encoding, where, row.sheet, row.header, row.carried)
    elif columns := document.post_columns:
        layers = _mapped_posts(data, encoding, columns)
    else:
        layers = _layers(data, media_type, encoding, where)
    return layers.get(document.member or "")


@lru_cache(maxsize=_KEPT_LAYERS)
def _layers(data: bytes, media_type: MediaType, encoding: str, where: str) -> dict[str, str]:
    """The texts of an original by member ("" where it is one document)."""
    if media_type is MediaType.PDF:
        return {"": pdf_layer(data, where=where).text}
    if media_type is MediaType.WORD:
        return {"": word_text(data, where=where).text}
    if media_type is MediaType.WORKBOOK:
        return register_texts(workbook_text(data, where=where))
    text = decode_as(data, encoding)
    if media_type is MediaType.DOCUMENTS:
        return exchange_texts(text, where=where)
    if media_type is MediaType.POSTS:
        return _first_texts(posts_of_api(text, where=where))
    if media_type is MediaType.POST_TABLE:
        return _first_texts(posts_of_table(text))
    if media_type is MediaType.REGISTER:
        return register_texts(text)
    return {"": text}


@lru_cache(maxsize=_KEPT_LAYERS)
def _rows(
    data: bytes,
    media_type: MediaType,
    encoding: str,
    where: str,
    sheet: str | None,
    header: int,
    carried: str | None,
) -> dict[str, str]:
    """The texts of a register's rows by their numbers, where its columns were known."""
    if media_type is MediaType.WORKBOOK:
        return mapped_texts(workbook_sheets(data, where=where), sheet, header, carried)
    return mapped_texts((sheet_of(decode_as(data, encoding)),), sheet, header, carried)


@lru_cache(maxsize=_KEPT_LAYERS)
def _mapped_posts(data: bytes, encoding: str, columns: PostColumns) -> dict[str, str]:
    """The texts of the posts of a table whose columns the settings name."""
    return _first_texts(posts_of_columns(decode_as(data, encoding), columns))


def _first_texts(found: Posts) -> dict[str, str]:
    """The texts of the posts by id: of two with one id the first, as they were read."""
    return {post.id: post.text for post in reversed(found.posts)}
