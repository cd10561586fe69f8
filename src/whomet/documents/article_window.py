"""Where in the source of a page its article stands: reading the places of characters costs more than anything
else, and most of a page is menus, scripts and other stories."""

import re
from collections.abc import Sequence

# What is never shown, and may repeat the article (data for scripts, pages for browsers without them).
_UNSHOWN = re.compile(r"<(?:(script|style|noscript|template|svg|iframe)\b|!--)", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_TAG = re.compile(r"<[a-z]", re.IGNORECASE)
# What is written the same way in the source and in the text: neither references nor quotation marks.
_PLAIN = re.compile(r"\w[\w ,.;:-]*\w")
# Characters of the longest and the shortest piece of a passage that is looked for, and passages tried at an edge.
_LONGEST, _SHORTEST, _TRIED = 60, 8, 12
# Characters of source around the passages: above them stand kicker, byline and date, below them paragraphs that
# the extractor may have left out.
_ABOVE, _ABOVE_HEADLINE, _BELOW = 8000, 3000, 6000


def without_unshown(source: str) -> str:
    """The source with scripts, styles, drawings and comments blotted out: every other character keeps its place."""
    pieces: list[str] = []
    position = 0
    while opening := _UNSHOWN.search(source, position):
        end = _closed(source, opening)
        pieces += [source[position : opening.start()], "<!", " " * (end - opening.start() - 3), ">"]
        position = end
    return "".join((*pieces, source[position:]))


def _closed(source: str, opening: re.Match[str]) -> int:
    """Where the element or comment ends that is opened there: at the end of the page if it is never closed."""
    tag = opening[1]
    if not tag:
        end = source.find("-->", opening.end())
        return len(source) if end < 0 else end + 3
    start = source.find(f"</{tag}", opening.end())
    if start < 0:
        written_otherwise = re.compile(f"</{tag}", re.IGNORECASE).search(source, opening.end())
        start = written_otherwise.start() if written_otherwise else len(source)
    end = source.find(">", start)
    return len(source) if end < 0 else end + 1


def article_window(source: str, passages: Sequence[str]) -> tuple[int, int]:
    """The stretch of `source` in which the `passages`, in the order of the page, stand, with what is close around
    them; the whole source where they cannot be found. `source` is one `without_unshown`."""
    opened = _BODY.search(source)
    body = opened.start() if opened else 0
    first = next((found[0] for text in passages[:_TRIED] if (found := _found(source, text, body))), None)
    last = next(
        (found[1] for text in passages[: -_TRIED - 1 : -1] if (found := _found(source, text, first or body))),
        None,
    )
    if first is None or last is None or last <= first:
        return 0, len(source)
    headlines = [match.start() for match in _HEADLINE.finditer(source, body, first)]
    above = headlines[-1] - _ABOVE_HEADLINE if headlines else first - _ABOVE
    tag = _TAG.search(source, max(body, above))
    return (min(tag.start(), first) if tag else first), min(len(source), last + _BELOW)


def _found(source: str, passage: str, after: int) -> tuple[int, int] | None:
    """The start of the first and the end of the last place at which the longest plain piece of a passage stands."""
    pieces = _PLAIN.findall(passage)
    piece = max(pieces, key=len, default="")[:_LONGEST].rstrip()
    if len(piece) < _SHORTEST:
        return None
    spaced = re.compile(r"\s+".join(re.escape(word) for word in piece.split()))
    found = [match.span() for match in spaced.finditer(source, after)]
    return (found[0][0], found[-1][1]) if found else None
