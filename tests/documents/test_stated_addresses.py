"""An address that is none, wherever it is stated, neither ends the reading nor enters the document."""

import json

import pytest
from reading_cases import Reader

from whomet.model import Given
from whomet.model.media import MediaType
from whomet.model.web_address import web_address
from whomet.sources import Incoming, describe

TEXT = "The President of Chile received Tom Vale in Santiago on Tuesday, her office said."
ODD = ["http://[x", "http://", "javascript:alert(1)", "file:///etc/passwd", "//host/path", "no address"]


@pytest.mark.parametrize("address", ODD)
def test_what_is_no_address_is_left_out_and_the_text_read(address: str, reader: Reader) -> None:
    page = f"<html><head><link rel='canonical' href='{address}'></head><body><p>{TEXT}</p></body></html>"
    files = [
        (page.encode(), MediaType.HTML),
        (json.dumps({"id": "a", "text": TEXT, "url": address}).encode(), MediaType.DOCUMENTS),
        (f'id,created_at,text,url\n1,2024-03-05,"{TEXT}",{address}\n'.encode(), MediaType.POST_TABLE),
        (f"---\ntitle: a\nurl: {address}\n---\n{TEXT}\n".encode(), MediaType.MARKDOWN),
    ]
    for data, media_type in files:
        (document,) = reader.read(data, "a.file", media_type).documents
        assert TEXT in document.text
        assert document.url is None, media_type
    assert describe(Incoming(page.encode(), "a.html", Given(url=address))).url is None


def test_an_address_is_kept_as_it_is_stated() -> None:
    for address in ("https://courier.example/a?b=c#d", "http://[2001:db8::1]/x"):
        assert web_address(address) == address
