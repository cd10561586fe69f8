"""When a development took place, by the words of its own clause."""

from datetime import timedelta
from functools import cached_property

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import distance
from whomet.claims.cues import word_set
from whomet.claims.dating import Calendar
from whomet.claims.parse import Parsed
from whomet.claims.timex_rules import TimeContext
from whomet.model import Claim, parse_edtf

# How long a development may precede the encounter or publication that a text ties it to.
_LONG_AGO = timedelta(days=3 * 365)
_CLOSE = timedelta(days=31)


class OutcomeDates:
    """Dates the developments of one document. Its dates are looked for only once one has to be dated."""

    def __init__(self, parsed: Parsed, language: str) -> None:
        self.parsed, self.language = parsed, language

    @cached_property
    def calendar(self) -> Calendar:
        """The temporal expressions of the document."""
        return Calendar(self.parsed, self.language)

    def date(self, head: Token, sentence: TokenSpan) -> str | None:
        """The day (EDTF) that the development's own clause gives; None where only another verb is dated
        ("in February he called; the company later received …")."""
        best: tuple[float, str] | None = None
        for timex in self.calendar.inside(sentence.start_char, sentence.end_char):
            span = self.parsed.tokens.char_span(timex.start, timex.end, alignment_mode="expand")
            if span is None or self._is_term(timex.start) or not _dates(span.root, head, self.language):
                continue
            future = word_set(self.language, "outcomes", "told", "future")
            will = any(c.lower_ in future for c in head.children)
            will = will and span.root.i in {t.i for t in head.subtree}
            context = TimeContext(self.calendar.published, self.calendar.anchor(timex.start), will)
            value = timex.resolve(context, self.language).value
            cost = distance(span.root, head) + 0.01 * abs(span.start - head.i)
            if value is not None and (best is None or cost < best[0]):
                best = (cost, value)
        return best[1] if best else None

    def is_long_ago(self, day: str | None, country: str | None, claim: Claim | None) -> bool:
        """Whether the development is dated long before what the text tells of: background. A development
        that concerns no country of the encounter's must be close to it."""
        told = claim.date.value if claim is not None and claim.date.value else None
        told = told or self.parsed.document.published_day
        if day is None or told is None:
            return False
        latest, earliest = parse_edtf(day).latest, parse_edtf(told).earliest
        if latest is None or earliest is None:
            return False
        return earliest - latest > (_LONG_AGO if country is not None else _CLOSE)

    def _is_term(self, start: int) -> bool:
        before = self.parsed.document.text[max(0, start - 12) : start].lower().split()
        terms = word_set(self.language, "outcomes", "told", "term")
        return " ".join(before[-1:]) in terms or " ".join(before[-2:]) in terms


def _dates(timex: Token, head: Token, language: str) -> bool:
    """Whether a temporal expression dates the development: it hangs on its verb, on a verb that it continues,
    or on the clause that says "when" or "as" it happened."""
    apart, at_once = (word_set(language, "outcomes", "told", name) for name in ("apart", "at_once"))
    governor = timex
    for _ in range(8):
        if governor.pos_ in {"VERB", "AUX"} or governor.i == head.i or governor.head.i == governor.i:
            break
        governor = governor.head
    current = head
    for _ in range(6):
        if current.i == governor.i:
            return True
        if any(c.dep_ == "mark" and c.lower_ in apart for c in current.children):
            return False
        if current.dep_ in {"relcl", "parataxis"} or current.head.i == current.i:
            return False
        if current.dep_ == "pcomp" and current.head.lower_ in apart:
            return False
        if (
            current.dep_ == "advcl"
            and not any(c.lower_ in at_once for c in current.children)
            and current.tag_ not in {"VBG", "VB"}
        ):
            return False
        current = current.head
    return False
