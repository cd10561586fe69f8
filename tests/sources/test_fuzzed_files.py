"""Whatever the bytes: read, or refused with a reason; never an error of another kind, never an offset astray."""

import functools

import pytest
from heap import BROKEN, GOOD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whomet.documents import read_original
from whomet.documents.prove import prove
from whomet.errors import UnreadableInput
from whomet.model import Document, Issue
from whomet.model.media import MediaType
from whomet.sources import Incoming, Limits, describe, unpack

_LARGEST = 2_000_000  # bytes of a file that is worth changing at random
made = functools.cache(lambda name: (GOOD[name][0] if name in GOOD else BROKEN[name])())


def check(data: bytes, name: str) -> None:
    """Everything that `whomet add` does with the file up to the ledger."""
    for item in unpack(Incoming(data, name), limits=Limits(largest_file=_LARGEST)):
        if isinstance(item, Issue):
            assert item.what
            assert item.where
            continue
        try:
            original = describe(item)
        except UnreadableInput:
            continue
        read = read_original(item.data, original, published=item.given.published, kind=item.given.kind)
        # The account file of an archive says whose the posts beside it are, and is no document.
        assert read.documents or read.issues or original.media_type == MediaType.X_ACCOUNT
        for document in read.documents:
            check_document(document, item.data)


def check_document(document: Document, data: bytes) -> None:
    size = len(document.text)
    end = 0
    for segment in document.segments:
        assert end <= segment.start <= segment.end <= size
        assert 0 <= segment.original_start <= segment.original_end
        end = segment.end
    for span in (*document.captions, *document.chrome):
        assert document.text[span.start : span.end] == span.text
    lines = [line for line in document.text.split("\n")[:3] if line.strip()]
    for line in lines:
        start = document.text.index(line)
        assert prove(document, document.span(start, start + len(line)), data), line


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["x", "a.html", ".eml", "..", "a/../b.gz"]))
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


STARTS = (
    *(
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\x00",
        b"WARC/1.0\r\n",
        b"From: a@b\nDate: x\nSubject: y\n",
    ),
    *(b"{", b"[{", b"From x\nFrom: a\n", b"<html><body>", b"<p>", b"\xff\xfe", b"\xef\xbb\xbf", b"a,b\n"),
    *(b"---\ntitle: x\n", b"# A\n\n", b"window.YTD.tweets.part0 = [", b"<?xml version='1.0'?><rss>"),
)


@settings(max_examples=200, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300))
def test_any_bytes_after_the_first_of_a_format(start: bytes, rest: bytes) -> None:
    check(start + rest, "fuzzed")


MARKUP = (
    *"<>/&;#\"'=- \n[]()*_`!|:{},\\.x0é\u200b\r\x0c\x85\u2028\U0001f600",
    *(
        "p",
        "div",
        "script",
        "<!--",
        "-->",
        "&amp;",
        "<p>",
        "</p>",
        "<br>",
        "&nbsp;",
        "Vale met Orr. ",
        "<a href='/'>",
    ),
)
BEGINNINGS = (
    "<html><body>",
    "<p>",
    "# A\n\n[b](http://c.example) ",
    "---\ntitle: x\n---\n",
    "",
    "A,B\n1,2\n",
)


@settings(max_examples=200, deadline=None)
@given(start=st.sampled_from(BEGINNINGS), pieces=st.lists(st.sampled_from(MARKUP), max_size=100))
def test_any_markup(start: str, pieces: list[str]) -> None:
    check((start + "".join(pieces)).encode(), "fuzzed")


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(drawn=st.data())
def test_good_files_with_changed_bytes(name: str, drawn: st.DataObject) -> None:
    data = bytearray(made(name))
    for _ in range(drawn.draw(st.integers(1, 4))):
        start = drawn.draw(st.integers(0, len(data)))
        removed = drawn.draw(st.sampled_from([0, 1, 2, 40, len(data)]))
        data[start : start + removed] = drawn.draw(st.binary(max_size=6))
    check(bytes(data), name)


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_files_give_reasons(name: str) -> None:
    check(made(name), name)
