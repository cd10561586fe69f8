"""Whose word a claim rests on: a participant's side, the outlet, another outlet, sources."""

import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.cues import cue, word_set
from whomet.claims.mentions import Kind, Mentions, countries_of_offices
from whomet.claims.sayings import Saying, Voice, find_sayings
from whomet.knowledge.places import load_places
from whomet.model import Attribution, DocumentKind, Reading, Span, Verification

# Sentences around a claim in which a denial of it is looked for.
_DENIAL_REACH = 4
# Who says so mostly stands in the sentence after the one that tells of an encounter, or, where the text goes on
# about it, in the one after that; what a side says before the claim is about something else two times in three
# (344 records of the gold).
_AFTER = 2
_SPOKESPERSON = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)


def read_attribution(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> Reading[Attribution]:
    """Who says that the encounter took place, read in its sentence and the ones beside it."""
    parsed = mentions.parsed
    document = parsed.document
    if document.kind is DocumentKind.PRESS_RELEASE:
        return Reading(value=Attribution.FIGURE_SIDE, rule="a release of a participant's side")
    own = find_sayings(mentions, sentence, parties, language)
    foreign = [s for s in own if s.voice in {Voice.OUTLET, Voice.SOURCES}]
    if foreign:
        return _reading(mentions, foreign[0], "another outlet or sources say so")
    if document.kind is DocumentKind.REGISTER:
        return Reading(value=Attribution.REGISTER, rule="a register's own entry")
    if document.kind is DocumentKind.POST and _first_person(sentence, language):
        return Reading(value=Attribution.SUBJECT_SIDE, rule="a post of somebody who was there")
    if own:
        return _reading(mentions, own[0], "a participant's side says so")
    beside = _beside(mentions, sentence, parties, language)
    if beside is not None:
        return _reading(mentions, beside, "a participant's side, in what follows")
    return Reading(value=Attribution.OUTLET, rule="the outlet's own voice")


def _beside(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> Saying | None:
    """What a participant's side says in the sentences after the claim."""
    parsed = mentions.parsed
    index = parsed.sentence_index(sentence[0])
    for at in range(index + 1, min(index + 1 + _AFTER, len(parsed.sentences))):
        for saying in find_sayings(mentions, parsed.sentences[at], parties, language):
            by_party = saying.voice in {Voice.SUBJECT, Voice.FIGURE} and not saying.by_document
            if by_party and (at == index + 1 or _goes_on(parsed.sentences[at], language)):
                return saying
    return None


def _first_person(sentence: TokenSpan, language: str) -> bool:
    words = word_set(language, "coreference", "pronouns", "first_person")
    return any(t.lower_ in words for t in sentence)


def _goes_on(sentence: TokenSpan, language: str) -> bool:
    """Whether a sentence beside the claim still speaks of the encounter."""
    nouns = word_set(language, "attribution", "about", "nouns")
    verbs = word_set(language, "attribution", "about", "verbs")
    return any(t.lemma_.lower() in nouns or (t.lemma_ in verbs and t.pos_ == "VERB") for t in sentence)


def _reading(mentions: Mentions, saying: Saying, rule: str) -> Reading[Attribution]:
    value = {
        Voice.SUBJECT: Attribution.SUBJECT_SIDE,
        Voice.FIGURE: Attribution.FIGURE_SIDE,
        Voice.OUTLET: Attribution.OTHER_OUTLET,
        Voice.SOURCES: Attribution.UNNAMED_SOURCES,
    }[saying.voice]
    return Reading(value=value, spans=(mentions.parsed.span(saying.start, saying.end),), rule=rule)


def verification_of(attribution: Reading[Attribution]) -> Reading[Verification]:
    """Official when a participant's side or a register says so, else reported."""
    official = attribution.value in {
        Attribution.FIGURE_SIDE, Attribution.SUBJECT_SIDE, Attribution.BOTH_SIDES, Attribution.REGISTER,
    }  # fmt: skip
    value = Verification.OFFICIAL if official else Verification.REPORTED
    return Reading(value=value, spans=attribution.spans, rule=attribution.rule)


def denial(mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str) -> Span | None:
    """The words in which somebody disputes the encounter near this sentence, or None.

    Only a denial of an encounter or of a report of one counts, within a few sentences of the claim."""
    parsed = mentions.parsed
    index = parsed.sentence_index(sentence[0])
    for at in range(max(0, index - _DENIAL_REACH), min(len(parsed.sentences), index + _DENIAL_REACH + 1)):
        other = parsed.sentences[at]
        match = cue(language, "attribution", "denial", "phrases").search(other.text)
        if match is None or cue(language, "attribution", "denial", "objects").search(other.text) is None:
            continue
        figures = {e for e in parties if mentions.entities[e].kind in {Kind.FIGURE, Kind.GROUP}}
        denials = [t for t in other if _inside(t, other, match.span())]
        denier = next((c for t in denials for c in t.children if c.dep_ == "nsubj"), None)
        by_party = (
            denier is not None and denier.i in mentions.at and mentions.at[denier.i].entity in {0, *figures}
        )
        if at == index or by_party or _speaks_for(mentions, other, figures, language):
            return parsed.document.span(other.start_char + match.start(), other.start_char + match.end())
    return None


def _inside(token: Token, sentence: TokenSpan, span: tuple[int, int]) -> bool:
    """Whether the token lies in these characters of the sentence."""
    return span[0] <= token.idx - sentence.start_char < span[1]


def _of_one_government(mentions: Mentions, others: set[int], figures: set[int]) -> bool:
    ours = {c for e in figures for c in countries_of_offices(mentions.entities[e])}
    theirs = [countries_of_offices(mentions.entities[e]) | {mentions.entities[e].country} for e in others]
    return bool(ours) and all(len(ours & countries) == 1 for countries in theirs)


def _speaks_for(mentions: Mentions, sentence: TokenSpan, figures: set[int], language: str) -> bool:
    named = {m.entity for m in mentions.between(sentence.start, sentence.end) if mentions.political(m)}
    if _SPOKESPERSON.search(sentence.text):
        countries = {mentions.entities[e].country for e in figures} - {None}
        held = (countries_of_offices(mentions.entities[e]) for e in figures)
        countries |= {country for one in held if len(one) == 1 for country in one}
        return any(place.country in countries for place in load_places().find(sentence.text))
    if others := named - figures:
        # Somebody else denies something else, unless it is somebody of the figure's own government.
        return bool(named & figures) or _of_one_government(mentions, others, figures)
    return any(
        s.voice in {Voice.FIGURE, Voice.SUBJECT}
        for s in find_sayings(mentions, sentence, tuple(figures), language)
    )
