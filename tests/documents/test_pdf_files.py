"""PDF files: paragraphs without running lines, words joined, damage and scans reported."""

import re

import pytest
from reading_cases import Reader, write_pdf

from whomet.documents.prove import prove
from whomet.model import DocumentKind, Found
from whomet.model.media import MediaType

PAGES = [
    [
        (20, 8, "Palace Press Service (invented)"),
        (60, 15, "President receives Mr Vale"),
        (
            100,
            11,
            "Santiago, 4 May 2022. The President received Mr Tom Vale at the palace to talk about tele-",
        ),
        (114, 11, "scopes and about the internet of rural schools, her office announced this morning."),
        (
            150,
            11,
            "She thanked Mr Vale for the terminals that his company had sent to the islands and said that",
        ),
        (790, 8, "Page 1 of 2"),
    ],
    [
        (20, 8, "Palace Press Service (invented)"),
        (60, 11, "she would see him again in September."),
        (790, 8, "Page 2 of 2"),
    ],
]
INFORMATION = {
    "Title": "President receives Mr Vale",
    "Author": "Palace Press Service",
    "Subject": "restates: written for this test",
    "CreationDate": "D:20220505090000Z",
}


def test_a_release_of_two_pages(reader: Reader) -> None:
    data = write_pdf(PAGES, INFORMATION)
    read = reader.read(data, "release.pdf", MediaType.PDF)
    assert read.issues == ()
    (document,) = read.documents
    assert document.text.split("\n") == [
        "President receives Mr Vale",
        "Santiago, 4 May 2022. The President received Mr Tom Vale at the palace to talk about telescopes and "
        "about the internet of rural schools, her office announced this morning.",
        "She thanked Mr Vale for the terminals that his company had sent to the islands and said that she "
        "would see him again in September.",
    ]
    assert document.kind is DocumentKind.PRESS_RELEASE
    assert document.published == Found(value="2022-05-04", how="dateline", confidence=0.75)
    assert document.restates == "written for this test"
    for line in re.finditer(r"[^\n]+", document.text):
        assert prove(document, document.span(*line.span()), data)


def test_the_creation_date_is_a_last_resort_and_says_so(reader: Reader) -> None:
    data = write_pdf([[(60, 11, "The President received Mr Vale.")]], INFORMATION)
    (document,) = reader.read(data, "undated.pdf", MediaType.PDF).documents
    assert document.published == Found(value="2022-05-05", how="pdf creation date", confidence=0.3)
    (given,) = reader.read(data, "undated.pdf", MediaType.PDF, published="2022-05-01").documents
    assert given.published == Found(value="2022-05-01", how="given", confidence=1.0)


def test_scans_are_reported_as_needing_ocr(reader: Reader) -> None:
    scanned = reader.read(write_pdf([[]], {}), "scan.pdf", MediaType.PDF)
    assert scanned.documents == ()
    assert "no text layer" in scanned.issues[0].what
    assert "OCR" in scanned.issues[0].next_step
    partly = reader.read(write_pdf([PAGES[0], []], {}), "partly.pdf", MediaType.PDF)
    assert len(partly.documents) == 1
    assert [issue.where for issue in partly.issues] == ["partly.pdf, page 2"]


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_file_cut_off_is_an_issue_and_no_crash(reader: Reader, share: float) -> None:
    data = write_pdf(PAGES, INFORMATION)
    read = reader.read(data[: int(len(data) * share)], "cut.pdf", MediaType.PDF)
    assert read.documents or read.issues
