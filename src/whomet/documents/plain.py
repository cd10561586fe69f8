"""Plain text and Markdown: the text as it came, with what belongs to the page marked."""

import re
from dataclasses import dataclass

from whomet.documents.chrome import lines_of, mark_chrome
from whomet.documents.chrome_rules import chrome_rules
from whomet.documents.datelines import edition_dates, read_byline, read_date
from whomet.documents.furniture import strips as furniture_strips
from whomet.model import Document, DocumentKind, Found, Original, Segment, Span

_HEAD = 1200  # characters at the start of a text in which dateline, byline and release marks stand
# In words: a first line this long or shorter is a title; a title is repeated on a saved page.
_LONGEST_TITLE, _SHORTEST_REPEAT, _LONGEST_REPEAT = 24, 4, 45
_LONGEST_CAPTION = 400  # characters
_CREDIT = re.compile(r"(?:Getty Images|AP|AFP|Reuters|EPA|Shutterstock|Bloomberg|Pool|DPA|Xinhua)(?:/|\b)")
_SENTENCE_START = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])")
_TEXT_DATELINE = re.compile(r".{0,80}?(?:—|–|--|\)\s*-|:)\s", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageDetails:
    """What a text says of itself: title, author, outlet and dates, where it does."""

    title: str | None
    author: str | None
    publisher: str | None
    published: Found | None
    updated: Found | None


def read_plain(text: str, original: Original, *, document_id: str, kind: DocumentKind | None) -> Document:
    """The document that a plain text is. Its text is `text`, unaltered."""
    chrome = mark_chrome(text)
    details = page_details(text, chrome)
    return Document(
        id=document_id,
        sha256=original.sha256,
        kind=kind or kind_of(text, details.publisher),
        url=original.url,
        title=details.title,
        publisher=details.publisher,
        author=details.author,
        published=details.published,
        updated=details.updated,
        text=text,
        chrome=chrome,
        captions=captions_before_credits(text, chrome),
        segments=whole(text),
    )


def whole(text: str) -> tuple[Segment, ...]:
    """The segments of a text that stands in its original as it is."""
    return (Segment(start=0, end=len(text), original_start=0, original_end=len(text)),) if text else ()


def page_details(text: str, chrome: tuple[Span, ...]) -> PageDetails:
    """Title, author, outlet and dates that a text shows around the article."""
    # In a page saved as one line the strip with byline and date is part of a long menu.
    strips = [
        text
        for span in chrome
        for text in (span.text, *(span.text[run.start : run.end] for run in furniture_strips(span.text)))
    ]
    published, updated = edition_dates(strips)
    author, outlet = read_byline(strips)
    if not published:
        published = _text_dateline(text)
    return PageDetails(_title(text, chrome), author, outlet, published, updated)


def kind_of(text: str, publisher: str | None) -> DocumentKind:
    """Press release where the head of the text says so or its publisher is an office; else news.

    The words are those of `knowledge/page_chrome.toml`.
    """
    rules = chrome_rules()
    if rules.press_release.search(text[: _HEAD // 3]) or (
        publisher and rules.office_publisher.search(publisher)
    ):
        return DocumentKind.PRESS_RELEASE
    return DocumentKind.NEWS


def captions_before_credits(text: str, chrome: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentences that a photo agency's credit follows."""
    captions = []
    for index, span in enumerate(chrome):
        if not _CREDIT.search(span.text) or span.end - span.start > _LONGEST_CAPTION:
            continue
        earliest = max(span.start - _LONGEST_CAPTION, chrome[index - 1].end if index else 0)
        before = text[earliest : span.start].rstrip()
        starts = [match.end() for match in _SENTENCE_START.finditer(before)]
        start = earliest + (starts[-1] if starts else 0)
        start += len(text[start:]) - len(text[start:].lstrip())
        end = earliest + len(before)
        if start < end and "\n" not in text[start:end]:
            captions.append(Span(start=start, end=end, text=text[start:end]))
    return tuple(captions)


def _text_dateline(text: str) -> Found | None:
    """The date in a dateline that opens the text: "WASHINGTON, May 3, 2024 (AP) — …"."""
    opening = _TEXT_DATELINE.match(text[:_HEAD].lstrip())
    day = read_date(opening[0]) if opening else None
    return Found(value=day, how="dateline", confidence=0.75) if day else None


def _title(text: str, chrome: tuple[Span, ...]) -> str | None:
    marked = [(span.start, span.end) for span in chrome]
    lines = [
        line
        for line in lines_of(text)
        if not any(start <= line.start and line.end <= end for start, end in marked)
    ]
    if len(lines) > 1 and lines[0].words <= _LONGEST_TITLE and lines[0].text[-1] not in ".,;:":
        return lines[0].text.lstrip("# ")
    return _repeated_title(text)


def _repeated_title(text: str) -> str | None:
    """The first words of a saved page when they stand in it again: the title of its tab and its
    headline."""
    opening = list(re.finditer(r"\S+", text[:_HEAD]))[:_LONGEST_REPEAT]
    longest = None
    for word in opening[_SHORTEST_REPEAT - 1 :]:
        candidate = text[opening[0].start() : word.end()]
        if text.find(candidate, word.end()) < 0:
            break
        longest = candidate
    return longest
