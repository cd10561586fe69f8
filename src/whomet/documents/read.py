"""Reading an original: from its bytes to its documents."""

from whomet.documents.decode import decode
from whomet.documents.exchange import read_exchange
from whomet.documents.language import language_of
from whomet.documents.mapped_registers import read_sheets
from whomet.documents.page_metadata import iso_moment
from whomet.documents.page_size import check_page_size
from whomet.documents.plain import read_plain
from whomet.documents.posts import posts_of_api, posts_of_columns, posts_of_table, read_posts
from whomet.documents.reading import DocumentsRead, Layouts, given, issue, stem_of
from whomet.documents.registers import read_register
from whomet.documents.sheets import sheet_of
from whomet.documents.workbook import workbook_sheets, workbook_text
from whomet.documents.x_archive import account_in
from whomet.errors import UnreadableInput, UsageError
from whomet.issues import issue_from
from whomet.knowledge.register_layouts import is_called
from whomet.model import Account, DocumentKind, Original
from whomet.model.media import LISTS, MediaType
from whomet.model.web_address import web_address

_TABLES = frozenset({MediaType.REGISTER, MediaType.POST_TABLE, MediaType.TEXT})
_NOTHING_SAID = Layouts()
_ONE_DOCUMENT = frozenset({MediaType.HTML, MediaType.PDF, MediaType.TEXT, MediaType.MARKDOWN, MediaType.WORD})


def read_original(
    data: bytes,
    original: Original,
    *,
    published: str | None = None,
    kind: DocumentKind | None = None,
    layouts: Layouts = _NOTHING_SAID,
) -> DocumentsRead:
    """The documents of an original, with what could not be read as issues.

    `published` (YYYY-MM-DD, a time may follow) and `kind` are what the caller knows: for a page, a PDF or
    a text they go before what it says of itself, for documents in JSON and rows of a register they hold
    where these say nothing. `layouts` are what is said beside the original. Raises
    UsageError where `published` is no date.
    """
    if published is not None and not iso_moment(published):
        raise UsageError(
            f"not a date: {published!r}", where=original.name, next_step="write it as YYYY-MM-DD"
        )
    try:
        read = _read(data, original, published, kind, layouts)
    except UnreadableInput as error:
        return DocumentsRead(
            documents=(), issues=(issue_from(error, stage="documents", where=original.name),)
        )
    return read


def _read(
    data: bytes,
    original: Original,
    published: str | None,
    kind: DocumentKind | None,
    layouts: Layouts,
) -> DocumentsRead:
    media_type = MediaType(original.media_type)
    if media_type in LISTS:
        raise UnreadableInput(
            "is a list of pages, which is no document",
            where=original.name,
            next_step="whomet add fetches them",
        )
    stem = stem_of(original)
    if media_type is MediaType.PDF:
        # The libraries for PDF and HTML take half a second each to load: only where they are needed.
        from whomet.documents.pdf import read_pdf

        return _completed(read_pdf(data, original, document_id=stem, kind=kind), original, published, None)
    if media_type is MediaType.WORD:
        from whomet.documents.word import read_word

        word = read_word(data, original, document_id=stem, kind=kind)
        return _completed(DocumentsRead(documents=(word,)), original, published, None)
    if media_type is MediaType.WORKBOOK:
        sheets = workbook_sheets(data, where=original.name)
        rows = read_sheets(sheets, original, layouts.registers, published=published)
        rows = rows or read_register(workbook_text(data, where=original.name), original, published=published)
        return _completed(rows, original, published, None)
    decoded = decode(data)
    text = decoded.text
    if media_type in _TABLES and (read_as_named := _by_its_name(text, original, published, layouts)):
        return _completed(read_as_named, original, published, decoded.encoding)
    match media_type:
        case MediaType.HTML:
            from whomet.documents.page import read_page

            check_page_size(text, where=original.name)
            read = DocumentsRead(documents=(read_page(text, original, document_id=stem, kind=kind),))
        case MediaType.TEXT:
            read = DocumentsRead(documents=(read_plain(text, original, document_id=stem, kind=kind),))
        case MediaType.MARKDOWN:
            from whomet.documents.markdown import read_markdown

            read = DocumentsRead(documents=(read_markdown(text, original, document_id=stem, kind=kind),))
        case MediaType.DOCUMENTS:
            read = read_exchange(text, original, published=published, kind=kind)
        case MediaType.POSTS:
            read = read_posts(posts_of_api(text, where=original.name), original, _account(original, layouts))
        case MediaType.X_ACCOUNT:
            account_in(text, where=original.name)  # it is known whose posts lie beside it: no document
            read = DocumentsRead(documents=())
        case MediaType.POST_TABLE:
            read = read_posts(posts_of_table(text), original)
        case MediaType.REGISTER:
            mapped = read_sheets((sheet_of(text),), original, layouts.registers, published=published)
            read = mapped or read_register(text, original, published=published)
    if decoded.broken:
        what = f"{decoded.broken} characters could not be decoded as {decoded.encoding}"
        broken = issue(original.name, what, "save the file as UTF-8")
        read = DocumentsRead(documents=read.documents, issues=(*read.issues, broken))
    return _completed(read, original, published, decoded.encoding)


def _by_its_name(
    text: str, original: Original, published: str | None, layouts: Layouts
) -> DocumentsRead | None:
    """The table as the settings describe files of this name; None where they say nothing of it."""
    for table in layouts.tables:
        if table.columns and is_called(original.name, table.match):
            posts = posts_of_columns(text, table.columns)
            read = read_posts(posts, original)
            said: dict[str, object] = {"media_type": MediaType.POST_TABLE, "post_columns": table.columns}
            documents = (
                document.model_copy(update={**said, "handle": document.handle or table.handle})
                for document in read.documents
            )
            return DocumentsRead(documents=tuple(documents), issues=read.issues)
    if not any(is_called(original.name, layout.match) for layout in layouts.registers):
        return None
    read_rows = read_sheets((sheet_of(text),), original, layouts.registers, published=published)
    if read_rows is None:
        return None
    rows = (row.model_copy(update={"media_type": MediaType.REGISTER}) for row in read_rows.documents)
    return DocumentsRead(documents=tuple(rows), issues=read_rows.issues)


def _account(original: Original, layouts: Layouts) -> Account | None:
    """Whose archive it is: by the settings, or by the account file beside it."""
    for table in layouts.tables:
        if table.handle and table.columns is None and is_called(original.name, table.match):
            return Account(handle=table.handle.lstrip("@"))
    return layouts.account


def _completed(
    read: DocumentsRead, original: Original, published: str | None, encoding: str | None
) -> DocumentsRead:
    """The documents with what holds for every kind: language, the caller's date, and how the bytes are
    read again."""
    # The account of an archive of X says whose the posts are, and is no document itself.
    is_account = original.media_type == MediaType.X_ACCOUNT
    if not is_account and not read.documents and not read.issues:
        raise UnreadableInput("holds no documents", where=original.name, next_step="leave it out")
    said = given(published) if published and original.media_type in _ONE_DOCUMENT else None
    documents = tuple(
        document.model_copy(
            update={
                "media_type": document.media_type or original.media_type,
                "encoding": encoding,
                "url": web_address(document.url),
                "language": language_of(document.text, declared=document.language),
                "published": said or document.published,
            }
        )
        for document in read.documents
    )
    return DocumentsRead(documents=documents, issues=read.issues)
