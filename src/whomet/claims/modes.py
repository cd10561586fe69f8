"""How they came together: the predicate's own mode, settled by the words beside it."""

from functools import cache
import re

from spacy.tokens import Span as TokenSpan

from whomet.claims.cues import any_of
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.knowledge.lexicon import lexicon
from whomet.model import Mode, Reading

# What the sentence's words may turn the predicate's own mode into.
_MAY_BECOME = {
    Mode.UNSPECIFIED: {Mode.VIDEO, Mode.CALL, Mode.MESSAGE, Mode.EVENT, Mode.MEETING},
    Mode.MEETING: {Mode.VIDEO, Mode.EVENT},
    Mode.CALL: {Mode.VIDEO},
    Mode.EVENT: {Mode.VIDEO},
    Mode.MESSAGE: {Mode.CALL},
    Mode.VIDEO: set(),
}
# A meeting stays a meeting beside these weaker words for events.
_STRONG_EVENT = re.compile(
    r"livestream|live stream|town hall|\brally\b|on stage|onstage|\bpanel\b|testif|hearing|ceremony|inaugurat|state dinner|banquet|conference stage|\bgala\b|interview|roundtable|round table|convention|side by side",
    re.IGNORECASE,
)


@cache
def _patterns(language: str) -> tuple[tuple[Mode, re.Pattern[str]], ...]:
    return tuple((Mode(e["mode"]), any_of(tuple(e["words"]))) for e in lexicon(language, "modes")["mode"])


def read_mode(parsed: Parsed, predicate: Predicate, sentence: TokenSpan, language: str) -> Reading[Mode]:
    """The mode of the encounter a predicate speaks of."""
    own = parsed.span(predicate.start, predicate.end)
    offset = sentence.start_char
    text = sentence.text
    for mode, pattern in _patterns(language):
        if mode not in _MAY_BECOME[predicate.mode]:
            continue
        match = pattern.search(text)
        if match is None:
            continue
        if mode is Mode.EVENT and predicate.mode is Mode.MEETING and not _STRONG_EVENT.search(match.group()):
            continue
        span = parsed.document.span(offset + match.start(), offset + match.end())
        return Reading(value=mode, spans=(own, span), rule=f"{predicate.name}, with {match.group().lower()}")
    return Reading(value=predicate.mode, spans=(own,), rule=predicate.name)
