"""Recognising a list of pages, by content. Light: every file that comes in passes through here."""

import re
import zlib

from whomet.errors import UnreadableInput
from whomet.model.media import MediaType
from whomet.sources.packed_bodies import whole_body

_GZIP = b"\x1f\x8b"
# The sitemap protocol's own limit (sitemaps.org): 50 MB unpacked.
_LARGEST_UNPACKED = 52_428_800
_HEAD = 65_536
_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:[\w.-]+:)?(\w+)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {
    "rss": MediaType.FEED,
    "feed": MediaType.FEED,
    "rdf": MediaType.FEED,
    "urlset": MediaType.SITEMAP,
    "sitemapindex": MediaType.SITEMAP,
}
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A table with an address and a title is one of stories where one of these stands beside them.
_MARKS = frozenset({"publish_date", "media_name", "seendate", "mobileurl"})
_ARTICLES = re.compile(r'\s*\{\s*"articles"\s*:\s*\[')


def list_type(data: bytes) -> MediaType | None:
    """What sort of list `data` is; None where it is none. A packed sitemap or feed is one too."""
    if data.startswith(_GZIP):  # what is packed twice is refused when it is read
        return _packed_type(data)
    text = data[:_HEAD].decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK)
    if (root := _ROOT.match(text)) and (known := _ROOTS.get(root[1].lower())):
        return known
    if _is_story_json(text):
        return MediaType.STORIES
    if _is_story_table(text):
        return MediaType.STORY_TABLE
    whole = len(data) < _HEAD
    return MediaType.ADDRESSES if _all_addresses(text.splitlines()[: None if whole else -1]) else None


def _all_addresses(lines: list[str]) -> bool:
    """Whether each line is an address, a comment (#) or empty, and one at least is an address."""
    said = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(said) and all(ADDRESS.fullmatch(line) for line in said)


def _is_story_json(text: str) -> bool:
    """Whether a text begins as GDELT's ArtList does."""
    return bool(_ARTICLES.match(text))


def _is_story_table(text: str) -> bool:
    """Whether the first line of a text names the columns of a story list."""
    columns = _columns(text.partition("\n")[0])
    return {"url", "title"} <= columns and bool(columns & _MARKS)


def _columns(line: str) -> set[str]:
    return {cell.strip().strip('"').strip().lower() for cell in line.split(",")}


def _packed_type(data: bytes) -> MediaType | None:
    try:
        found = list_type(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _HEAD))
    except zlib.error:
        return None  # not a list: whoever reads the file says what is wrong with it
    return found if found in {MediaType.FEED, MediaType.SITEMAP, MediaType.ADDRESSES} else None


def unpacked(data: bytes) -> bytes:
    """The list itself, where it is packed. Raises UnreadableInput for what does not unpack or is too large."""
    if not data.startswith(_GZIP):
        return data
    whole = whole_body([data], packing="gzip", largest=_LARGEST_UNPACKED)
    if whole.startswith(_GZIP):
        raise UnreadableInput("is packed twice", next_step="unpack it first")
    return whole
