"""From bytes to characters: the encoding found is kept with the document, so that the same bytes are
decoded the same way when a quote is proved."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
# The HTML standard reads these labels as windows-1252: pages that carry them mean it.
_READ_AS_WINDOWS_1252 = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
# UTF-8 with a few broken bytes is still UTF-8; another encoding breaks at nearly every letter.
_BROKEN_SHARE = 0.1
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding they were read with, and how many bytes it could not read."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded:
    """The text of `data`: by byte order mark, as UTF-8, by the charset an HTML page declares, or by
    the statistics of its letters; windows-1252 where all of that fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    damaged = _replacing(data, "utf-8")
    beyond_ascii = sum(1 for byte in data if byte > 127)
    if damaged.broken <= beyond_ascii * _BROKEN_SHARE:
        return damaged
    declared = _declared(data)
    if declared:
        return _replacing(data, declared)
    best = from_bytes(data).best()
    return _replacing(data, best.encoding if best else "cp1252")


def decode_as(data: bytes, encoding: str) -> str:
    """The text of `data` in an encoding that `decode` has found."""
    return _replacing(data, encoding).text


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count(_REPLACEMENT))


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:4096])
    if not found:
        return None
    label = found[1].decode("ascii").lower()
    if label in _READ_AS_WINDOWS_1252:
        return "cp1252"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return None if name.startswith(("utf-8", "utf-16", "utf-32")) else name
