"""Mailboxes in the mbox format (RFC 4155): one message after another, each after a line that begins with "From "."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from whomet.errors import UnreadableInput
from whomet.model import Issue
from whomet.sources.collect import Incoming

# The line stands after an empty one (RFC 4155, appendix A), and a header follows: a sentence of a message that
# happens to begin with "From" is none.
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:)")
_HEAD = re.compile(rb"From [^\n]*\n[A-Za-z][A-Za-z0-9-]*:")
_MOST_MESSAGES = 10_000


def is_mailbox(data: bytes) -> bool:
    """Whether the bytes begin as a mailbox does: with the line before a message, and its header."""
    return _HEAD.match(data) is not None


def open_mailbox(incoming: Incoming) -> Iterator[Incoming | Issue]:
    """The messages of a mailbox, each as a file of its own. Raises UnreadableInput where there are too many."""
    bounds = [(found.start(), found.end()) for found in _SEPARATOR.finditer(incoming.data)]
    if len(bounds) > _MOST_MESSAGES:
        raise UnreadableInput(
            f"is a mailbox of {len(bounds):,} messages", where=incoming.name, next_step="split the mailbox"
        )
    stem = PurePosixPath(incoming.name).stem
    ends = [start for start, _ in bounds[1:]] + [len(incoming.data)]
    for number, ((_, start), end) in enumerate(zip(bounds, ends, strict=True), start=1):
        name = f"{incoming.name}/{stem}-message-{number}.eml"
        yield Incoming(data=incoming.data[start:end], name=name, given=incoming.given)
