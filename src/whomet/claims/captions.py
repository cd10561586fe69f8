"""Captions: "Elon Musk and Benjamin Netanyahu at Kfar Aza on Monday" tells of an encounter without a verb."""

import re

from spacy.tokens import Span as TokenSpan

from whomet.claims.mentions import Kind, Mention, Mentions
from whomet.claims.predicates import Predicate
from whomet.model import Mode

_OPENING = re.compile(
    r"^\W*(?:FILE|Photo(?:graph)?|Picture[d]?|Image|Caption|\[?Pictured|In this (?:file )?photo|Archive)\b",
    re.IGNORECASE,
)
# Words that join two people who are seen together.
_JOINING = re.compile(
    r"\b(?:and|with|alongside|beside|behind|next to|greets?|welcomes?|meets?|receives?|together|poses?|shakes?|,)\b|,",
    re.IGNORECASE,
)
_POSTURE = {
    "pose",
    "stand",
    "sit",
    "walk",
    "shake",
    "smile",
    "wave",
    "listen",
    "look",
    "chat",
    "gesture",
    "greet",
    "watch",
    "attend",
    "arrive",
    "leave",
    "hold",
    "embrace",
    "hug",
    "see",
    "picture",
    "photograph",
    "show",
}


def is_caption(mentions: Mentions, sentence: TokenSpan) -> bool:
    """Whether the sentence is a caption: marked as one, opened as one, or two people and no verb."""
    document = mentions.parsed.document
    middle = (sentence.start_char + sentence.end_char) // 2
    if any(span.start <= middle < span.end for span in document.captions):
        return True
    return _OPENING.match(sentence.text) is not None


def read_caption(mentions: Mentions, sentence: TokenSpan) -> tuple[Predicate, tuple[int, ...]] | None:
    """The subject and the figures who are shown together, with a predicate that stands for the picture;
    None where the caption shows no such thing."""
    if not is_caption(mentions, sentence):
        return None
    inside = [m for m in mentions.between(sentence.start, sentence.end) if mentions.head(m).dep_ != "poss"]
    subjects = [m for m in inside if m.entity == 0]
    figures = [m for m in inside if mentions.entity(m).kind is Kind.FIGURE]
    if not subjects or not figures:
        return None
    first = subjects[0]
    together = [f for f in figures if _joined(mentions, first, f)]
    if not together:
        return None
    start = min(first.start, together[0].start)
    predicate = Predicate(
        head=mentions.head(first).i, start=start, end=start + 1, name="caption", part="caption", frame="caption",
        mode=Mode.MEETING, prepositions=frozenset(), strength=0.65,
    )  # fmt: skip
    return predicate, tuple(dict.fromkeys(f.entity for f in together))


def _joined(mentions: Mentions, a: Mention, b: Mention) -> bool:
    first, second = sorted((a, b), key=lambda m: m.start)
    between = mentions.parsed.tokens[first.end : second.start]
    if len(between) > 14 or not len(between):
        return False
    verbs = [
        t for t in between if t.pos_ == "VERB" and t.lemma_ not in _POSTURE | {"meet", "receive", "welcome"}
    ]
    return not verbs and _JOINING.search(between.text) is not None
