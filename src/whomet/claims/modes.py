"""How they came together: the predicate's own mode, settled by the words beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import carrier, clause
from whomet.claims.cues import any_of, word_set
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.knowledge.lexicon import lexicon
from whomet.model import Mode, Reading

# The parser's labels of places.
_PLACES = {"GPE", "LOC", "FAC"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """One entry of the lexicon: words that turn the modes `over` into `mode`, looked for `within` a scope."""

    mode: Mode
    over: frozenset[Mode]
    within: str
    words: re.Pattern[str]


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(Mode(e["mode"]), frozenset(map(Mode, e["over"])), e["within"], any_of(tuple(e["words"])))
        for e in lexicon(language, "modes")["mode"]
    )


@cache
def _defaults(language: str) -> Mapping[str, Mode]:
    return {name: Mode(e["mode"]) for e in lexicon(language, "modes")["default"] for name in e["names"]}


def read_mode(parsed: Parsed, predicate: Predicate, sentence: TokenSpan, language: str) -> Reading[Mode]:
    """The mode of the encounter a predicate speaks of, with the words that settle it."""
    own = parsed.span(predicate.start, predicate.end)
    defaults = _defaults(language)
    mode = defaults.get(f"{predicate.name} ({predicate.part})") or defaults.get(
        predicate.name, predicate.mode
    )
    for rule in _rules(language):
        if mode not in rule.over or rule.mode is mode:
            continue
        found = _find(rule, parsed, predicate, sentence)
        if found is not None:
            span = parsed.document.span(*found)
            return Reading(
                value=rule.mode, spans=(own, span), rule=f"{predicate.name}, with {span.text.lower()}"
            )
    if mode is Mode.UNSPECIFIED:
        place = _place(parsed.tokens[predicate.head], language)
        if place is not None:
            span = parsed.span(place.i, place.i + 1)
            return Reading(value=Mode.MEETING, spans=(own, span), rule=f"{predicate.name}, in one place")
    return Reading(value=mode, spans=(own,), rule=predicate.name)


def _place(token: Token, language: str) -> Token | None:
    """The place in which a talk took place ("spoke with him in Davos", "at the ministry"), or None."""
    at = word_set(language, "venues", "prepositions", "at")
    for preposition in (c for t in {token, carrier(token)} for c in t.children if c.lower_ in at):
        for place in (c for c in preposition.children if c.dep_ == "pobj"):
            if place.ent_type_ in _PLACES or (preposition.lower_ == "at" and place.pos_ == "PROPN"):
                return place
    return None


def _find(rule: _Rule, parsed: Parsed, predicate: Predicate, sentence: TokenSpan) -> tuple[int, int] | None:
    """The characters where a rule's words stand in its scope, or None."""
    text = parsed.document.text
    start, end = sentence.start_char, sentence.end_char
    if rule.within == "around":
        index = parsed.sentence_index(sentence[0])
        following = parsed.sentences[index + 1 : index + 2]
        end = following[0].end_char if following else end
    allowed: set[int] | None = None
    if rule.within == "words":
        allowed = set(range(predicate.start, predicate.end)) | {predicate.head}
    elif rule.within == "clause" and predicate.part != "learned":
        token = parsed.tokens[predicate.head]
        allowed = {t.i for t in clause(carrier(token), token)}
    for match in rule.words.finditer(text, start, end):
        if allowed is None:
            return match.span()
        span = parsed.tokens.char_span(*match.span(), alignment_mode="expand")
        if span is not None and any(t.i in allowed for t in span):
            return match.span()
    return None
