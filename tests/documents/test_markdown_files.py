"""Markdown: the words without the marks, each found again in the file as it came."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cases import Reader

from whomet.documents.prove import prove
from whomet.model import Document, DocumentKind, Found
from whomet.model.media import MediaType

NOTE = """---
title: "Vale in Santiago"
date: 2024-03-05T10:00:00-03:00
author: Ada Brandt
publisher: Ministry of Ports
lang: en-GB
tags: [ports, &x *y]
---
# Readout: *Vale* in Santiago

The President **received [Tom Vale](https://vale.example/a_(b) "Vale")** at the palace & thanked
him for \\*two\\* telescopes &amp; a `radio`. ![a picture of them](pic.png) They agreed<br> to meet again.

> She said: "See you
> in _Lima_."

- First point
  1. Inner point, see [the list][1]

| Place | Day |
|-------|-----|
| La Moneda | *Tues\\|day* |

<script>alert(1)</script>

![only a picture](pic.png)

    indented words

[1]: https://vale.example/list
"""


def lines_proved(document: Document, data: bytes) -> bool:
    return all(
        prove(document, document.span(*line.span()), data) for line in re.finditer(r"[^\n]+", document.text)
    )


def test_a_note_with_everything_in_it(reader: Reader) -> None:
    data = NOTE.replace("\n", "\r\n").encode()
    (document,) = reader.read(data, "note.md", MediaType.MARKDOWN).documents
    assert document.text.split("\n") == [
        "Readout: Vale in Santiago",
        "The President received Tom Vale at the palace & thanked him for *two* telescopes & a radio.  They agreed to "
        "meet again.",
        'She said: "See you in Lima."',
        "First point",
        "Inner point, see the list",
        "Place | Day",
        "La Moneda | Tues|day",
        "indented words",
    ]
    assert (document.title, document.author, document.language) == ("Vale in Santiago", "Ada Brandt", "en")
    assert document.published == Found(value="2024-03-05T10:00:00-03:00", how="front matter", confidence=0.95)
    assert document.kind is DocumentKind.PRESS_RELEASE, "its publisher is an office"
    assert lines_proved(document, data)


def test_a_quote_is_not_proved_across_words_that_were_left_out(reader: Reader) -> None:
    data = b"# Head\n\nThe President did **not** receive Vale.\n"
    (document,) = reader.read(data, "n.md", MediaType.MARKDOWN).documents
    first, second, third, fourth = document.segments
    without = document.model_copy(
        update={
            "text": "Head\nThe President did  receive Vale.",
            "segments": (first, second, fourth.model_copy(update={"start": 23, "end": 37})),
        }
    )
    assert third.end - third.start == len("not")
    assert not prove(without, without.span(5, 37), data)


PIECES = (
    *(
        "Vale",
        " met ",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](http://a.example)",
        "![",
        "]",
        "(",
        ")",
        "\\*",
        "&amp;",
        "&lt",
    ),
    *(
        "<b>",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| a | b |\n|---|---|\n",
        "    ",
        "\t",
        "```\n",
        "<!-- x -->",
    ),
    *("\n---\n", "~", "é", "\r\n"),
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_whatever_the_marks_every_line_is_proved(pieces: list[str]) -> None:
    data = ("# Head\n\n" + "".join(pieces)).encode()
    (document,) = Reader().read(data, "n.md", MediaType.MARKDOWN).documents
    assert document.text.startswith("Head")
    assert lines_proved(document, data), document.text
