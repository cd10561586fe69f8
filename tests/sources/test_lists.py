"""Lists of pages in the forms that people have them in."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.errors import UnreadableInput
from whomet.model.media import LISTS, MediaType
from whomet.sources import recognise
from whomet.sources.lists.reading import ListRead, read_list
from whomet.sources.lists.recognition import list_type

CASES = Path(__file__).parents[1] / "cases" / "sources" / "lists"
INPUTS = sorted(path for path in CASES.iterdir() if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("case", INPUTS, ids=lambda path: path.name)
def test_a_list_is_recognised_by_content_and_read(case: Path) -> None:
    data = case.read_bytes()
    expected = json.loads(case.with_name(f"{case.name}.expected.json").read_text())
    media_type = recognise(data, name="given-another-name.bin")
    assert media_type == expected["type"]
    read = read_list(data, media_type, where=case.name, base="https://courier.example/feeds/all")
    assert read == ListRead.model_validate(expected["read"])


def test_a_packed_list_is_a_list() -> None:
    data = (CASES / "news-sitemap.xml").read_bytes()
    packed = gzip.compress(data)
    assert recognise(packed, name="x") is MediaType.SITEMAP
    assert read_list(packed, MediaType.SITEMAP, where="x") == read_list(data, MediaType.SITEMAP, where="x")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
         "entities"),
        (b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url>'
         b"</urlset>", "entities"),
        (b'{"articles": [{"url": ', "no JSON"),
        (gzip.compress(b"<urlset>" + b" " * 60_000_000), "unpacks to more than 52"),
        (gzip.compress(b"https://a.example/\n" * 9999)[:-4], "ends in its midst"),
    ],
)  # fmt: skip
def test_a_list_that_is_broken_or_hostile_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    media_type = list_type(data)
    assert media_type in LISTS
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_list(data, media_type, where="the-list")
    assert caught.value.where == "the-list"


@pytest.mark.parametrize(
    "text",
    [
        "See https://courier.example/a for the visit.\n",
        "# Heading of a text\n\nThe minister met Musk.\n",
        "date;minister;met with\n2024-04-17;Jane Roe;Elon Musk\n",
        "url,title,who\nhttps://a.example/1,A visit,Jane Roe\n",
        "<html><body><p>rss</p></body></html>",
    ],
)
def test_other_texts_are_no_lists(text: str) -> None:
    assert list_type(text.encode()) is None


@given(st.sampled_from(sorted(LISTS)), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_as_any_list(media_type: MediaType, data: bytes) -> None:
    try:
        read = read_list(data, media_type, where="x")
    except UnreadableInput:
        return
    assert all(page.url.lower().startswith("http") for page in read.pages)
