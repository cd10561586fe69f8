"""Saved pages in tests/cases/documents/pages: the article, all of it, and nothing else."""

import html
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cases import CASES, Reader

from whomet.documents.prove import prove
from whomet.documents.visible import compact
from whomet.errors import ArchiveError
from whomet.model.media import MediaType

PAGES = sorted((CASES / "pages").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_saved_page_reads_as_expected(page: Path, reader: Reader) -> None:
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    data = page.read_bytes()
    read = reader.read(data, page.name, MediaType.HTML)
    assert read.issues == ()
    (document,) = read.documents
    assert document.text.split("\n") == expected["text"]
    assert [caption.text for caption in document.captions] == expected["captions"]
    assert document.published_day == expected["published_day"]
    assert (document.updated.value[:10] if document.updated else None) == expected["updated_day"]
    for field in ("id", "kind", "title", "publisher", "author", "language", "restates"):
        assert getattr(document, field) == expected[field], field
    for line in re.finditer(r"[^\n]+", document.text):
        assert prove(document, document.span(*line.span()), data)


def test_a_quote_is_proved_only_by_the_bytes_it_was_read_from(reader: Reader) -> None:
    read, data = reader.case("pages/zone_of_the_newsroom.html", MediaType.HTML)
    (document,) = read.documents
    start = document.text.index("received Tom Vale")
    span = document.span(start, start + 60)
    assert prove(document, span, data)
    assert not prove(document, span.model_copy(update={"text": span.text.replace("Vale", "Vole")}), data)
    with pytest.raises(ArchiveError, match="changed"):
        prove(document, span, data.replace(b"received", b"deceived"))
    elsewhere = document.model_copy(update={"segments": document.segments[1:]})
    first = document.text.split("\n")[0]
    assert not prove(elsewhere, document.span(0, len(first)), data)


VOCABULARY = ["Vale", "met", "the", "President", "of", "Chile", "&", "<about>", "rockets", "é", "—", "“so”"]
WORDS = st.lists(
    st.sampled_from(
        [
            "Vale",
            "met",
            "the",
            "President",
            "of",
            "Chile",
            "&",
            "talked",
            "<about>",
            "rockets",
            "é",
            "—",
            "“so”",
        ]
    ),
    min_size=8,
    max_size=30,
)


@settings(max_examples=30, deadline=None)
@given(paragraphs=st.lists(WORDS, min_size=2, max_size=6), data=st.data())
def test_whatever_the_markup_every_paragraph_is_kept_and_proved(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    def dressed(word: str) -> str:
        shown = html.escape(word)
        how = data.draw(
            st.sampled_from(
                ["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "{}<!-- note -->", "&#8203;{}", "<span>{}"]
            )
        )
        return how.format(shown)

    texts = [
        f"Sentence {number} says that " + " ".join(words) + "." for number, words in enumerate(paragraphs)
    ]
    body = "".join(
        f"<p>Sentence {number} says that {' '.join(dressed(word) for word in words)}.</p>\n"
        for number, words in enumerate(paragraphs)
    )
    menu = "<nav><a href='/'>Home</a></nav>"
    page = f"<html><body>{menu}<article><h1>Head</h1>{body}</article></body></html>".encode()
    (document,) = Reader().read(page, "made.html", MediaType.HTML).documents
    for text in texts:
        assert compact(text) in compact(document.text)
    for line in re.finditer(r"[^\n]+", document.text):
        assert prove(document, document.span(*line.span()), page)


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<html><body><script>var x</script></body></html>",
        b"<html><body>" + b"<nav>" * 3000 + b"deep",
    ],
    ids=["empty", "script only", "nested menus"],
)
def test_a_page_without_an_article_is_an_issue(page: bytes, reader: Reader) -> None:
    read = reader.read(page, "none.html", MediaType.HTML)
    assert read.documents == ()
    assert "shows no article" in read.issues[0].what


PROSE = (
    "The Premier walked through the harbour with the founder of the company for an hour, her office said.",
    "They spoke about the launch site in the desert and about the families who have lived there for long.",
    "Nothing was signed, and neither of the two would say when they are going to see each other again.",
    "The opposition wants to know who paid for the boat, and has asked the treasury for the papers today.",
    "A spokeswoman said that an answer would be given within the month, as the law on information demands.",
    "The fishers of the reef, who were not asked to come, have written a letter to the council of elders.",
    "The founder left in the evening, and thanked the crew of the boat in a post for the best of soups.",
)


def told(*paragraphs: str, around: str = "{}") -> list[str]:
    body = around.format("".join(paragraphs))
    page = f"<html><body><h1>Along the harbour</h1>{body}</body></html>".encode()
    (document,) = Reader().read(page, "made.html", MediaType.HTML).documents
    return document.text.split("\n")[1:]


def test_paragraphs_that_the_template_calls_page_chrome_are_kept() -> None:
    first, *rest = (f"<p>{text}</p>" for text in PROSE)
    behind = [part.replace("<p>", '<p class="sponsored-wall">') for part in rest]
    assert told(first, *behind) == list(PROSE)
    comments = [f'<div class="comment"><p>{text} Or so I think, dear editor.</p></div>' for text in PROSE]
    assert told(first, *rest, *comments, *comments) == list(PROSE)


def test_a_stray_quotation_mark_in_a_tag_does_not_swallow_the_page() -> None:
    broken = '<form><input type="text="" name="q"></form>'
    assert told(*(f"<p>{text}</p>" for text in PROSE), around=broken + '{}<p class="x"></p>') == list(PROSE)


def test_what_scripts_and_galleries_repeat_is_told_once() -> None:
    data = "".join(f"<script>var text = '<p>{text}</p>'</script>" for text in PROSE)
    gallery = '<div class="caption">Boats in the harbour</div>' * 4
    texts = told(data, *(f"<p>{text}</p>{gallery}" for text in PROSE))
    assert texts == list(PROSE)


@pytest.mark.parametrize(
    "noise", ["<svg>", "<!--", "<a b='", '<a b="', "<a =", "</svg", "<script", "<p>&amp", "<h1>"], ids=repr
)
def test_hostile_markup_costs_no_more_than_its_length(noise: str) -> None:
    page = f"<body><h1>Head</h1><p>{PROSE[0]}</p>{noise * (200_000 // len(noise))}".encode()
    started = time.monotonic()
    Reader().read(page, "hostile.html", MediaType.HTML)
    assert time.monotonic() - started < 20
