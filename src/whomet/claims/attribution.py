"""Whose word a claim rests on: a participant's side, the outlet, another outlet, sources."""

from spacy.tokens import Span as TokenSpan

from whomet.claims.cues import cue, word_set
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.parse import Parsed
from whomet.model import Attribution, DocumentKind, Reading, Verification

_DENIAL_REACH = 4
# Sentences beside the claim in which its attribution is looked for, nearest first.
_BESIDE = (1, -1, 2, -2, 3, 4)


def read_attribution(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> Reading[Attribution]:
    """Who says that the encounter took place, read in its sentence and the ones beside it."""
    parsed = mentions.parsed
    document = parsed.document
    if document.kind is DocumentKind.REGISTER:
        return Reading(value=Attribution.REGISTER, rule="a register's own entry")
    if document.kind is DocumentKind.PRESS_RELEASE:
        return Reading(value=Attribution.FIGURE_SIDE, rule="a release of a participant's side")
    index = parsed.sentence_index(sentence[0])
    own = _find(parsed, sentence, "other_outlet", language) or _find(parsed, sentence, "unnamed", language)
    official = _find(parsed, sentence, "official", language) or _party_says(mentions, sentence, parties, language)
    if official is not None:
        return Reading(value=Attribution.FIGURE_SIDE, spans=(official,), rule="a participant's side says so")
    if own is not None:
        unnamed = cue(language, "attribution", "unnamed", "phrases").fullmatch(own.text) is not None
        value = Attribution.UNNAMED_SOURCES if unnamed else Attribution.OTHER_OUTLET
        return Reading(value=value, spans=(own,), rule="another outlet or sources say so")
    for step in _BESIDE:
        at = index + step
        if 0 <= at < len(parsed.sentences):
            beside = parsed.sentences[at]
            span = _find(parsed, beside, "official", language) or _party_says(mentions, beside, parties, language)
            if span is not None:
                return Reading(value=Attribution.FIGURE_SIDE, spans=(span,), rule="a participant's side, beside")
    return Reading(value=Attribution.OUTLET, rule="the outlet's own voice")


def _find(parsed: Parsed, sentence: TokenSpan, key: str, language: str):  # type: ignore[no-untyped-def]
    match = cue(language, "attribution", key, "phrases").search(sentence.text)
    if match is None:
        return None
    return parsed.document.span(sentence.start_char + match.start(), sentence.start_char + match.end())


def _party_says(mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str):  # type: ignore[no-untyped-def]
    """The verb with which a party itself speaks in the sentence ("Musk said he had met …")."""
    saying = word_set(language, "attribution", "saying", "lemmas")
    for token in sentence:
        if token.lemma_ not in saying or token.pos_ != "VERB":
            continue
        for child in token.children:
            mention = mentions.at.get(child.i)
            if child.dep_ == "nsubj" and mention is not None and mention.entity in parties:
                if any(c.dep_ in {"ccomp", "advcl", "prep"} for c in token.children):
                    return mentions.parsed.span(token.i, token.i + 1)
    return None


def verification_of(attribution: Reading[Attribution]) -> Reading[Verification]:
    """Official when a participant's side or a register says so, else reported."""
    official = attribution.value in {
        Attribution.FIGURE_SIDE, Attribution.SUBJECT_SIDE, Attribution.BOTH_SIDES, Attribution.REGISTER,
    }  # fmt: skip
    value = Verification.OFFICIAL if official else Verification.REPORTED
    return Reading(value=value, spans=attribution.spans, rule=attribution.rule)


def denial(mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str):  # type: ignore[no-untyped-def]
    """The words in which somebody disputes the encounter near this sentence, or None.

    Only a denial of a meeting or of a report of one counts, within a few sentences of the claim."""
    parsed = mentions.parsed
    index = parsed.sentence_index(sentence[0])
    for at in range(max(0, index - _DENIAL_REACH), min(len(parsed.sentences), index + _DENIAL_REACH + 1)):
        other = parsed.sentences[at]
        match = cue(language, "attribution", "denial", "phrases").search(other.text)
        if match is None:
            continue
        lower = f" {other.text.lower()} "
        about = any(w in lower for w in (" meeting", " met ", " report", " claim", " it.", " story", " conversation", " contact", " call", " it was true", "denied it", " true"))
        figures = {e for e in parties if mentions.entities[e].kind in {Kind.FIGURE, Kind.GROUP}}
        countries = {mentions.entities[e].country for e in figures}
        speaks = _speaks_for(mentions, other, figures, countries)
        if about and (speaks or at == index):
            return parsed.document.span(other.start_char + match.start(), other.start_char + match.end())
    return None


def _speaks_for(mentions: Mentions, sentence: TokenSpan, figures: set[int], countries: set[str | None]) -> bool:
    named = {m.entity for m in mentions.between(sentence.start, sentence.end)}
    if named & (figures | {0}):
        return True
    lower = sentence.text.lower()
    return any(word in lower for word in ("spokes", "kremlin", "ministry", "office", "lawyer", "envoy", "embassy", "government"))
