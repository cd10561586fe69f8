"""What an editor relies on: quotes stand in the text, nothing is invented, other languages are said."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whomet.claims import read_documents
from whomet.knowledge.subjects import load_subject
from whomet.model import Document, DocumentKind, Found

SUBJECT = load_subject("Elon Musk")
TEXT = (
    "President Javier Milei received Elon Musk in Buenos Aires on Friday, his office said. "
    "The two discussed lithium and free trade. Musk will meet Prime Minister Narendra Modi in New Delhi next "
    "month. He has never met the Fijian prime minister, his lawyer said."
)


def document(text: str, language: str = "en") -> Document:
    return Document(
        id="text",
        sha256="0" * 64,
        kind=DocumentKind.NEWS,
        text=text,
        language=language,
        published=Found(value="2024-10-25", how="given", confidence=1.0),
    )


def test_what_happened_and_what_is_planned_are_told_apart():
    (reading,) = read_documents([document(TEXT)], SUBJECT)
    told = {(c.participants[0].name, c.occurrence.value.value, c.date.value) for c in reading.claims}
    assert ("Javier Milei", "happened", "2024-10-25") in told
    assert ("Narendra Modi", "planned", "2024-11") in told
    assert not any(name == "Sitiveni Rabuka" and said == "happened" for name, said, _ in told)


def test_a_text_in_a_language_not_read_yet_is_reported():
    (reading,) = read_documents([document("El presidente recibió a Elon Musk.", "es")], SUBJECT)
    assert not reading.claims
    assert "(es)" in reading.issues[0].what


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([*TEXT.split(" "), "\n", "“", "@elonmusk", "2024", "—"]), max_size=60))
def test_every_span_of_every_field_stands_in_the_text(words):
    text = " ".join(words)
    (reading,) = read_documents([document(text)], SUBJECT)
    for claim in reading.claims:
        spans = [claim.quote, *(p.mention for p in claim.participants)]
        for field in (claim.mode, claim.occurrence, claim.date, claim.place, claim.verification):
            spans += field.spans
        assert all(text[s.start : s.end] == s.text for s in spans)
