"""One archived text and the way back from every character of it to the original bytes."""

from whomet.model.base import Noun
from whomet.model.register import PostColumns, RegisterRow
from whomet.model.span import Span as Span
from whomet.model.vocabulary import DocumentKind


class Segment(Noun):
    """A run of the document's text that stands in the decoded original.

    `original_start`/`original_end` are character offsets into the original decoded by
    `Original.encoding` (HTML source, plain text), or into the text layer of a PDF, or into the
    JSON string or CSV cell of a post or row. Runs may differ in white space and character
    references only.
    """

    start: int
    end: int
    original_start: int
    original_end: int


class Given(Noun):
    """What is known of bytes besides the bytes: said by whoever brought them (a message's header, for its text).

    `url` is the address that answered, `requested` the one that was asked for where that led elsewhere, `headers`
    what the server said of its answer. `seen` is a day on which the page was there, published then or before.
    """

    url: str | None = None
    fetched: str | None = None
    requested: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    seen: str | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    author: str | None = None


class Original(Given):
    """The bytes as they came: content-addressed by `sha256`, with what was said of them.

    `media_type` was recognised from the content.
    """

    sha256: str
    media_type: str
    size: int
    name: str


class Found(Noun):
    """A piece of metadata, how it was found (`meta`, `json-ld`, `dateline`, `url`, `given`, …) and
    how far to trust it (0 to 1)."""

    value: str
    how: str
    confidence: float


class Document(Noun):
    """One archived text, ready to be read.

    `media_type` and `encoding` say how the archived bytes are read again to prove a quote.
    `chrome` marks what belongs to the page and not to the article (menus, share bars, related
    headlines, bylines) where the text is kept as it came: readers skip these spans. `subject` is the
    tracked person that the document itself names (JSON documents of the encounter format do). `row` holds the
    columns of a register's row, `post_columns` those of the table that a post was read from, where the settings
    name them.
    """

    id: str
    sha256: str
    member: str | None = None
    kind: DocumentKind
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    handle: str | None = None
    published: Found | None = None
    updated: Found | None = None
    language: str | None = None
    text: str
    captions: tuple[Span, ...] = ()
    segments: tuple[Segment, ...] = ()
    restates: str | None = None
    subject: str | None = None
    copy_of: str | None = None
    copy_similarity: float | None = None
    media_type: str | None = None
    encoding: str | None = None
    chrome: tuple[Span, ...] = ()
    row: RegisterRow | None = None
    post_columns: PostColumns | None = None

    @property
    def published_day(self) -> str | None:
        """The day of publication (YYYY-MM-DD), or None where it is not known."""
        return self.published.value[:10] if self.published else None

    def span(self, start: int, end: int) -> Span:
        """The span of these offsets. Raises ValueError where they lie outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"document {self.id}: no characters {start}:{end} in {len(self.text)}")
        return Span(start=start, end=end, text=self.text[start:end])
