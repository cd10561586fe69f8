"""Mail: its text, its attached documents and messages; nothing that was sent is passed over in silence."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from whomet.model import Issue
from whomet.sources import Incoming, Limits, unpack

SENTENCE = "The President of Chile received Tom Vale in Santiago on Tuesday, her office said."
PDF = b"%PDF-1.4\n..."


def mail(text: str = SENTENCE, subject: str = "Readout") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = '"Prensa, invented" <press@palace.example>'
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 -0300"
    message["Subject"] = subject
    message["Message-ID"] = "<1@palace.example>"
    message.set_content(text)
    return message


def opened(data: bytes, name: str = "press.eml") -> list[Incoming | Issue]:
    return list(unpack(Incoming(data, name), limits=Limits()))


def incoming(item: Incoming | Issue) -> Incoming:
    assert isinstance(item, Incoming), item
    return item


def test_the_header_says_who_when_and_what_about() -> None:
    message = mail("Recibió a Tom Vale en Ñuñoa.", "=?iso-8859-1?q?Recibi=F3_a_Vale?=")
    message.set_content("Recibió a Tom Vale en Ñuñoa.", charset="iso-8859-1", cte="quoted-printable")
    (text,) = map(incoming, opened(bytes(message)))
    assert text.data.decode("utf-8-sig").strip() == "Recibió a Tom Vale en Ñuñoa."
    assert (text.name, text.given.title) == ("press.eml", "Recibió a Vale")
    assert (text.given.author, text.given.published) == ("Prensa, invented", "2024-03-05T10:00:00-03:00")


def test_documents_are_recognised_whatever_the_sender_calls_them() -> None:
    message = mail()
    message.add_attachment(PDF, maintype="application", subtype="octet-stream", filename="../../etc/cron.d/x")
    message.add_attachment(PDF, maintype="application", subtype="pdf", disposition="inline")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"\xd0\xcf\x11\xe0", maintype="application", subtype="msword", filename="old.doc")
    names = [incoming(item).name for item in opened(bytes(message))]
    assert names == ["press.eml", *(f"press.eml/press-attachment-{n}.part" for n in (1, 2, 3))]
    assert [incoming(item).data[:4] for item in opened(bytes(message))[1:]] == [PDF[:4]] * 2 + [
        b"\xd0\xcf\x11\xe0"
    ]


def test_an_attached_message_is_a_document_of_its_own_with_its_own_date() -> None:
    inner = mail(SENTENCE.replace("Tuesday", "Friday"), "The first readout")
    inner.replace_header("Date", "Fri, 01 Mar 2024 10:00:00 -0300")
    outer = mail("See the attached readout, please.")
    outer.add_attachment(inner)
    first, second = map(incoming, opened(bytes(outer)))
    assert b"See the attached" in first.data
    assert b"Friday" in second.data
    assert (second.given.title, second.given.published) == ("The first readout", "2024-03-01T10:00:00-03:00")


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_every_message_of_a_mailbox_is_read(line_end: bytes) -> None:
    messages = [bytes(mail(f"{SENTENCE}\n\nFrom there he went on to Lima ({n}).")) for n in range(3)]
    box = b"".join(b"From MAILER Tue Mar  5 10:00:00 2024\n" + message + b"\n" for message in messages)
    box = box.replace(b"\r\n", b"\n").replace(b"\n", line_end)
    read = [incoming(item) for item in opened(box, "list.mbox")]
    assert [item.name for item in read] == [f"list.mbox/list-message-{n}.eml" for n in (1, 2, 3)]
    assert all(f"Lima ({n})" in item.data.decode() for n, item in enumerate(read))


def test_a_message_of_many_parts_is_refused_in_bounded_time() -> None:
    head = b"From: a@b.example\nDate: x\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=e\n\n"
    (refusal,) = opened(head + b"--e\nContent-Type: text/plain\n\nx\n" * 100_000 + b"--e--\n")
    assert isinstance(refusal, Issue)
    assert "more parts" in refusal.what
