"""When: the temporal expression that a predicate hangs on, or the day the narrative is at."""

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import carrier, distance, is_pluperfect
from whomet.claims.cues import word_set
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.claims.sayings import saying_scope
from whomet.claims.timex import FoundTimex, find_timexes
from whomet.claims.timex_rules import TimeContext
from whomet.model import THE_DAY_THE_TEXT_IS_AT, DocumentKind, Occurrence, Reading, is_day

# What it adds for "since 2020" or a bare year beside something that has not happened.
_VAGUE = 1.5
_SUBJECTS = {"nsubj", "nsubjpass"}
# Sentences back in which the day of an undated sentence is looked for: farther back the day is as often wrong
# as right (held-out gold).
_NARRATIVE_REACH = 4
# Rules whose words name a stretch of background rather than a day that the narrative is at.
_BACKGROUND = {
    "since_year",
    "since_month",
    "before_year",
    "bare_year",
    "year_of",
    "year_range",
    "relative_year",
    "season",
    "ago",
    "digits_ago",
    "month_named",
}
# What follows the date of a dateline: "TOKYO, Feb. 4 - ", "WASHINGTON (June 5) — ".
_DATELINE_END = re.compile(r"\s*\)?\s*(?:\([^)\n]{2,40}\)\s*)?(?:[-–—]{1,2}\s|/)")
_DATELINE_START = re.compile(r"^[^a-z\n]{3,40}[A-Za-z. ]{0,15}\(?$")


def _of_a_relative_clause(inside: Token, token: Token) -> bool:
    """Whether a date stands in a relative clause that does not hold the predicate: "the kibbutz, of whose
    residents 50 were killed on October 7"."""
    above = {token.i, *(t.i for t in token.ancestors)}
    current = inside
    while current.i not in above and current.head.i != current.i:
        clause = current.dep_ in {"relcl", "acl"} or (current.dep_ == "pcomp" and current.head.lower_ == "of")
        if clause and current.pos_ in {"VERB", "AUX"} and current.head.i != token.i:
            return True
        current = current.head
    return False


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

    def read(self, predicate: Predicate, sentence: TokenSpan, occurrence: Occurrence) -> Reading[str | None]:
        """The date of the encounter a predicate speaks of; None where nothing near it gives one."""
        token = self.parsed.tokens[predicate.head]
        beside = self._beside(token, sentence, occurrence)
        timex = next(beside, None) or self._of_the_noun(sentence)
        if timex is not None:
            return self._resolved(timex, occurrence, timex.rule)
        inherited = self._of_the_narrative(token, sentence, occurrence)
        if inherited is not None:
            return inherited
        return Reading(value=None, rule="no date in the sentence")

    def value(self, timex: FoundTimex, occurrence: Occurrence) -> str | None:
        """What an expression means in this text, of an encounter of that occurrence."""
        anchor = self.anchor(timex.start)
        ahead = timex.resolve(TimeContext(self.published, anchor, True), self.language).value
        past = timex.resolve(TimeContext(self.published, anchor, False), self.language).value
        if occurrence in {Occurrence.PLANNED, Occurrence.HYPOTHETICAL}:
            return ahead
        if (
            occurrence is Occurrence.CANCELLED
            and ahead
            and past
            and is_day(ahead)
            and is_day(past)
            and self.published
        ):
            # What was called off may lie on either side of the publication: the nearer day is meant.
            return min(past, ahead, key=lambda v: abs((date.fromisoformat(v) - self._today()).days))
        return past

    def _today(self) -> date:
        return self.published or date.max

    def _resolved(self, timex: FoundTimex, occurrence: Occurrence, rule: str) -> Reading[str | None]:
        span = self.parsed.document.span(timex.start, timex.end)
        return Reading(value=self.value(timex, occurrence), spans=(span,), rule=rule)

    def _beside(self, token: Token, sentence: TokenSpan, occurrence: Occurrence) -> Iterator[FoundTimex]:
        """The expressions of the sentence that may date the predicate, nearest first. A dateline dates the report."""
        costs: list[tuple[float, int, FoundTimex]] = []
        for timex in self.inside(sentence.start_char, sentence.end_char):
            span = self.parsed.tokens.char_span(timex.start, timex.end, alignment_mode="expand")
            if span is None:
                continue
            if self._is_dateline(timex, sentence) or self._of_saying(span.root, token):
                continue
            if _of_a_relative_clause(span.root, token) or self._of_another_clause(span.root, token):
                continue
            vague = (
                timex.rule in {"since_year", "since_month", "bare_year"}
                and occurrence is not Occurrence.HAPPENED
            )
            cost = distance(span.root, token) + 0.01 * abs(span.start - token.i) + _VAGUE * vague
            costs.append((cost, timex.start, timex))
        unresolved: list[FoundTimex] = []
        for _, _, timex in sorted(costs, key=lambda c: c[:2]):
            if self.value(timex, occurrence) is None:
                unresolved.append(timex)
            else:
                yield timex
        yield from unresolved

    def _is_dateline(self, timex: FoundTimex, sentence: TokenSpan) -> bool:
        text = self.parsed.document.text
        line = text.rfind("\n", 0, timex.start) + 1
        return _DATELINE_END.match(text, timex.end) is not None and (
            _DATELINE_START.match(text[line : timex.start]) is not None
        )

    def _of_another_clause(self, inside: Token, token: Token) -> bool:
        """Whether a date stands beyond a semicolon, or with a verb of the narrative while the predicate steps
        back from it: "Musk, whom he had met in Rome, called him in June". In a row of a register the semicolon
        parts its cells."""
        own, other = carrier(token), carrier(inside)
        if self.parsed.document.kind is not DocumentKind.REGISTER:
            # "…; that was in May" goes on about what stands before.
            pointing = word_set(self.language, "dates", "encounter", "pronouns")
            first, last = sorted((inside.i, token.i))
            goes_on = any(c.dep_ in _SUBJECTS and c.lower_ in pointing for c in other.children)
            if not goes_on and any(t.text == ";" for t in self.parsed.tokens[first:last]):
                return True
        return (
            is_pluperfect(own)
            and not is_pluperfect(other)
            and other.i != own.i
            and all(t.i != own.i for t in other.ancestors)
        )

    def _of_saying(self, root: Token, token: Token) -> bool:
        """Whether the expression tells when somebody said something, and the predicate is what was said."""
        verb = carrier(root)
        saying = verb.lemma_ in word_set(self.language, "attribution", "saying", "lemmas")
        said = saying_scope(verb)
        return saying and verb.i != token.i and token.i in said and root.i not in said

    def _of_the_noun(self, sentence: TokenSpan) -> FoundTimex | None:
        """The date of a clause that goes on about the encounter: "… adding that the conversation took
        place before 2022"."""
        nouns = word_set(self.language, "dates", "encounter", "nouns")
        pointing = word_set(self.language, "dates", "encounter", "pointing")
        for token in sentence:
            if (
                token.lemma_ in nouns
                and token.pos_ == "NOUN"
                and any(c.lower_ in pointing for c in token.children)
            ):
                for timex in self.inside(token.idx, sentence.end_char):
                    return timex
        return None

    def _of_the_narrative(
        self, token: Token, sentence: TokenSpan, occurrence: Occurrence
    ) -> Reading[str | None] | None:
        """The day that the sentences before have got to, else that of the next, for an undated sentence that
        tells on. Not for the perfect tenses, which step out of the narrative, and not for a wish."""
        verb = carrier(token)
        perfect = is_pluperfect(verb) or any(
            c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.children
        )
        if perfect or occurrence is Occurrence.HYPOTHETICAL:
            return None
        index = self.parsed.sentence_index(sentence[0])
        nearest = (*range(index - 1, max(-1, index - 1 - _NARRATIVE_REACH), -1), index + 1)
        for at in nearest:
            if at >= len(self.parsed.sentences):
                break
            beside = self.parsed.sentences[at]
            if any(c.start <= beside.start_char < c.end for c in self.parsed.document.captions):
                continue
            found = self.inside(beside.start_char, beside.end_char)
            for timex in found if at > index else reversed(found):
                span = self.parsed.tokens.char_span(timex.start, timex.end, alignment_mode="expand")
                if span is None or _of_a_relative_clause(span.root, beside.root):
                    continue
                if timex.rule not in _BACKGROUND and self.value(timex, occurrence) is not None:
                    return self._resolved(timex, occurrence, f"{THE_DAY_THE_TEXT_IS_AT} ({timex.rule})")
        return None
