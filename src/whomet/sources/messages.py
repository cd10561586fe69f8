"""Messages in the format of RFC 5322 and MIME: e-mail (.eml), and pages saved as MHTML (RFC 2557).

The text of a message becomes bytes of its own, in UTF-8; attached documents likewise. Pictures and other
attachments are left out.
"""

import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from whomet.errors import UnreadableInput
from whomet.model import Issue
from whomet.sources.collect import Given, Incoming

_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]*:)[^\n]*\n")
_TELLING = (
    b"\nfrom:",
    b"\ndate:",
    b"\nsubject:",
    b"\nmime-version:",
    b"\nreceived:",
    b"\nmessage-id:",
    b"\ncontent-type:",
)
_HEAD = 16_384
# Parts within parts; a mail program makes three or four levels.
_DEEPEST, _MOST_PARTS = 20, 500
_DOCUMENTS = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


def is_message(data: bytes) -> bool:
    """Whether the bytes begin with the header of a message: three or more of the fields that all have."""
    head = data[:_HEAD]
    if not _HEADER.match(head):
        return False
    fields = b"\n" + head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return sum(field in fields for field in _TELLING) >= 3


def open_message(incoming: Incoming) -> Iterator[Incoming | Issue]:
    """The text of a message, then its attached documents. Raises UnreadableInput where it has no text."""
    try:
        message = message_from_bytes(incoming.data, policy=email.policy.default)
        parts = list(_parts(message, incoming.name))
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise UnreadableInput(
            f"is a damaged message: {error}", where=incoming.name, next_step="export it again"
        ) from error
    body = _body(parts)
    if body is None:
        raise UnreadableInput(
            "is a message without a text", where=incoming.name, next_step="save its text or its attachments"
        )
    yield Incoming(data=_in_utf8(body), name=incoming.name, given=_said(message, body, incoming.given))
    stem = PurePosixPath(incoming.name).stem
    attached = [part for part in parts if part is not body and _is_document(part)]
    for number, part in enumerate(attached, start=1):
        kind = part.get_content_type()
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            name = f"{incoming.name}/{stem}-attachment-{number}{_DOCUMENTS[kind]}"
            yield Incoming(data=data, name=name, given=_said(message, part, incoming.given, title=False))


def _parts(message: EmailMessage, name: str) -> Iterator[EmailMessage]:
    pending = [(message, 0)]
    seen = 0
    while pending:
        part, depth = pending.pop(0)
        seen += 1
        if depth > _DEEPEST or seen > _MOST_PARTS:
            raise UnreadableInput(
                "has more parts than a message has", where=name, next_step="save its text by hand"
            )
        if part.is_multipart():
            inner = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
            pending[:0] = [(each, depth + 1) for each in inner]
        else:
            yield part


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part that is the message's text: the first in HTML, else the first plain one, that is not attached."""
    own = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in own:
            if part.get_content_type() == kind and _in_utf8(part).strip():
                return part
    return None


def _is_document(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" and part.get_content_type() in _DOCUMENTS


def _in_utf8(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    # The mark goes before what the page itself says of its encoding.
    return text.encode("utf-8-sig")


def _said(message: EmailMessage, part: EmailMessage, given: Given, *, title: bool = True) -> Given:
    """What the header says of the text."""
    saved_page = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    if saved_page and re.match(r"https?://", str(saved_page)):
        return given.model_copy(update={"url": given.url or str(saved_page), "fetched": _moment(message)})
    sender = message.get("From")
    addresses = getattr(sender, "addresses", ())
    author = next((address.display_name or address.addr_spec for address in addresses), None)
    subject = str(message.get("Subject") or "").strip()
    return given.model_copy(
        update={
            "published": given.published or _moment(message),
            "author": author or None,
            "title": subject or None if title else None,
        }
    )


def _moment(message: EmailMessage) -> str | None:
    try:
        moment: datetime = parsedate_to_datetime(str(message.get("Date")))
    except (TypeError, ValueError):
        return None
    return moment.isoformat()
