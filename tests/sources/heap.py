"""A newsroom's heap: one file of every kind that whomet takes, and broken ones. All people and outlets in it are
invented. Each builder gives the bytes; what is good says how many documents are in it."""

import functools
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from openpyxl import Workbook
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = Path(__file__).parents[2]
SENTENCE = "The President of Chile received Tom Vale in Santiago on Tuesday, her office said."
PAGE = (
    "<!doctype html><html><head><title>Vale in Santiago</title></head><body><article><h1>Vale in Santiago</h1>"
    f"<p>{SENTENCE}</p><p>They spoke about telescopes for an hour and agreed to meet again.</p></article></body></html>"
)


def message(*, attachment: bytes | None = None) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Press Desk (invented) <press@palace.example>"
    mail["To"] = "news@desk.example"
    mail["Subject"] = "President receives Tom Vale"
    mail["Date"] = "Tue, 05 Mar 2024 10:00:00 -0300"
    mail.set_content(SENTENCE)
    mail.add_alternative(PAGE, subtype="html", cte="quoted-printable")
    if attachment:
        mail.add_attachment(attachment, maintype="application", subtype="pdf", filename="../../readout.pdf")
    return bytes(mail)


def mhtml() -> bytes:
    page = EmailMessage()
    page["From"] = "<Saved by a browser>"
    page["Snapshot-Content-Location"] = "https://courier.example/vale"
    page["Subject"] = "Vale in Santiago"
    page["Date"] = "Wed, 06 Mar 2024 09:00:00 -0000"
    page.add_related(
        PAGE.replace("</article>", "<p>Saved whole.</p></article>"), subtype="html", cte="base64"
    )
    page.add_related(b"\x89PNG....", maintype="image", subtype="png")
    part = next(page.iter_parts())
    part["Content-Location"] = "https://courier.example/vale"
    return bytes(page)


def single_file() -> bytes:
    saved = "url: https://lantern.example/vale \n saved date: Tue Mar 05 2024 10:11:12 GMT+0100 (CET)"
    note = f"<!--\n Page saved with SingleFile \n {saved}\n-->"
    return PAGE.replace("<head>", f"<head>{note}").replace("telescopes", "mirrors").encode()


def word() -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Readout", SENTENCE))
    row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Place", "La Moneda"))
    body = f'<w:document xmlns:w="{name}"><w:body>{paragraphs}<w:tbl><w:tr>{row}</w:tr></w:tbl></w:body></w:document>'
    return zipped({"word/document.xml": body.encode(), "[Content_Types].xml": b"<Types/>"})


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Ministers' meetings, January to March 2024 (invented)"],
        ["Minister", "Date", "Name of individual or organisation", "Purpose of meeting"],
        ["Ada Brandt", "2024-03-05", "Tom Vale, Skyline Rockets", "To discuss telescopes"],
        [None, "2024-03-07", "Port Workers' Union", "Pay"],
        ["Bo Lind", "Nil return", None, None],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for status, kind, body in (
        ("200 OK", "text/html", PAGE.replace("an hour", "two hours").encode()),
        ("404 Not Found", "text/html", b"gone"),
        ("200 OK", "image/png", b"\x89PNG"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "https://wire.example/vale", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


X_ARCHIVE = "window.YTD.tweets.part0 = " + json.dumps(
    [
        {
            "tweet": {
                "id_str": "101",
                "full_text": SENTENCE,
                "created_at": "Tue Mar 05 13:00:00 +0000 2024",
                "lang": "en",
            }
        }
    ]
)
X_ACCOUNT = "window.YTD.account.part0 = " + json.dumps(
    [{"account": {"username": "desk_example", "accountDisplayName": "Desk (invented)"}}]
)
MASTODON = json.dumps(
    [
        {
            "id": "202", "created_at": "2024-03-05T13:00:00Z", "content": f"<p>{SENTENCE}</p>", "language": "en",
            "url": "https://social.example/@desk/202", "reblog": None,
            "account": {"acct": "desk", "display_name": "Desk (invented)"},
        }
    ]
)  # fmt: skip
OUTBOX = json.dumps(
    {
        "type": "OrderedCollectionPage",
        "orderedItems": [
            {
                "type": "Create",
                "object": {
                    "id": "https://social.example/users/palace/statuses/303", "published": "2024-03-05T13:00:00Z",
                    "attributedTo": "https://social.example/users/palace",
                    "content": f"<p>{SENTENCE}<br>Again soon.</p>",
                },
            },
            {"type": "Announce", "object": "https://social.example/users/other/statuses/1"},
        ],
    }
)  # fmt: skip
BLUESKY = json.dumps(
    {
        "feed": [
            {
                "post": {
                    "uri": "at://did:plc:invented/app.bsky.feed.post/404", "cid": "x",
                    "author": {"handle": "wire.example", "displayName": "Wire (invented)"},
                    "record": {"text": SENTENCE, "createdAt": "2024-03-05T13:00:00Z", "langs": ["en"]},
                }
            }
        ]
    }
)  # fmt: skip
DOCUMENT = json.dumps(
    {
        "id": "told",
        "subject": "Tom Vale",
        "published": "2024-03-05",
        "kind": "news",
        "lang": "en",
        "text": SENTENCE,
    }
)
REGISTER = "Minister,Date,Name,Purpose\nAda Brandt,2024-03-05,Tom Vale,Telescopes\n,2024-03-06,A Union,Pay\n"
POSTS_CSV = f'id,created_at,text\n505,2024-03-05T13:00:00Z,"{SENTENCE}"\n'


def pdf() -> bytes:
    return sorted((ROOT / "examples").rglob("*.pdf"))[0].read_bytes()


GOOD: dict[str, tuple[Callable[[], bytes], int]] = {
    "page.html": (lambda: PAGE.replace("an hour", "three hours").encode(), 1),
    "saved.mhtml": (mhtml, 1),
    "single.html": (single_file, 1),
    "press.eml": (message, 1),
    "readout.docx": (word, 1),
    "meetings.xlsx": (workbook, 2),
    "crawl.warc.gz": (warc, 1),
    "release.pdf": (pdf, 1),
    "notes.txt": (lambda: f"A note\n{SENTENCE}".encode(), 1),
    "markdown.md": (lambda: f"# A note\n\n{SENTENCE} *Really.*".encode(), 1),
    "fields.md": (lambda: f"---\ntitle: A note\ndate: 2024-03-05\n---\n**{SENTENCE}** Yes.\n".encode(), 1),
    "list.mbox": (lambda: b"".join(b"From x Tue Mar  5 2024\n" + message() + b"\n" for _ in "ab"), 2),
    "forwarded.eml": (lambda: message(attachment=pdf()), 2),
    "deeper.html": (
        lambda: PAGE.replace("<p>", "<div>" * 5000 + "<p>", 1).replace("hour", "day").encode(),
        1,
    ),
    "old.txt.gz": (lambda: gzip.compress(f"An old note\n{SENTENCE}".encode()), 1),
    "account.js": (X_ACCOUNT.encode, 0),
    "tweets.js": (X_ARCHIVE.encode, 1),
    "mastodon.json": (MASTODON.encode, 1),
    "outbox.json": (OUTBOX.encode, 1),
    "bluesky.json": (BLUESKY.encode, 1),
    "told.jsonl": (DOCUMENT.encode, 1),
    "register.csv": (REGISTER.encode, 2),
    "posts.csv": (POSTS_CSV.encode, 1),
    "deep.html": (lambda: PAGE.replace("<p>", "<div>" * 50 + "<p>").encode(), 1),
    "latin.html": (lambda: PAGE.replace("Chile", "Perú").encode("latin-1"), 1),
}

XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
).encode()


def mime_bomb() -> bytes:
    head = b"From: a@b.example\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: x\nMIME-Version: 1.0\n"
    inner = b"Content-Type: text/plain\n\nx"
    for number in range(40):
        edge = f"e{number}".encode()
        inner = (
            b'Content-Type: multipart/mixed; boundary="'
            + edge
            + b'"\n\n--'
            + edge
            + b"\n"
            + inner
            + b"\n--"
            + edge
            + b"--\n"
        )
    return head + inner


BROKEN: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.html": lambda: b"   \n",
    "cut.pdf": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "noise.bin": lambda: bytes(range(256)) * 40,
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "bomb.gz": lambda: gzip.compress(b"\x00" * 120_000_000),
    "cut.gz": lambda: gzip.compress(SENTENCE.encode() * 50)[:-20],
    "bomb.docx": lambda: zipped({"word/document.xml": b"<a>" + b"x" * 60_000_000 + b"</a>"}),
    "xml-bomb.docx": lambda: zipped({"word/document.xml": XML_BOMB}),
    "cut.docx": lambda: word()[:-40],
    "empty.docx": lambda: zipped({"word/document.xml": b"<w/>"}),
    "other.zip": lambda: zipped({"a.txt": b"text"}),
    "bomb.xlsx": lambda: zipped({"xl/workbook.xml": b"<a/>", "xl/x.xml": b"\x00" * 210_000_000}),
    "damaged.xlsx": lambda: zipped({"xl/workbook.xml": b"<a/>"}),
    "cut.json": lambda: DOCUMENT.encode()[:-30],
    "other.json": lambda: b'{"weather": "fine"}',
    "feedless.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    ),
    "bomb.eml": mime_bomb,
    "wordless.eml": lambda: (
        b"From: a@b.example\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: x\nContent-Type: image/png\n\nx"
    ),
    "cut.warc": lambda: gzip.decompress(warc())[:400],
    "endless.html": lambda: b"<html><body>" + b"<div>" * 60_000 + b"x",
    "nul.txt": lambda: b"text\x00with\x00nothing" * 100,
    "menu.html": lambda: b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 500,
}


def pdf_objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its catalogue."""
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
    return data + table + end % (len(bodies) + 1, trailer, len(data))


CATALOGUE, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PDF_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"


def pdf_bomb() -> bytes:
    """Streams within streams: 1 kB that becomes 800 MB."""
    inner = zlib.compress(zlib.compress(b" " * 800_000_000, 9), 9)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(inner),
        inner,
    )
    return pdf_objects(CATALOGUE, PAGES, PDF_PAGE, stream)


BROKEN |= {
    "bomb.pdf": pdf_bomb,
    "loop.pdf": lambda: pdf_objects(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    "locked.pdf": lambda: pdf_objects(
        CATALOGUE, PAGES, PDF_PAGE, b"<< /Length 0 >>\nstream\n\nendstream",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32),
        trailer=b"/Encrypt 5 0 R /ID [<00> <00>]",
    ),
    "scan.pdf": lambda: pdf_objects(CATALOGUE, PAGES, PDF_PAGE, b"<< /Length 0 >>\nstream\n\nendstream"),
    "cut.utf16": lambda: SENTENCE.encode("utf-16-be")[:61],
    "tags.html": lambda: b"<html><body>" + b"<p>a" * 400_000,
    "nodes.docx": lambda: zipped({"word/document.xml": b"<w>" + b"<p/>" * 12_000_000 + b"</w>"}),
    "entity.docx": lambda: zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
    "parts.eml": lambda: (
        b"From: a@b.example\nDate: x\nSubject: x\nContent-Type: multipart/mixed; boundary=e\n\n"
        + b"--e\nContent-Type: text/plain\n\nx\n" * 50_000
    ),
    "many.json": lambda: b'{"data": [' + b'{"id":"1","text":"a","created_at":""},' * 110_000 + b"{}]}",
    "deep.json": lambda: b'{"id": "a", "text": "b", "x": ' + b"[" * 100_000,
    "long.txt": lambda: SENTENCE.encode() * 80_000,
    "nested.gz": lambda: functools.reduce(lambda data, _: gzip.compress(data), range(9), SENTENCE.encode()),
    "up.tar": lambda: b"../../etc/passwd" + bytes(241) + b"ustar\x0000" + bytes(600),
}  # fmt: skip


# In, as far as they can be read, and reported: (bytes, documents).
PARTLY: dict[str, tuple[Callable[[], bytes], int]] = {
    "ragged.csv": (
        lambda: (
            REGISTER + "Bo Lind,2024-03-07,Tom Vale,Pay,more\nBo Lind,2024-03-08,A Union,Pay\n"
        ).encode(),
        4,
    ),
    "mixed.txt": (lambda: (f"{SENTENCE} Perú Ñuñoa. " * 30).encode() + b"\x81\xff", 1),
}


def build(folder: Path) -> None:
    """Write the heap: the good, the broken, a text that is too large, and a link out of the folder."""
    folder.mkdir(parents=True)
    for name, (make, _) in (GOOD | PARTLY).items():
        (folder / name).write_bytes(make())
    for name, make_broken in BROKEN.items():
        (folder / name).write_bytes(make_broken())
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (folder / "secret.txt").symlink_to(Path("/etc/passwd"))
