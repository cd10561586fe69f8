"""The draft of a predicate whose parties are known: every field read around it."""

import re

from spacy.tokens import Span as TokenSpan

from whomet.claims.arguments import Parties
from whomet.claims.attribution import denial, read_attribution, verification_of
from whomet.claims.clauses import carrier, is_pluperfect
from whomet.claims.drafts import Draft
from whomet.claims.elaboration import elaborating
from whomet.claims.modes import read_mode
from whomet.claims.occurrence import by_date, read_occurrence
from whomet.claims.organisations import read_organisations
from whomet.claims.placing import read_place
from whomet.claims.predicates import Predicate
from whomet.claims.sayings import is_reported
from whomet.claims.scene import Scene, is_definite
from whomet.claims.topics import read_topics
from whomet.model import Occurrence, Reading, Verification

# "They have met several times" says nothing of any one encounter.
_FREQUENCY = re.compile(
    r"\b(?:several|multiple|many|dozens of|numerous|countless|three|four|five|six|half a dozen|\d+) "
    r"(?:times|occasions|meetings)\b|\b(?:repeatedly|often|frequently)\b",
    re.IGNORECASE,
)
# Words that set an undated encounter apart from the one the text has just told.
_APART = re.compile(
    r"\b(?:previously|last (?:met|saw|spoke|talked)|first met|had (?:last|first)"
    r"|(?:met|spoken|talked) (?:before|earlier|once)|in the past|another (?:meeting|call|talk)|separately)\b",
    re.IGNORECASE,
)
# "They had discussed", "he said they had talked": told of the encounter at hand, not of one before it.
_TALKING = {"discuss", "talk", "speak", "chat", "talks", "discussion", "conversation", "exchange"}
_NO_TOPICS = {Occurrence.CANCELLED, Occurrence.HYPOTHETICAL, Occurrence.DENIED}


def draft_of(
    scene: Scene, index: int, sentence: TokenSpan, predicate: Predicate, parties: Parties, score: float
) -> Draft | None:
    """The draft of sentence number `index`; None where the words name no single encounter."""
    parsed, figures = scene.parsed, scene.figures(parties)
    token = parsed.tokens[predicate.head]
    occurrence = read_occurrence(parsed, predicate, sentence, scene.language)
    merely_possible = occurrence.value is Occurrence.HYPOTHETICAL and occurrence.rule.endswith("possibility")
    if merely_possible and predicate.part == "noun":
        return None
    date = scene.calendar.read(predicate, sentence, occurrence.value)
    occurrence = by_date(parsed.document, occurrence, date)
    if date.value is None and not date.spans and _FREQUENCY.search(sentence.text):
        return None
    mode = read_mode(parsed, predicate, sentence, scene.language)
    attribution = read_attribution(scene.mentions, sentence, (0, *figures), scene.language)
    verification = verification_of(attribution)
    if occurrence.value is Occurrence.HAPPENED:
        disputed = denial(scene.mentions, sentence, figures, scene.language)
        if disputed is not None and attribution.rule != "a participant's side says so":
            verification = Reading(value=Verification.DISPUTED, spans=(disputed,), rule="denied in the text")
    place, country = read_place(
        parsed, scene.mentions, predicate, sentence, mode.value, figures, scene.language
    )
    more = elaborating(scene, index, figures)
    topics = read_topics(scene.mentions, (sentence, *more), sentence, scene.language)
    stretches = [(s.start_char, s.end_char) for s in (sentence, *more[:1])]
    refers_back = predicate.part == "noun" and is_definite(token)
    # "He said that they had met": the tense is that of the saying, and the encounter the one at hand.
    backshifted = is_reported(token, scene.language)
    background = is_pluperfect(carrier(token)) and predicate.name not in _TALKING and not backshifted
    apart = background or _APART.search(sentence.text) is not None
    return Draft(
        sentence=index, figures=figures, words=tuple(parties.words.items()), predicate=predicate.name,
        mode=mode, occurrence=occurrence, attribution=attribution, verification=verification, date=date,
        place=place, place_country=country, topics=() if occurrence.value in _NO_TOPICS else topics,
        organisations=read_organisations(scene.mentions, scene.subject, stretches, date.value),
        quote=parsed.quote(sentence), score=score, apart=apart and date.value is None and not refers_back,
    )  # fmt: skip
