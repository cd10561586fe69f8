"""What is larger than any honest file of its kind is refused before it costs time or memory."""

import json

import pytest
from reading_cases import Reader

from whomet.documents import reading
from whomet.errors import UnreadableInput
from whomet.model.media import MediaType
from whomet.sources import Incoming, describe

SENTENCE = "The President of Chile received Tom Vale in Santiago on Tuesday, her office said. "


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((SENTENCE.encode() + b"\n") * 65_000, "text/plain"),
        (b"[" + b"{}," * 10_500_000 + b"{}]", "application/json"),
        (b"Minister,Date\n" + b"Ada Brandt,2024-03-05\n" * 1_500_000, "text/csv"),
        (SENTENCE.encode() * 800_000, "text/html"),
    ],
    ids=["text", "json", "table", "unknown"],
)
def test_a_file_larger_than_its_kind_has_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableInput, match=f"larger than .* MB.*{kind}") as caught:
        describe(Incoming(data, "given"))
    assert caught.value.where == "given"


def test_pictures_set_into_a_page_do_not_count_as_its_text(reader: Reader) -> None:
    picture = f"<img src='data:image/png;base64,{'QUJD' * 3_000_000}'>"
    first, second = f"<p>{SENTENCE * 3}</p>", f"<p>{SENTENCE.replace('Tuesday', 'Friday') * 3}</p>"
    page = f"<html><body><article><h1>Vale</h1>{first}{picture}{second}</article></body></html>".encode()
    assert describe(Incoming(page, "saved.html")).media_type == MediaType.HTML
    (document,) = reader.read(page, "saved.html", MediaType.HTML).documents
    assert "Tuesday" in document.text
    assert "Friday" in document.text
    assert "QUJD" not in document.text


@pytest.mark.parametrize("page", ["<p>a" * 300_000, f"<p>{SENTENCE * 60_000}</p>"], ids=["tags", "text"])
def test_a_page_of_more_than_pages_have_is_an_issue(page: str, reader: Reader) -> None:
    read = reader.read(f"<html><body>{page}".encode(), "huge.html", MediaType.HTML)
    assert read.documents == ()
    assert "more than pages have" in read.issues[0].what


def test_a_file_of_too_many_documents_is_an_issue(reader: Reader) -> None:
    rows = reading.MOST_DOCUMENTS + 1
    post = {"id": "1", "text": "a", "created_at": ""}
    posts = json.dumps({"data": [post] * rows}).encode()
    documents = json.dumps({"id": "1", "text": "a"}).encode() + b"\n"
    for data, media_type in (
        (posts, MediaType.POSTS),
        (documents * rows, MediaType.DOCUMENTS),
        (b"{broken\n" * rows, MediaType.DOCUMENTS),
        (b"A,B\n" + b"x,2024-03-05\n" * rows, MediaType.REGISTER),
    ):
        read = reader.read(data, "many", media_type)
        assert read.documents == ()
        assert [issue.what for issue in read.issues] == ["holds more than 100,000 documents"]
        assert read.issues[0].where == "many"


def test_a_text_longer_than_five_books_is_left_out_and_the_rest_read(reader: Reader) -> None:
    long = {"id": "long", "text": "a " * (reading.LONGEST_TEXT // 2 + 1)}
    data = f"{json.dumps(long)}\n{json.dumps({'id': 'short', 'text': SENTENCE})}\n".encode()
    read = reader.read(data, "texts.jsonl", MediaType.DOCUMENTS)
    assert [document.id for document in read.documents] == ["short"]
    assert [issue.where for issue in read.issues] == ["texts.jsonl, document 1"]
