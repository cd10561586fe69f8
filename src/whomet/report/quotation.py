"""A quote in its context: the sentence it stands in and one sentence either side, never more.

Archived pages are evidence; they are not published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whomet.model import Span

# The longest stretch shown on either side, in characters: a page without full stops (a table, a
# caption) must not be published whole.
CONTEXT_LIMIT = 320
# The longest quote shown: about five long sentences.
QUOTE_LIMIT = 900

_END = re.compile(r"[.!?…。！？][\"”’»)\]]*(?=\s|$)|[。！？]|\n\s*\n|\n")
_WORD_BEFORE = re.compile(r"[\w.]+$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document around a span. `before` and `after` are context, without line breaks;
    `start` and `end` are the offsets of `words` in the document's text."""

    before: str
    words: str
    after: str
    start: int
    end: int
    language: str | None


def sentence_ends(text: str, abbreviations: Iterable[str]) -> list[int]:
    """Offsets after each sentence of the text. A line break always ends one."""
    short = {word.casefold() for word in abbreviations}
    ends: list[int] = []
    for match in _END.finditer(text):
        if text[match.start()] == ".":
            word = _WORD_BEFORE.search(text, 0, match.start())
            before = word.group() if word else ""
            initial = len(before) == 1 and before.isupper()
            if initial or before.casefold() in short:
                continue
        ends.append(match.end())
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def quotation(text: str, span: Span, language: str | None, abbreviations: Iterable[str]) -> Quotation:
    """The span's words with the rest of their sentences and one sentence before and after.

    Raises ValueError where the document does not hold the span's words at its offsets: what cannot
    be shown is not published.
    """
    if text[span.start : span.end] != span.text:
        raise ValueError(f"characters {span.start}:{span.end} are not the quoted words")
    ends = _sentences(text, sentence_ends(text, abbreviations))
    first = next((i for i, (_, end) in enumerate(ends) if end > span.start), len(ends) - 1)
    last = next((i for i, (_, end) in enumerate(ends) if end >= span.end), len(ends) - 1)
    start = ends[max(first - 1, 0)][0] if ends else span.start
    end = ends[min(last + 1, len(ends) - 1)][1] if ends else span.end
    return Quotation(
        before=_tail(text[min(start, span.start) : span.start]),
        words=_head(span.text, QUOTE_LIMIT),
        after=_head(text[span.end : max(end, span.end)]),
        start=span.start,
        end=span.end,
        language=language,
    )


def _sentences(text: str, ends: list[int]) -> list[tuple[int, int]]:
    """Start and end of every sentence that holds more than white space."""
    starts = [0, *ends[:-1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _tail(context: str) -> str:
    context = re.sub(r"\s+", " ", context).lstrip()
    if len(context) <= CONTEXT_LIMIT:
        return context
    return "… " + context[-CONTEXT_LIMIT:].partition(" ")[2]


def _head(words: str, limit: int = CONTEXT_LIMIT) -> str:
    words = re.sub(r"\s+", " ", words).rstrip()
    if len(words) <= limit:
        return words
    return words[:limit].rpartition(" ")[0] + " …"
