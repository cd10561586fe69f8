"""Whether a web archive breaks off: a download that ended early, a crawler that was stopped."""

import zlib
from typing import IO

_CHUNK = 65_536


def is_cut(file: IO[bytes], largest: int) -> bool:
    """Whether a WARC file, from one of its records on, ends inside a record: the last compressed member, or the
    blank lines that close a record (ISO 28500, section 4.2), are not whole. No more than `largest` bytes are
    unpacked to find out."""
    chunk = file.read(_CHUNK)
    if not chunk.startswith(b"\x1f\x8b"):
        end = b""
        while chunk:
            end = (end + chunk)[-4:]
            chunk = file.read(_CHUNK)
        return end != b"\r\n\r\n"
    member, total = zlib.decompressobj(wbits=31), 0
    while chunk and total <= largest:
        try:
            total += len(member.decompress(chunk, _CHUNK * 16))
        except zlib.error:
            return True
        if member.eof:
            chunk = member.unused_data or file.read(_CHUNK)
            if chunk:
                member = zlib.decompressobj(wbits=31)
        else:
            chunk = member.unconsumed_tail or file.read(_CHUNK)
    return not member.eof and total <= largest
