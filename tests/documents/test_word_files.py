"""Word files: what a reader sees of them, a line each, and nothing that is hidden, deleted or meant to do harm."""

import io
import zipfile

import pytest
from reading_cases import Reader

from whomet.documents.prove import prove
from whomet.model import DocumentKind
from whomet.model.media import MediaType

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CORE = (
    '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:creator>Ada Brandt'
    "</dc:creator><dc:title>Readout</dc:title><t:modified>2024-03-06T10:00:00Z</t:modified></p>"
)


def word(body: str, *, prologue: str = "", properties: str = CORE) -> bytes:
    out = io.BytesIO()
    root = f'<w:document xmlns:w="{MAIN}" xmlns:mc="{COMPATIBLE}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", prologue + root)
        package.writestr(
            "word/header1.xml", f'<w:hdr xmlns:w="{MAIN}"><w:p><w:r><w:t>HEAD</w:t></w:r></w:p></w:hdr>'
        )
        package.writestr("docProps/core.xml", properties)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def test_a_readout_with_a_table_and_tracked_changes(reader: Reader) -> None:
    cell = "<w:tc>{}</w:tc>".format
    inner = f"<w:tbl><w:tr>{cell(paragraph(run('by the')))}{cell(paragraph(run('port')))}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell(paragraph(run('Place')))}{cell(paragraph(run('The harbour')) + inner)}</w:tr>"
        f"<w:tr>{cell(paragraph())}{cell(paragraph())}</w:tr>"
    )
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph(run('A box.'))}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{paragraph(run('A box.'))}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    data = word(
        paragraph(
            run("Minister Brandt "), f"<w:del>{run('did not receive')}</w:del>", run("received Tom Vale.")
        )
        + paragraph(
            run("One line", ""), "<w:r><w:br/></w:r>", run("and another"), "<w:r><w:tab/></w:r>", run("end")
        )
        + paragraph(f"<w:moveFrom>{run('Moved.')}</w:moveFrom>", run("unseen", "<w:rPr><w:vanish/></w:rPr>"))
        + paragraph(f"<w:r>{drawing}</w:r>", run("After the box.", '<w:rPr><w:vanish w:val="0"/></w:rPr>'))
        + f"<w:tbl>{rows}</w:tbl>"
    )
    (document,) = reader.read(data, "readout.docx", MediaType.WORD).documents
    assert document.text.split("\n") == [
        "Minister Brandt received Tom Vale.",
        "One line",
        "and another end",
        "A box.",
        "After the box.",
        "Place | The harbour by the port",
    ]
    assert (document.title, document.author, document.published_day) == (
        "Readout",
        "Ada Brandt",
        "2024-03-06",
    )
    assert document.kind is DocumentKind.NEWS
    assert prove(document, document.span(0, 34), data)


ENTITIES = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word(paragraph(run("&a;")), prologue=ENTITIES), "declares a document type"),
        (
            word(paragraph(run("Vale met Orr.")), properties=f"{ENTITIES}<p>&a;</p>"),
            "declares a document type",
        ),
        (word(paragraph(run("cut"))).replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (word("<w:p>" * 300 + "</w:p>" * 300), "damaged"),
        (word(paragraph(run("Vale met Orr. " * 400_000))), "a text of"),
    ],
    ids=["entity", "entity in properties", "cut directory", "nested", "long"],
)
def test_what_no_word_document_is_is_an_issue(data: bytes, reason: str, reader: Reader) -> None:
    read = reader.read(data, "odd.docx", MediaType.WORD)
    assert read.documents == ()
    assert reason in read.issues[0].what
