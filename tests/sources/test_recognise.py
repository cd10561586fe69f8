"""A file is what its content says, whatever it is called."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import UnreadableInput
from whomet.model.media import MediaType
from whomet.sources import Incoming, describe, recognise

KNOWN = [
    (b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html><html><body>x</body></html>", MediaType.HTML),
    (b"<div class=a><p>a fragment</p></div>", MediaType.HTML),
    (b"%PDF-1.7 ...", MediaType.PDF),
    (b"# A heading\n\nVale met Orr, she said.\n", MediaType.MARKDOWN),
    (b"---\ntitle: Vale\n---\nVale met Orr.\n", MediaType.MARKDOWN),
    (b"Vale [met](https://courier.example/a) Orr, she said.\n", MediaType.MARKDOWN),
    (b"Vale met Orr* - item #1 - 2 ** 3 ** 4, he said [1].\n", MediaType.TEXT),
    (b"[Photo] Vale met Orr.", MediaType.TEXT),
    ("Präsident, Kanzler".encode("cp1252"), MediaType.TEXT),
    ("Vale met Orr.".encode("utf-16"), MediaType.TEXT),
    (b'{"id": "a", "text": "t", "published": null, "kind": "news"}', MediaType.DOCUMENTS),
    (b'{"id": "a", "text": "t"}\n{"id": "b", "text": "u"}\n', MediaType.DOCUMENTS),
    (b'[{"id": "a", "text": "t"}]', MediaType.DOCUMENTS),
    (b'{"data": [{"id": "1", "text": "t", "created_at": "2023-01-01T00:00:00Z"}]}', MediaType.POSTS),
    (b"id,created_at,handle,text\n1,2023-01-01,a,hello\n", MediaType.POST_TABLE),
    (b"Minister;Date;Organisation\nOrr;2022-05-04;Skyline\n", MediaType.REGISTER),
    (b"Vale met Orr, at last.\n\nThey spoke, she said, of rockets.\n", MediaType.TEXT),
]


@pytest.mark.parametrize(("data", "media_type"), KNOWN)
@pytest.mark.parametrize("name", ["page.html", "data.csv", "noextension"])
def test_the_content_decides(data: bytes, media_type: MediaType, name: str) -> None:
    assert recognise(data, name=name) is media_type
    assert describe(Incoming(data, name)).size == len(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (b"WARC/1.0\r\n", "web archive"),
        (bytes(range(256)) * 4, "binary"),
        (b'{"encounters": []}', "neither documents"),
        (b'{"a": ', "not valid"),
        (b"<?xml version='1.0'?><books><book/></books>", "XML"),
    ],
)
def test_what_is_not_read_is_refused_with_name_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        recognise(data, name="given.bin")
    assert caught.value.where == "given.bin"
    assert caught.value.next_step


@given(data=st.binary(max_size=300))
def test_any_bytes_are_recognised_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableInput):
        assert recognise(data, name="x") in MediaType
