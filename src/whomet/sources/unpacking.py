"""Opening what holds other documents: mail, saved pages in one file, web archives, compressed files.

Each document inside becomes bytes of its own, with what the container says of it. What is no container is
handed on as it is.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from whomet.errors import UnreadableInput
from whomet.issues import issue_from
from whomet.model import Issue
from whomet.sources.collect import Incoming, Limits, collect
from whomet.sources.mailboxes import is_mailbox, open_mailbox
from whomet.sources.messages import is_message, open_message
from whomet.sources.single_file import read_single_file_note
from whomet.sources.web_archives import is_wacz, open_wacz, open_warc

_DEEPEST = 4
"""Containers within containers (a compressed archive of messages) that are opened."""

_GZIP = b"\x1f\x8b"
_WARC = b"WARC/"
_ZIP = b"PK\x03\x04"


def documents_in(targets: Iterable[Path], *, limits: Limits) -> Iterator[Incoming | Issue]:
    """The files that `targets` name or contain (see `collect`), and the documents in those that hold others."""
    for incoming in collect(targets, limits=limits):
        if isinstance(incoming, Issue):
            yield incoming
        else:
            yield from unpack(incoming, limits=limits)


def unpack(incoming: Incoming, *, limits: Limits) -> Iterator[Incoming | Issue]:
    """The documents that `incoming` holds, or `incoming` itself where it is none that holds others.

    What cannot be opened, is larger than the limits once opened, or lies too deep is reported.
    """
    yield from _unpack(incoming, limits, outermost=incoming.name, depth=0)


def _unpack(incoming: Incoming, limits: Limits, outermost: str, depth: int) -> Iterator[Incoming | Issue]:
    if depth > _DEEPEST:
        yield _refusal(outermost, "archives lie within archives too deeply", "unpack it by hand")
        return
    try:
        inside = _open(incoming, limits)
        if inside is None:
            yield read_single_file_note(incoming)
            return
        for item in inside:
            if isinstance(item, Issue):
                yield item
            else:
                yield from _unpack(item, limits, outermost, depth + 1)
    except UnreadableInput as error:
        yield issue_from(error, stage="sources", where=incoming.name)


def _open(incoming: Incoming, limits: Limits) -> Iterator[Incoming | Issue] | None:
    data = incoming.data
    if data.startswith(_WARC):
        return open_warc(incoming, limits)
    if data.startswith(_GZIP):
        if _begins_with_warc(incoming):
            return open_warc(incoming, limits)
        if incoming.path is None:
            return iter([_decompressed(incoming, limits)])
    if data.startswith(_ZIP):
        with incoming.open() as file:
            package = is_wacz(file)
        if package:
            return open_wacz(incoming, limits)
    if incoming.path is not None:
        raise UnreadableInput(
            f"is larger than the limit of {limits.largest_file / 1e6:.0f} MB, and no web archive",
            where=incoming.name,
            next_step="unpack it by hand and split it",
        )
    if is_mailbox(data):
        return open_mailbox(incoming)
    if is_message(data):
        return open_message(incoming)
    return None


def _begins_with_warc(incoming: Incoming) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(incoming.data, 16).startswith(_WARC)
    except zlib.error as error:
        raise UnreadableInput(
            f"is a damaged gzip file: {error}", where=incoming.name, next_step="download it again"
        ) from error


def _decompressed(incoming: Incoming, limits: Limits) -> Incoming:
    """The one file in a gzip file, never more of it than the limit."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(incoming.data)) as file:
            data = file.read(limits.largest_file + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(
            f"is a damaged gzip file: {error}", where=incoming.name, next_step="download it again"
        ) from error
    if len(data) > limits.largest_file:
        raise UnreadableInput(
            f"holds more than {limits.largest_file / 1e6:.0f} MB",
            where=incoming.name,
            next_step="unpack it by hand and split it",
        )
    name = re.sub(r"\.gz$", "", incoming.name, flags=re.IGNORECASE)
    return Incoming(data=data, name=name if PurePosixPath(name).name else incoming.name, given=incoming.given)


def _refusal(where: str, what: str, next_step: str) -> Issue:
    return Issue(stage="sources", where=where, what=what, next_step=next_step)
