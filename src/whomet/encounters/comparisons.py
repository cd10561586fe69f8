"""What speaks for and against two claims being about one interaction.

Each comparison is one small function. Its docstring is what a reader is shown beside its verdict.
Evidence runs from -1 (speaks against) over 0 (says nothing) to 1 (speaks for); `forbids` marks
the hard constraints, which no weight of other evidence outvotes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from whomet.encounters.figure_keys import fold, group_country
from whomet.encounters.testimony import Testimony
from whomet.model import DocumentKind, Mode, Occurrence

WEIGHTS = MappingProxyType({"participants": 3.0, "date": 4.0, "mode": 5.0, "place": 3.0, "occurrence": 4.0})
"""How much each comparison counts. On one full day with the same figure (3 + 4), a call in one text
and a visit in another (-3) are taken for one encounter whose form is disputed; on two days they are not."""

MERGE_FROM = 5.0
"""The sum from which on two claims that each name a full day are taken for one interaction."""

DAY_SLACK = timedelta(days=1)
"""Two full days one apart may be one: time zones, and "on Tuesday night" written on Wednesday."""

REMOTE = frozenset({Mode.CALL, Mode.VIDEO})
IN_PERSON = frozenset({Mode.MEETING, Mode.EVENT})
_AKIN = (REMOTE, IN_PERSON, frozenset({Mode.EVENT, Mode.VIDEO}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict of one comparison: `subject` is the name of the function that made it."""

    subject: str
    evidence: float
    why: str
    forbids: bool = False

    @property
    def weight(self) -> float:
        """The evidence times what this comparison counts; hard constraints have no weight."""
        return self.evidence * WEIGHTS.get(self.subject, 0.0)


def participants(a: Testimony, b: Testimony) -> Comparison:
    """The same figures took part, or some of the same: by identity, or by name and country."""
    ours, theirs = set(a.figures), set(b.figures)
    shared = ours & theirs
    if not shared:
        return Comparison("participants", -1.0, "no figure in common")
    if all(group_country(key) is not None for key in shared):
        return Comparison("participants", 0.4, "only an unnamed group of one country in common")
    if ours == theirs:
        return Comparison("participants", 1.0, "the same figures")
    if ours <= theirs or theirs <= ours:
        return Comparison("participants", 0.75, "all figures of the one are among those of the other")
    return Comparison("participants", 0.5, "some figures in common, each names others too")


def date(a: Testimony, b: Testimony) -> Comparison:
    """The dates agree. One day's difference between two full days of different texts is let pass,
    but not between two rows of one register."""
    if a.day and b.day:
        if a.day == b.day:
            return Comparison("date", 1.0, "the same day")
        if abs(a.day - b.day) <= DAY_SLACK and not _one_hand(a, b):
            return Comparison("date", 0.5, "one day apart, told by different texts")
        return Comparison("date", -1.0, "different days", forbids=True)
    if not a.days.overlaps(b.days):
        return Comparison("date", -1.0, "no day fits both", forbids=True)
    if a.stated is None or b.stated is None:
        return _inferred(a, b)
    if a.stated.within(b.stated) or b.stated.within(a.stated):
        return Comparison("date", 0.5, "the one date lies within the other")
    return Comparison("date", 0.25, "the dates overlap")


def _one_hand(a: Testimony, b: Testimony) -> bool:
    """Whether one document, or one register, gives both dates: it has no two words for one day."""
    if a.document.id == b.document.id:
        return True
    rows = a.document.kind is b.document.kind is DocumentKind.REGISTER
    return rows and a.document.sha256 == b.document.sha256


def _inferred(a: Testimony, b: Testimony) -> Comparison:
    """Of claims that are not both dated by their own words. The day that a text is at supports, but where
    it differs from a date in words, it is as likely the day of another event."""
    ours, theirs = a.stated or a.inferred, b.stated or b.inferred
    if ours is None or theirs is None:
        return Comparison("date", 0.0, "one of them gives no date")
    if ours == theirs:
        return Comparison("date", 0.4, "the day that the one text is at is the date of the other")
    if ours.overlaps(theirs):
        return Comparison("date", 0.25, "the day that the one text is at fits the date of the other")
    if a.stated or b.stated:
        return Comparison("date", 0.0, "the one text is at another day, but its words give none")
    return Comparison("date", -0.25, "the texts are at different days")


def mode(a: Testimony, b: Testimony) -> Comparison:
    """They came together in the same way. A meeting and an event, a call and a video call are easily
    confused, a call and a visit less so; an exchange of messages is neither."""
    ours, theirs = a.claim.mode.value, b.claim.mode.value
    if Mode.UNSPECIFIED in (ours, theirs):
        return Comparison("mode", 0.0, "one of them leaves the form open")
    if ours is theirs:
        return Comparison("mode", 0.4, f"the same form: {ours.value}")
    if any(ours in kinds and theirs in kinds for kinds in _AKIN):
        return Comparison("mode", 0.0, f"forms that are easily confused: {ours.value}, {theirs.value}")
    against = -1.0 if Mode.MESSAGE in (ours, theirs) else -0.6
    return Comparison("mode", against, f"different forms: {ours.value}, {theirs.value}")


def names_agree(ours: str, theirs: str) -> bool:
    """Whether two place names can be one place by their words: "Austin" and "a factory in Austin"."""
    first, second = set(fold(ours).split()), set(fold(theirs).split())
    return first <= second or second <= first


def place(a: Testimony, b: Testimony) -> Comparison:
    """They were in the same place. Different countries on one full day are two encounters."""
    ours, theirs = a.claim, b.claim
    if REMOTE & {ours.mode.value, theirs.mode.value}:
        return Comparison("place", 0.0, "a call has no place")
    countries = (ours.stated_country, theirs.stated_country)
    if all(countries) and countries[0] != countries[1]:
        on_one_day = a.day is not None and a.day == b.day
        return Comparison("place", -1.0, f"different countries: {countries[0]}, {countries[1]}", on_one_day)
    if ours.place.value and theirs.place.value and names_agree(ours.place.value, theirs.place.value):
        return Comparison("place", 1.0, "the same place")
    if all(countries):
        return Comparison("place", 0.3, "the same country")
    return Comparison("place", 0.0, "the place of one of them is not known")


def occurrence(a: Testimony, b: Testimony) -> Comparison:
    """What is said of the one can come true, or be called off, as the other. What was called off
    and what happened are one only on one and the same day."""
    said = {a.claim.occurrence.value, b.claim.occurrence.value}
    on_one_day = a.day is not None and a.day == b.day
    if len(said) == 1:
        return Comparison("occurrence", 0.5, f"both {said.pop().value}")
    if said == {Occurrence.HAPPENED, Occurrence.CANCELLED}:
        if on_one_day and a.document.id != b.document.id:
            return Comparison("occurrence", 0.0, "called off by one, held by the other, on one day")
        return Comparison("occurrence", -1.0, "one was called off, the other was held", forbids=True)
    if said == {Occurrence.HAPPENED, Occurrence.PLANNED}:
        return Comparison("occurrence", 0.25, "a plan that came true")
    if said == {Occurrence.PLANNED, Occurrence.CANCELLED}:
        return Comparison("occurrence", 0.25, "a plan that was called off")
    if said == {Occurrence.HAPPENED, Occurrence.DENIED}:
        return Comparison("occurrence", 0.25, "told by one, denied by the other")
    if said == {Occurrence.HAPPENED, Occurrence.HYPOTHETICAL}:
        if a.day and b.day:
            return Comparison("occurrence", 0.25, "an invitation for the day on which it was held")
        return Comparison("occurrence", -0.25, "an invitation without a day is not yet a meeting")
    return Comparison("occurrence", 0.0, "neither says more than the other")


COMPARISONS: tuple[Callable[[Testimony, Testimony], Comparison], ...] = (
    participants,
    date,
    mode,
    place,
    occurrence,
)


def told_apart(a: Testimony, b: Testimony) -> Comparison | None:
    """One text speaks of both: it tells them apart, unless it gives the very same figures and date,
    in the same form and at the same place. Two figures told of one by one may still have been there
    together, if another text says so."""
    if a.document.id != b.document.id or says_the_same(a, b):
        return None
    if not set(a.figures) & set(b.figures):
        return None
    return Comparison("told_apart", -1.0, "one text tells them apart", forbids=True)


def says_the_same(a: Testimony, b: Testimony) -> bool:
    """The very same figures and date, and nothing else that sets the two apart."""
    if a.figures != b.figures or a.claim.date.value != b.claim.date.value:
        return False
    modes = {a.claim.mode.value, b.claim.mode.value} - {Mode.UNSPECIFIED}
    places = [claim.place.value for claim in (a.claim, b.claim) if claim.place.value]
    apart = len(places) == 2 and not names_agree(places[0], places[1])
    return len(modes) <= 1 and not apart and not any(row.forbids or row.evidence < 0 for row in _rows(a, b))


def _rows(a: Testimony, b: Testimony) -> tuple[Comparison, ...]:
    return tuple(comparison(a, b) for comparison in COMPARISONS)


def compare(a: Testimony, b: Testimony) -> tuple[Comparison, ...]:
    """All comparisons of two claims: the table that explains why they were merged or were not."""
    apart = told_apart(a, b)
    return (*_rows(a, b), apart) if apart else _rows(a, b)
