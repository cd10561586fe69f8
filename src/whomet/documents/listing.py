"""The document as read, for people and scripts that want no more: `whomet text`."""

from whomet.documents.visible import compact
from whomet.model import Document, Noun


class TextRead(Noun):
    """One document as it was read: a JSON line of `whomet text`.

    `text` is the body of the article: without what belongs to the page around it, and without the headline and
    the captions, which stand in fields of their own. `published_how` says how the date was found.
    """

    file: str
    title: str | None
    text: str
    captions: tuple[str, ...] = ()
    published: str | None
    published_how: str | None = None
    updated: str | None = None
    publisher: str | None
    author: str | None = None
    language: str | None


def text_read(document: Document, *, file: str) -> TextRead:
    """The noun that `whomet text` prints for `document`, read from `file`."""
    return TextRead(
        file=file,
        title=document.title,
        text=body_text(document),
        captions=tuple(caption.text for caption in document.captions),
        published=document.published_day,
        published_how=document.published.how if document.published else None,
        updated=document.updated.value if document.updated else None,
        publisher=document.publisher,
        author=document.author,
        language=document.language,
    )


def body_text(document: Document) -> str:
    """The text of the article without its headline, where a title says what that is, and its captions."""
    body = _without(
        document.text, [(span.start, span.end) for span in (*document.chrome, *document.captions)]
    )
    first, _, rest = body.partition("\n")
    headline = compact(first).casefold()
    repeats_title = headline and headline in compact(document.title or "").casefold()
    return rest.lstrip() if rest and repeats_title else body


def article_text(document: Document) -> str:
    """The text of the document without the spans that are marked as the page's own."""
    return _without(document.text, [(span.start, span.end) for span in document.chrome])


def _without(text: str, left_out: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    position = 0
    for start, end in sorted(left_out):
        kept.append(text[position:start].strip(" \t"))
        position = max(position, end)
    kept.append(text[position:].strip(" \t"))
    lines = [line.rstrip() for line in "\n".join(kept).splitlines()]
    return "\n".join(line for index, line in enumerate(lines) if line or (index and lines[index - 1])).strip()
