"""What a web archive gives: its documents under their addresses, once each, and the reason for everything else."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from whomet.model import Issue
from whomet.sources import Incoming, Limits, collect, unpack

DATE = "2024-03-05T10:11:12Z"
PAGE = b"<!doctype html><title>Vale</title><p>The President of Chile received Tom Vale in Santiago.</p>"


class Warc:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=packed, warc_version="1.1")
        self.writer.write_record(self.writer.create_warcinfo_record("made.warc.gz", {"software": "by hand"}))

    def response(self, url: str, body: bytes, status: str = "200 OK", **headers: str) -> str:
        sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
        sent = [("Content-Type", "text/html"), *sent] if "Content_Type" not in headers else sent
        record = self.writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(status, sent, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": DATE},
        )
        self.writer.write_record(record)
        digest: str = record.rec_headers["WARC-Payload-Digest"]
        return digest

    def revisit(self, url: str, digest: str, earlier: str) -> None:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = self.writer.create_revisit_record(url, digest, earlier, DATE, http_headers=headers)
        self.writer.write_record(record)

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def opened(data: bytes, limits: Limits | None = None) -> tuple[list[Incoming], list[Issue]]:
    found = list(unpack(Incoming(data, "crawl.warc.gz"), limits=limits or Limits()))
    return [f for f in found if isinstance(f, Incoming)], [f for f in found if isinstance(f, Issue)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_comes_decoded_with_its_address_its_moment_and_what_the_server_said(packed: bool) -> None:
    warc = Warc(packed=packed)
    warc.response(
        "https://wire.example/vale",
        gzip.compress(PAGE),
        Content_Encoding="gzip",
        Last_Modified="Tue, 05 Mar 2024 09:00:00 GMT",
        Set_Cookie="reporter=me",
    )
    (page,), issues = opened(warc.data)
    assert issues == []
    assert page.data == PAGE
    assert page.given.url == "https://wire.example/vale"
    assert page.given.fetched == DATE
    assert ("Last-Modified", "Tue, 05 Mar 2024 09:00:00 GMT") in page.given.headers
    assert "reporter" not in str(page.given.headers)


def test_what_is_no_document_is_left_out_with_its_number_and_reason() -> None:
    warc = Warc()
    warc.response("https://wire.example/old", b"", "301 Moved Permanently", Location="/vale")
    warc.response("https://wire.example/gone", b"gone", "404 Not Found")
    warc.response("https://wire.example/a.png", b"\x89PNG", Content_Type="image/png")
    warc.response("https://wire.example/blank", b"  ")
    warc.response("https://wire.example/long", PAGE * 20)
    warc.response("https://wire.example/vale", PAGE)
    (page,), (issue,) = opened(warc.data, Limits(largest_file=1000))
    assert page.data == PAGE
    for words in ("2 redirects or errors", "1 pictures, scripts", "1 empty", "1 larger than the limit"):
        assert words in issue.what


def test_a_revisit_is_the_earlier_body_under_its_own_address() -> None:
    warc = Warc()
    digest = warc.response("https://wire.example/vale", PAGE)
    warc.revisit("https://wire.example/print/vale", digest, "https://wire.example/vale")
    warc.revisit("https://wire.example/vale", digest, "https://wire.example/vale")
    warc.revisit("https://wire.example/else", "sha1:" + "A" * 32, "https://wire.example/elsewhere")
    pages, (issue,) = opened(warc.data)
    assert [page.given.url for page in pages] == [
        "https://wire.example/vale",
        "https://wire.example/print/vale",
    ]
    assert pages[0].data == pages[1].data == PAGE
    assert "1 repetitions of an earlier capture" in issue.what
    assert "1 repetitions of captures that are in another file" in issue.what


def test_one_address_has_one_name_and_two_have_two() -> None:
    warc = Warc()
    for url in ("https://wire.example/s?id=1", "https://wire.example/s?id=2", "https://wire.example/s-id-2"):
        warc.response(url, PAGE + url.encode())
    warc.response("https://wire.example/s?id=1", PAGE + b"corrected")
    pages, _ = opened(warc.data)
    names = [page.name for page in pages]
    assert names[0] == names[3]
    assert len(set(names)) == 3


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_cut_archive_the_whole_records_come_and_the_break_is_named(packed: bool) -> None:
    warc = Warc(packed=packed)
    warc.response("https://wire.example/one", PAGE + b"1")
    warc.response("https://wire.example/two", PAGE + b"2")
    whole = len(warc.data)
    warc.response("https://wire.example/three", PAGE * 50)
    pages, issues = opened(warc.data[: whole + (len(warc.data) - whole) // 2])
    assert [page.given.url for page in pages][:2] == ["https://wire.example/one", "https://wire.example/two"]
    assert any("breaks off" in issue.what for issue in issues)
    assert opened(warc.data)[1] == []


def test_an_archive_that_gives_more_than_the_limit_ends_there() -> None:
    warc = Warc()
    for number in range(5):
        warc.response(f"https://wire.example/{number}", PAGE * 100 + str(number).encode())
    pages, issues = opened(warc.data, Limits(largest_archive=30_000))
    assert len(pages) == 3
    assert any("holds more than" in issue.what for issue in issues)


def test_an_archive_larger_than_a_file_may_be_is_read_record_by_record(tmp_path: Path) -> None:
    warc = Warc()
    for number in range(40):
        warc.response(f"https://wire.example/{number}", PAGE + str(number).encode())
    (tmp_path / "crawl.warc.gz").write_bytes(warc.data)
    (tmp_path / "text.txt").write_bytes(b"a" * len(warc.data))
    limits = Limits(largest_file=2000)
    assert len(warc.data) > 2000
    pages, issues = [], []
    for found in collect([tmp_path], limits=limits):
        for item in unpack(found, limits=limits) if isinstance(found, Incoming) else [found]:
            (pages if isinstance(item, Incoming) else issues).append(item)
    assert len(pages) == 40
    assert [Path(issue.where).name for issue in issues if isinstance(issue, Issue)] == ["text.txt"]


@given(cut=st.integers(0, 10_000), flips=st.lists(st.integers(0, 10_000), max_size=3))
def test_a_damaged_archive_gives_what_it_can_and_never_fails(cut: int, flips: list[int]) -> None:
    warc = Warc()
    warc.response("https://wire.example/one", PAGE)
    warc.response("https://wire.example/two", PAGE * 5)
    data = bytearray(warc.data)
    for place in flips:
        data[place % len(data)] ^= 0x55
    pages, issues = opened(bytes(data[: cut % len(data) + 1]))
    assert len(pages) <= 3
    assert pages or issues
