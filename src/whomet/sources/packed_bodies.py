"""Reading a body that may be packed (gzip, deflate), never holding more of it than a page may have."""

import zlib
from collections.abc import Iterable

from whomet.errors import UnreadableInput

# What is asked for: a page in any other packing was not asked for, and is refused by name.
ACCEPTED = "gzip, deflate"
_PIECE = 65_536


def whole_body(pieces: Iterable[bytes], *, packing: str, largest: int) -> bytes:
    """The body, unpacked. `packing` is the Content-Encoding; `largest` (bytes) holds for what came and for
    what it unpacks to, so that a small packed body cannot fill the memory.

    Raises UnreadableInput for a body that is larger, is in another packing, or does not unpack.
    """
    unpack = _unpacker(packing)
    body, came = bytearray(), 0
    for piece in pieces:
        came += len(piece)
        _check(came, largest, "sends")
        if unpack is None:
            body += piece
            continue
        waiting = piece
        while waiting and not unpack.finished:
            body += unpack(waiting, _PIECE)
            waiting = unpack.waiting
            _check(len(body), largest, "unpacks to")
    if unpack is not None and came and not unpack.finished:
        raise UnreadableInput("a packed page that ends in its midst", next_step="try again later")
    return bytes(body)


class _Unpacker:
    """zlib with a bound on every step, and deflate in both of its spellings (RFC 9110, section 8.4.1.2:
    zlib's; some servers send it bare)."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._begun = False

    def __call__(self, piece: bytes, largest: int) -> bytes:
        try:
            unpacked = self._stream.decompress(piece, largest)
        except zlib.error as error:
            if self._begun or self._window != zlib.MAX_WBITS:
                raise UnreadableInput(
                    f"a packed page that does not unpack: {error}", next_step="try again later"
                ) from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            self._begun = True
            return self(piece, largest)
        self._begun = True
        return unpacked

    @property
    def waiting(self) -> bytes:
        """What came and has not been unpacked yet."""
        return self._stream.unconsumed_tail

    @property
    def finished(self) -> bool:
        """Whether the packed body has ended; what follows it is left out."""
        return self._stream.eof


def _unpacker(packing: str) -> _Unpacker | None:
    match packing.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return _Unpacker(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Unpacker(zlib.MAX_WBITS)
        case other:
            raise UnreadableInput(f"a page packed as {other}, which was not asked for")


def _check(size: int, largest: int, does: str) -> None:
    if size > largest:
        raise UnreadableInput(
            f"{does} more than {largest / 1e6:g} MB, the largest page that is taken",
            next_step="save the page by hand, or raise largest_page in [fetch] of whomet.toml",
        )
