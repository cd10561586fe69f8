"""The document as read, for people and scripts that want no more: `whomet text`."""

from whomet.model import Document, Noun


class TextRead(Noun):
    """One document as it was read: a JSON line of `whomet text`.

    `text` is the article without what belongs to the page around it.
    """

    file: str
    title: str | None
    text: str
    published: str | None
    publisher: str | None
    language: str | None


def text_read(document: Document, *, file: str) -> TextRead:
    """The noun that `whomet text` prints for `document`, read from `file`."""
    return TextRead(
        file=file,
        title=document.title,
        text=article_text(document),
        published=document.published_day,
        publisher=document.publisher,
        language=document.language,
    )


def article_text(document: Document) -> str:
    """The text of the document without the spans that are marked as the page's own."""
    kept: list[str] = []
    position = 0
    for span in document.chrome:
        kept.append(document.text[position : span.start].strip(" \t"))
        position = max(position, span.end)
    kept.append(document.text[position:].strip(" \t"))
    lines = [line.rstrip() for line in "\n".join(kept).splitlines()]
    return "\n".join(line for index, line in enumerate(lines) if line or (index and lines[index - 1])).strip()
