"""Copies are linked to the first of their kind; a rewritten story is none. Languages are told."""

import pytest
from reading_cases import Reader

from whomet.documents.copies import find_copies
from whomet.documents.decode import decode, decode_as
from whomet.documents.language import language_of
from whomet.model import Document
from whomet.model.media import MediaType

WIRE = (
    "Rocket boss Tom Vale met the President of Chile on Monday to discuss telescopes in the Atacama desert, "
    "her office said. The two spoke for an hour and agreed to meet again in September. Vale's company runs "
    "satellites that astronomers say spoil their pictures of the night sky. The President asked him to "
    "darken the next generation of them, and he promised to look at what could be done. It was the "
    "first meeting of the two since she took office last March."
)
REWRITTEN = (
    "An hour in Santiago, and the stars as the subject: Marta Soto, who has governed Chile since March, has "
    "received the founder of Skyline Rockets. According to the palace they talked on Monday about "
    "observatories in the north, whose pictures are crossed by the trails of his satellites. Darker paint "
    "may help; he is going to check."
)


def read(name: str, text: str, published: str) -> Document:
    return Reader().read(text.encode(), f"{name}.txt", MediaType.TEXT, published).documents[0]


def test_the_earliest_of_near_identical_texts_is_the_original() -> None:
    documents = [
        read("later", f"{WIRE} A local note was added here.", "2023-05-03"),
        read("wire", f"SANTIAGO — {WIRE}", "2023-05-02T08:00:00-04:00"),
        read("zone", WIRE.replace("on Monday", "Monday"), "2023-05-02T13:30:00+02:00"),
        read("rewritten", REWRITTEN, "2023-05-02"),
    ]
    found = find_copies(documents)
    assert {(copy.document_id, copy.copy_of) for copy in found} == {("later", "zone"), ("wire", "zone")}
    assert all(0.7 <= copy.similarity < 1 for copy in found)
    assert find_copies(reversed(documents)) == found


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (WIRE, None, "en"),
        (WIRE, "es", "en"),
        (
            "El presidente de Chile recibió el lunes al fundador de la empresa en el palacio.",
            None,
            "es",
        ),
        ("埃隆·马斯克在北京会见了李强总理", None, "zh"),
        ("Met Modi in New York", "en", "en"),
        ("900", "en", "en"),
        ("900", None, None),
    ],
)
def test_the_text_is_believed_where_it_is_clear(
    text: str, declared: str | None, language: str | None
) -> None:
    assert language_of(text, declared=declared) == language


@pytest.mark.parametrize(
    ("data", "text", "broken"),
    [
        ("Orr – “Vale”".encode(), "Orr – “Vale”", 0),
        (b"\xef\xbb\xbfOrr", "Orr", 0),
        ("Orr".encode("utf-16"), "Orr", 0),
        (
            b'<meta charset="windows-1251">' + "Встреча".encode("cp1251"),
            '<meta charset="windows-1251">Встреча',
            0,
        ),
        (
            "Встреча президента с гостем прошла. ".encode() * 3 + b"\xff",
            "Встреча президента с гостем прошла. " * 3 + "\ufffd",
            1,
        ),
    ],
)
def test_bytes_are_decoded_and_decoded_the_same_way_again(data: bytes, text: str, broken: int) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.broken) == (text, broken)
    assert decode_as(data, decoded.encoding) == text


def test_undecodable_characters_are_reported() -> None:
    data = "Präsidentin Orr traf Vale in Köln. ".encode() * 5 + b"\xff"
    result = Reader().read(data, "bad.txt", MediaType.TEXT)
    assert len(result.documents) == 1
    assert "could not be decoded" in result.issues[0].what
