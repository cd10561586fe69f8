"""What single outlets declare: each declaration reads its example page, which reads wrongly without it."""

import json
import re
from pathlib import Path

import pytest
from reading_cases import CASES, Reader

from whomet.documents.listing import body_text
from whomet.documents.outlets import declared_outlets, outlet_of
from whomet.documents.prove import prove
from whomet.model import Document
from whomet.model.media import MediaType

PAGES = sorted((CASES / "outlets").glob("*.html"))


def as_shown(document: Document) -> dict[str, object]:
    """What an editor sees of a page: the fields of the expected result."""
    return {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published_day": document.published_day,
        "captions": [caption.text for caption in document.captions],
        "text": [line for line in body_text(document).split("\n") if line],
    }


def test_every_declaration_has_an_example_and_its_hosts_are_its_own() -> None:
    declared = declared_outlets()
    assert sorted(outlet.name for outlet in declared) == [page.stem for page in PAGES]
    for outlet in declared:
        assert all(outlet_of(f"https://www.{host}/a/story") == outlet for host in outlet.hosts)
    assert outlet_of("https://notcnn.com/a").hosts == outlet_of(None).hosts == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_declared_outlet_reads_as_expected(page: Path, reader: Reader) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    data = page.read_bytes()
    (document,) = reader.read(data, page.name, MediaType.HTML).documents
    assert as_shown(document) == expected
    for line in re.finditer(r"[^\n]+", document.text):
        assert prove(document, document.span(*line.span()), data)
    elsewhere = re.sub(rb'(rel="canonical" href="https://www)[^/]+', rb"\1.undeclared.example", data)
    assert elsewhere != data
    (undeclared,) = reader.read(elsewhere, page.name, MediaType.HTML).documents
    assert as_shown(undeclared) != expected, "the declaration changes nothing"
