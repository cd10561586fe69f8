"""When: the temporal expression that a predicate hangs on, resolved in its context."""

from datetime import date

from spacy.tokens import Span as TokenSpan

from whomet.claims.clauses import distance
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.claims.timex import FoundTimex, TimeContext, find_timexes
from whomet.model import Occurrence, Reading, is_day

# Beyond this many steps of the parse a date belongs to another verb.
_REACH = 9
_BACK_REFERENCES = {"meeting", "conversation", "call", "talk", "talks", "visit", "dinner", "lunch", "session", "encounter", "discussion"}
_AHEAD = {Occurrence.PLANNED, Occurrence.CANCELLED}


class Calendar:
    """The temporal expressions of one document and the day its narrative is at, sentence by sentence."""

    def __init__(self, parsed: Parsed, language: str) -> None:
        self.parsed, self.language = parsed, language
        day = parsed.document.published_day
        self.published = date.fromisoformat(day) if day else None
        self.found = find_timexes(parsed.document.text, language)

    def inside(self, start: int, end: int) -> tuple[FoundTimex, ...]:
        """Expressions within characters `start` to `end`."""
        return tuple(t for t in self.found if start <= t.start and t.end <= end)

    def anchor(self, before: int) -> date | None:
        """The last full day named before this character, other than in a dateline of its own."""
        for timex in reversed(self.found):
            if timex.end <= before and not timex.rule.startswith("anchored"):
                value = timex.resolve(TimeContext(self.published), self.language).value
                if value is not None and is_day(value):
                    return date.fromisoformat(value)
        return None

    def _of_the_noun(self, sentence: TokenSpan) -> tuple[float, FoundTimex] | None:
        """The date of a clause that goes on about the encounter: "… adding that the conversation took
        place before 2022"."""
        for token in sentence:
            if token.lemma_ in _BACK_REFERENCES and any(c.lower_ in {"the", "their", "that", "this"} for c in token.children):
                for timex in self.inside(token.idx, sentence.end_char):
                    return 0.0, timex
        return None

    def read(
        self, predicate: Predicate, sentence: TokenSpan, occurrence: Occurrence
    ) -> Reading[str | None]:
        """The date of the encounter a predicate speaks of; None where the sentence gives none."""
        token = self.parsed.tokens[predicate.head]
        best: tuple[float, FoundTimex] | None = None
        for timex in self.inside(sentence.start_char, sentence.end_char):
            span = self.parsed.tokens.char_span(timex.start, timex.end, alignment_mode="expand")
            if span is None:
                continue
            cost = distance(span.root, token) + 0.01 * abs(span.start - token.i)
            cost += 1.5 * (timex.rule in {"since_year", "since_month", "bare_year"} and occurrence is not Occurrence.HAPPENED)
            if cost <= _REACH and (best is None or cost < best[0]):
                best = (cost, timex)
        if best is None:
            best = self._of_the_noun(sentence)
        if best is None:
            return Reading(value=None, rule="no date in the sentence")
        timex = best[1]
        context = TimeContext(self.published, self.anchor(timex.start), occurrence in _AHEAD)
        resolved = timex.resolve(context, self.language)
        value = resolved.value
        if value is None and timex.rule == "anchored_same" and self.published is None:
            value = None
        span_ = self.parsed.document.span(timex.start, timex.end)
        return Reading(value=value, spans=(span_,), rule=timex.rule)
