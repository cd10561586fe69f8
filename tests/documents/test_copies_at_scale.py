"""Copies among many stories: edited versions of one wire report are linked, tellings of one event are not."""

import random

from reading_cases import Reader

from whomet.documents.copies import find_copies
from whomet.model import Document
from whomet.model.media import MediaType

# Invented people and places; the sentences are put together for the test.
OPENINGS = [
    "{figure} received {subject} in {city} on {day} to talk about {topic}.",
    "On {day}, {subject} sat down with {figure} in {city}; {topic} was the subject.",
    "There was one visitor whom {figure} had cleared the whole of {day} for: {subject}, who came to {city}.",
    "{topic} brought {subject} to {city} on {day}, where {figure} was waiting.",
    "An hour with {figure} is what {subject} got in {city} on {day}.",
    "The diary of {figure} for {day} lists {subject}, in {city}, and {topic} as the reason.",
    "Behind closed doors in {city}, {figure} and {subject} went through {topic} on {day}.",
    "{city} saw {subject} arrive early on {day}, and leave {figure}'s office late.",
    "Aides of {figure} confirmed on {day} that {subject} had come to {city}.",
    "When {subject} left {city} on {day}, {figure} called the exchange on {topic} a start.",
]
MIDDLES = [
    "No figures were given.", "A second round is to follow in the spring.", "Unions had asked for a seat.",
    "The opposition called it a photo opportunity.", "The company did not comment.",
    "Officials spoke of a frank exchange.", "It was their first encounter.", "Local farmers watched from the road.",
    "The palace published two pictures.", "Neither side took questions.", "A plant had been promised before.",
    "Analysts expect little.", "The ministry had prepared a paper of nine pages.", "Rain fell for most of the day.",
    "The talks ran over by twenty minutes.", "Investors took note.", "Schools along the route were closed.",
    "A memorandum may be signed later.", "The two had corresponded since winter.", "Lunch was fish.",
]  # fmt: skip
CITIES = ["Lumeth", "Port Arlen", "Vessary", "Great Hollow", "Tamsin", "Orlo", "Kesterby", "Nairn Point"]
TOPICS = ["water rights", "a battery plant", "satellite licences", "port fees", "rail links", "data centres"]


def document(name: str, text: str, published: str) -> Document:
    return Reader().read(text.encode(), f"{name}.txt", MediaType.TEXT, published).documents[0]


def telling(random_: random.Random, opening: str, event: dict[str, str]) -> str:
    sentences = [opening.format(**event), *random_.sample(MIDDLES, 8)]
    return " ".join(sentences)


def stories(random_: random.Random) -> list[Document]:
    """Ten tellings each of fifty events."""
    told = []
    for number in range(50):
        event = {
            "figure": f"Minister {chr(65 + number % 26)}. Brandt-{number}",
            "subject": "Tom Vale",
            "city": random_.choice(CITIES),
            "topic": random_.choice(TOPICS),
            "day": random_.choice(["Monday", "Tuesday", "Friday"]),
        }
        for version, opening in enumerate(OPENINGS):
            text = telling(random_, opening, event)
            told.append(document(f"event-{number}-{version}", text, f"2023-05-{1 + number % 28:02}"))
    return told


def test_tellings_of_one_event_are_no_copies() -> None:
    assert find_copies(stories(random.Random(7))) == ()


def edited(random_: random.Random, wire: list[str], version: int) -> str:
    """One of three versions of a wire report, with an editor's small changes."""
    sentences = list(wire) if version < 2 else wire[:-2]
    if version == 1:
        sentences.insert(1, "A spokesman declined to say more.")
    changed = random_.randrange(1, len(sentences))
    sentences[changed] = sentences[changed].replace("the", "its", 1)
    return f"{random_.choice(['LUMETH —', 'LUMETH (Wire) —', ''])} {' '.join(sentences)}".strip()


def test_exactly_the_edited_copies_of_a_wire_report_are_linked() -> None:
    random_ = random.Random(3)
    event = {
        "figure": "Minister Ada Brandt",
        "subject": "Tom Vale",
        "city": "Lumeth",
        "topic": "port fees",
        "day": "Monday",
    }
    wire = [OPENINGS[0].format(**event), *MIDDLES[:18]]
    original = document("wire", " ".join(wire), "2023-05-01")
    copies = [document(f"copy-{n}", edited(random_, wire, n % 3), "2023-05-02") for n in range(10)]
    others = [
        document(f"other-{n}", telling(random_, OPENINGS[n % 10], event), "2023-05-02") for n in range(19)
    ]
    found = find_copies([*others, *copies, original])
    assert {copy.document_id for copy in found} == {copy.id for copy in copies}
    assert {copy.copy_of for copy in found} == {"wire"}
