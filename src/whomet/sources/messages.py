"""Messages in the format of RFC 5322 and MIME: e-mail (.eml), and pages saved as MHTML (RFC 2557).

The text of a message becomes bytes of its own, in UTF-8; attachments likewise, those whose kind is not read being
reported like any other file.
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

from whomet.bounded import bounded
from whomet.errors import UnreadableInput
from whomet.model import Given, Issue
from whomet.sources.collect import Incoming

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
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_MESSAGE = "message/rfc822"
# Attachments that hold no document: pictures and sounds, signatures, appointments, cards of addresses.
_NO_DOCUMENTS = ("image/", "audio/", "video/", "font/", "application/pkcs7-", "application/x-pkcs7-")
_NO_DOCUMENT = frozenset(
    {
        "application/pgp-signature",
        "application/ics",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/css",
    }
)
# What the standard library's parser raises on malformed messages, besides errors of its own.
_DAMAGE = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def is_message(data: bytes) -> bool:
    """Whether the bytes begin with the header of a message: three or more of the fields that all have."""
    head = data[:_HEAD]
    if not _HEADER.match(head):
        return False
    fields = b"\n" + head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return sum(field in fields for field in _TELLING) >= 3


def open_message(incoming: Incoming) -> Iterator[Incoming | Issue]:
    """The text of a message, then its attachments, attached messages among them. Pictures, sounds, signatures,
    appointments and cards are left out. Raises UnreadableInput where it has no text, or is damaged."""
    brought = {name: value for name, value in incoming.given.model_dump().items() if value}
    for opened in bounded(_opened, incoming.data, where=incoming.name):
        yield Incoming(data=opened.data, name=opened.name, given=opened.given.model_copy(update=brought))


def _opened(data: bytes, *, where: str) -> list[Incoming]:
    if sum(1 for _ in _PART.finditer(data)) > _MOST_PARTS:  # the parser takes a minute for 100,000
        raise _too_many_parts(where)
    try:
        message = message_from_bytes(data, policy=email.policy.default)
        return list(_texts(message, where))
    except _DAMAGE as error:
        raise UnreadableInput(
            f"is a damaged message: {error}", where=where, next_step="export it again"
        ) from error


def _texts(message: EmailMessage, name: str) -> Iterator[Incoming]:
    parts = list(_parts(message, name))
    body = _body(parts)
    if body is None:
        raise UnreadableInput(
            "is a message without a text", where=name, next_step="save its text or its attachments"
        )
    yield Incoming(data=_in_utf8(body), name=name, given=_said(message, body))
    stem = PurePosixPath(name).stem
    attached = [part for part in parts if part is not body and _is_document(part)]
    for number, part in enumerate(attached, start=1):
        data = _in_utf8(part) if part.get_content_maintype() == "text" else _content(part)
        if data.strip():
            # The sender's name for it is never used. When the message was sent says nothing of when an attached
            # document was published: it may be an old one, and says so itself.
            yield Incoming(data=data, name=f"{name}/{stem}-attachment-{number}.part")


def _parts(message: EmailMessage, name: str) -> Iterator[EmailMessage]:
    """The parts that hold something, in order. An attached message is one of them, unopened."""
    pending = [(message, 0)]
    seen = 0
    while pending:
        part, depth = pending.pop(0)
        seen += 1
        if depth > _DEEPEST or seen > _MOST_PARTS:
            raise _too_many_parts(name)
        if part.is_multipart() and part.get_content_type() != _MESSAGE:
            inner = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
            pending[:0] = [(each, depth + 1) for each in inner]
        else:
            yield part


def _too_many_parts(name: str) -> UnreadableInput:
    return UnreadableInput("has more parts than a message has", where=name, next_step="save its text by hand")


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part that is the message's text: the first in HTML, else the first plain one, that is not attached."""
    own = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in own:
            if part.get_content_type() == kind and _in_utf8(part).strip():
                return part
    return None


def _is_document(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    if kind.startswith(_NO_DOCUMENTS) or kind in _NO_DOCUMENT:
        return False
    # A text that is no attachment is the message's own in another form, or a list's footer.
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def _content(part: EmailMessage) -> bytes:
    if part.is_multipart():
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _in_utf8(part: EmailMessage) -> bytes:
    data = _content(part)
    charset = part.get_content_charset() or "utf-8"
    try:
        text = data.decode(charset, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    # The mark goes before what the page itself says of its encoding.
    return text.encode("utf-8-sig", errors="replace")


def _said(message: EmailMessage, part: EmailMessage) -> Given:
    """What the header says of the text."""
    saved_page = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    if saved_page and re.match(r"https?://", str(saved_page)):
        return Given(url=str(saved_page), fetched=_moment(message))
    addresses = getattr(message.get("From"), "addresses", ())
    author = next((address.display_name or address.addr_spec for address in addresses), None)
    subject = str(message.get("Subject") or "").strip()
    return Given(published=_moment(message), author=author or None, title=subject or None)


def _moment(message: EmailMessage) -> str | None:
    try:
        moment: datetime = parsedate_to_datetime(str(message.get("Date")))
    except (TypeError, ValueError):
        return None
    return moment.isoformat()
