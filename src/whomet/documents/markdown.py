"""Markdown (CommonMark, spec.commonmark.org/0.31.2, with tables): the words as they are read, without the marks.

Blocks of raw HTML, pictures and the destinations of links are left out. Every run of the text is found again in
the source, so that a quote is proved from the file as it came.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.token import Token

from whomet.documents.chrome import mark_chrome
from whomet.documents.front_matter import FrontMatter, front_matter
from whomet.documents.plain import captions_before_credits, kind_of, page_details
from whomet.errors import UnreadableInput
from whomet.model import Document, DocumentKind, Found, Original, Segment

_DEEPEST = 20  # lists and quotations within one another; the parser leaves out what lies deeper
_STATED = 0.95  # trust in a date that the author of the file has set above the text
_LINE_END = re.compile(r"\r\n?|\n")
_DESTINATION = r"\((?:<[^<>\n]*>|[^()]*(?:\([^()]*\)[^()]*)*)\)|\[[^\]]*\]"
_AFTER_LINK = re.compile(rf"\](?:{_DESTINATION})?")
_TAG = re.compile(HTML_TAG_RE.pattern.removeprefix("^"))
_MARKUP = re.compile(rf"!\[[^\]]*\](?:{_DESTINATION})?|\](?:{_DESTINATION})?|[*_`\[\\>]")


def read_markdown(text: str, original: Original, *, document_id: str, kind: DocumentKind | None) -> Document:
    """The document that a Markdown text is. Raises UnreadableInput where it holds no words."""
    stated = front_matter(text)
    layout = _Layout(text, stated.end)
    # Escapes and character references stay apart from the text around them: their source is not their text.
    for token in _parser().parse(text[stated.end :]):
        layout.take(token)
    shown = "".join(layout.parts)
    if not shown.strip():
        raise UnreadableInput("holds no text", where=original.name, next_step="check how it was saved")
    chrome = mark_chrome(shown)
    details = page_details(shown, chrome)
    publisher = stated.publisher or details.publisher
    return Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or kind_of(shown, publisher),
        url=original.url or stated.url,
        title=stated.title or layout.heading or details.title,
        publisher=publisher,
        author=stated.author or details.author,
        published=_published(stated) or details.published,
        updated=details.updated,
        language=stated.language,
        text=shown,
        chrome=chrome,
        captions=captions_before_credits(shown, chrome),
        segments=tuple(layout.segments),
    )


def shows_in_markdown(passed: str) -> bool:
    """Whether a stretch of the source holds something readable besides marks and destinations of links."""
    return bool(_MARKUP.sub("", _TAG.sub("", passed)).strip())


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("text_join")


def _published(stated: FrontMatter) -> Found | None:
    return Found(value=stated.date, how="front matter", confidence=_STATED) if stated.date else None


@dataclass(slots=True)
class _Layout:
    """The text as it grows, with the way back to the source from `begin` on."""

    source: str
    begin: int
    parts: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    heading: str | None = None
    _length: int = 0
    _cursor: int = 0  # in the source: everything before it is laid out
    _end: int = 0  # of the block in the source
    _lines: list[int] = field(default_factory=list)
    _line_starts: list[int] = field(
        default_factory=list
    )  # of the block's words, behind the marks of its lines
    _in_heading: bool = False
    _cells: int = -1  # of the row so far; -1 outside rows

    def __post_init__(self) -> None:
        ends = (match.end() for match in _LINE_END.finditer(self.source, self.begin))
        self._lines = [self.begin, *ends, len(self.source)]

    def take(self, token: Token) -> None:
        """Lay out the words of a block."""
        match token.type:
            case "heading_open":
                self._in_heading = True
            case "tr_open":
                self._cells = 0
            case "tr_close":
                self._cells = -1
            case "inline":
                self._block(token)
                self._in_heading = False
            case "code_block" | "fence":
                self._enter(token)
                for line in token.content.split("\n"):
                    if line.strip():
                        self._separate("\n")
                        self._words(line)

    def _block(self, token: Token) -> None:
        self._enter(token)
        self._find_lines(token.content)
        before, segments_before = len(self.parts), len(self.segments)
        self._separate("\n" if self._cells <= 0 else " | ")
        if self._cells >= 0:
            self._cells += 1
        start = len(self.parts)
        for child in token.children or []:
            self._inline(child, shown=True)
        if not "".join(self.parts[start:]).strip():  # a picture, or nothing: no line of its own
            self._length -= sum(map(len, self.parts[before:]))
            del self.parts[before:], self.segments[segments_before:]
        elif self._in_heading and self.heading is None:
            self.heading = "".join(self.parts[start:]).strip()

    def _enter(self, token: Token) -> None:
        if token.map:
            first, last = token.map
            self._cursor = max(self._cursor, self._lines[min(first, len(self._lines) - 1)])
            self._end = self._lines[min(last, len(self._lines) - 1)]

    def _find_lines(self, content: str) -> None:
        position = self._cursor
        self._line_starts = []
        for line in content.split("\n"):
            words = line.strip(" \t")
            found = self.source.find(words, position, self._end)
            if found >= 0:
                self._line_starts.append(found)
                position = found + len(words)
        self._next_line()

    def _next_line(self) -> None:
        self._cursor = next((start for start in self._line_starts if start >= self._cursor), self._cursor)

    def _inline(self, token: Token, *, shown: bool) -> None:
        match token.type:
            case "text" | "code_inline":
                self._words(token.content, shown=shown)
            case "text_special":
                self._special(token, shown=shown)
            case "softbreak" | "hardbreak":
                self._next_line()
                if shown:
                    self._add(" " if token.type == "softbreak" else "\n")
            case "image":
                for child in token.children or []:
                    self._inline(child, shown=False)
                self._pass_destination()
            case "link_close" if token.markup != "autolink":
                self._pass_destination()
            case "html_inline":
                found = self.source.find(token.content, self._cursor, self._end)
                self._cursor = found + len(token.content) if found >= 0 else self._cursor

    def _pass_destination(self) -> None:
        bracket = self.source.find("]", self._cursor, self._end)
        if bracket >= 0 and (passed := _AFTER_LINK.match(self.source, bracket, self._end)):
            self._cursor = passed.end()

    def _special(self, token: Token, *, shown: bool) -> None:
        """A character written as a reference (&amp;) or with a backslash, which belongs to the markup."""
        start = self.source.find(token.markup, self._cursor, self._end)
        if start >= 0:
            self._cursor = start + len(token.markup)
            if shown:
                escaped = token.markup != token.content and token.markup[0] == "\\"
                self._run(token.content, start + escaped, self._cursor)

    def _words(self, content: str, *, shown: bool = True) -> None:
        """A stretch of text; word by word where the source lays it out otherwise (code on several lines), and
        character by character where a mark stands within a word (an escaped bar in a table)."""
        # White space alone is not searched for: a line's end may stand for it.
        start = -1 if content.isspace() else self.source.find(content, self._cursor, self._end)
        if start >= 0:
            self._cursor = start + len(content)
            if shown:
                self._run(content, start, self._cursor)
            return
        for word in re.findall(r"\s+|\S+", content):
            if word.isspace():
                if shown:
                    self._add(" ")
                continue
            start = self.source.find(word, self._cursor, self._end)
            pieces = [word] if start >= 0 else [*word]
            for piece in pieces:
                start = self.source.find(piece, self._cursor, self._end)
                if start >= 0:
                    self._cursor = start + len(piece)
                    if shown:
                        self._run(piece, start, self._cursor)

    def _run(self, text: str, start: int, end: int) -> None:
        self.segments.append(
            Segment(start=self._length, end=self._length + len(text), original_start=start, original_end=end)
        )
        self._add(text)

    def _separate(self, separator: str) -> None:
        if self.parts:
            self._add(separator)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)
