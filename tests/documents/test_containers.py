"""Posts, registers and documents in JSON: one document each, provable from the container's bytes."""

import json

from hypothesis import given
from hypothesis import strategies as st
from reading_cases import Reader

from whomet.documents.prove import prove
from whomet.model import Document, DocumentKind
from whomet.model.media import MediaType


def proved(documents: tuple[Document, ...], data: bytes) -> bool:
    return all(prove(document, document.span(0, len(document.text)), data) for document in documents)


def test_posts_of_the_api(reader: Reader) -> None:
    read, data = reader.case("posts.json", MediaType.POSTS)
    first, second = read.documents
    assert (first.id, first.member, first.kind) == (
        "900000000000000001",
        "900000000000000001",
        DocumentKind.POST,
    )
    assert (first.author, first.handle, first.published_day) == (
        "Tom Vale (invented)",
        "vale_example",
        "2023-01-14",
    )
    assert first.restates == "written for this test"
    assert second.text.startswith("A long post"), "the full text of a long post stands in its note"
    assert [issue.where for issue in read.issues] == ["posts.json, post 3"]
    assert proved(read.documents, data)


def test_rows_of_a_register(reader: Reader) -> None:
    read, data = reader.case("register.csv", MediaType.REGISTER)
    first, second = read.documents
    assert (first.id, first.member, first.kind) == ("register-row-1", "1", DocumentKind.REGISTER)
    assert first.text == (
        "Minister: Ko; Ruth; Date: 2022-05-04; Organisation or individual: Tom Vale (Skyline Rockets); "
        "Purpose of meeting: Energy for the islands."
    )
    assert first.restates == "written for this test"
    assert second.text == "Minister: Ruth Ko; Date: 2022-06; Purpose of meeting: Budget."
    assert proved(read.documents, data)


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=80)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_texts_of_the_exchange_format_are_taken_as_they_are(texts: list[str]) -> None:
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
    data = "\n".join(lines).encode()
    read = Reader().read(data, "docs.jsonl", MediaType.DOCUMENTS, published="2024-01-02")
    assert [document.text for document in read.documents] == texts
    assert all(document.published_day == "2024-01-02" for document in read.documents if document.published)
    assert proved(tuple(document for document in read.documents if document.text.strip()), data)


def test_broken_documents_are_reported_and_the_rest_goes_on(reader: Reader) -> None:
    data = b"""{"id": "a", "text": "Vale met Orr.", "published": "2023-02-30", "kind": "rumour"}
{broken
{"id": "b"}
{"id": "a", "text": "again"}
"""
    read = reader.read(data, "docs.jsonl", MediaType.DOCUMENTS)
    assert [document.id for document in read.documents] == ["a"]
    told = " ".join(str(issue) for issue in read.issues)
    for word in ("not valid JSON", "has no text", "twice", "unknown kind", "no date"):
        assert word in told


def test_what_a_document_says_of_itself_goes_before_what_the_caller_says(reader: Reader) -> None:
    data = b'{"id": "a", "text": "Vale met Orr.", "published": "2023-02-03", "kind": "post"}'
    (document,) = reader.read(data, "d.json", MediaType.DOCUMENTS, "2024-01-01", DocumentKind.NEWS).documents
    assert (document.published_day, document.kind) == ("2023-02-03", DocumentKind.POST)
