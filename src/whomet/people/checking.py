"""Contradictions between sources about offices that one person holds at a time, and gaps in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from whomet.knowledge.names import fold
from whomet.knowledge.offices import load_title_wording
from whomet.knowledge.places import load_places
from whomet.model import Figure, Occupancy, is_day, parse_edtf
from whomet.people.matching import match_names

# Two spellings that score as high are taken for one person who held one office at one time.
_SAME_PERSON = 0.7
# Offices that one person at a time holds in an area.
_LOCAL_KINDS = frozenset({"governor", "mayor"})


class Fault(StrEnum):
    """What is wrong."""

    OVERLAP = "two holders at a time"
    START = "different start"
    END = "different end"
    ORDER = "end before start"
    GAP = "no holder known"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the terms of one office of a country, with the facts that it lies between."""

    fault: Fault
    country: str
    office: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Term:
    figure: Figure
    occupancy: Occupancy
    first: date
    last: date | None

    @property
    def told(self) -> str:
        """The term as the report gives it: who, from when to when, who says so."""
        source = self.occupancy.source.name
        end = self.occupancy.end or (f"seen {self.occupancy.last_seen}" if self.occupancy.last_seen else "?")
        return f"{self.figure.name} {self.occupancy.start} to {end} [{source}]"

    def same_person(self, other: "_Term") -> bool:
        """One figure, or a name that is another spelling of it."""
        return (
            self.figure.id == other.figure.id
            or match_names(self.figure.name, other.figure.name).score >= _SAME_PERSON
        )

    def together(self, other: "_Term") -> tuple[date, date] | None:
        """The first and the last day of both terms; None where they have none in common."""
        if self.last is None or other.last is None:
            return None
        first, last = max(self.first, other.first), min(self.last, other.last)
        return (first, last) if first <= last else None


def contradictions(figures: Iterable[Figure], country: str | None = None) -> Iterator[Finding]:
    """Overlapping holders of an office that one person holds at a time, one term with different days in
    two sources, and terms that end before they start; of one country where it is given."""
    terms, backwards = _terms(figures, country)
    yield from backwards
    for (code, office), held in sorted(terms.items()):
        ordered = sorted(held, key=lambda term: (term.first, term.figure.name))
        for one, other in combinations(ordered, 2):
            common = one.together(other)
            if common is None:
                continue
            if one.same_person(other):
                yield from _differing(code, office, one, other)
            elif not (one.occupancy.acting or other.occupancy.acting):
                days = f"{common[0]} to {common[1]}"
                sentence = f"{one.told}; {other.told}: both {days}"
                yield Finding(Fault.OVERLAP, code, office, sentence)


def gaps(figures: Iterable[Figure], country: str) -> Iterator[Finding]:
    """The days between two known terms of an office for which no holder is known. The time before the
    first known term and after the last look at the last one is no gap but the edge of what is known."""
    terms, _ = _terms(figures, country)
    for (code, office), held in sorted(terms.items()):
        ordered = sorted(held, key=lambda term: term.first)
        known_to, before = ordered[0].last, ordered[0]
        for term in ordered[1:]:
            if known_to is not None and term.first > known_to + timedelta(days=1):
                days = f"{known_to + timedelta(days=1)} to {term.first - timedelta(days=1)}"
                sentence = f"nobody known {days}, between {before.told} and {term.told}"
                yield Finding(Fault.GAP, code, office, sentence)
            if known_to is None or (term.last is not None and term.last > known_to):
                known_to, before = term.last, term


def _terms(
    figures: Iterable[Figure], country: str | None
) -> tuple[dict[tuple[str, str], list[_Term]], list[Finding]]:
    terms: dict[tuple[str, str], list[_Term]] = defaultdict(list)
    backwards: list[Finding] = []
    for figure in figures:
        for occupancy in figure.occupancies:
            office = occupancy.office
            if (country and office.country != country) or not _held_by_one(occupancy) or not occupancy.start:
                continue
            term = _term(figure, occupancy)
            if term.last is not None and occupancy.end and occupancy.end < occupancy.start:
                name = _office(occupancy)
                backwards.append(
                    Finding(Fault.ORDER, office.country, name, f"{term.told}: ends before it starts")
                )
            else:
                terms[office.country, _office(occupancy)].append(term)
    return terms, backwards


def _held_by_one(occupancy: Occupancy) -> bool:
    kind, area = occupancy.office.kind, occupancy.office.area
    if area is not None:
        return kind in _LOCAL_KINDS
    return kind in load_title_wording().single_holder


def _term(figure: Figure, occupancy: Occupancy) -> _Term:
    """The days that the source surely vouches for: from the latest start to the earliest end."""
    first = parse_edtf(occupancy.start or "").latest or date.min
    last = None
    if occupancy.end:
        last = (parse_edtf(occupancy.end).earliest or date.max) - timedelta(days=1)
    elif occupancy.last_seen:
        last = parse_edtf(occupancy.last_seen).earliest
    if occupancy.certain_until:
        certain = (parse_edtf(occupancy.certain_until).earliest or date.max) - timedelta(days=1)
        last = min(last, certain) if last else certain
    return _Term(figure, occupancy, first, last)


def _differing(country: str, office: str, one: _Term, other: _Term) -> Iterator[Finding]:
    """Days that differ between two sources. A year does not differ from a day in it, and a term that one
    source saw running does not differ from its end in another."""
    mine, theirs = one.occupancy, other.occupancy
    if mine.source == theirs.source:
        return
    for fault, first, second in ((Fault.START, mine.start, theirs.start), (Fault.END, mine.end, theirs.end)):
        if is_day(first) and is_day(second) and first != second:
            yield Finding(fault, country, office, f"{one.told}; {other.told}")


def _office(occupancy: Occupancy) -> str:
    """The title without the country's name, so that sources which add it speak of one office."""
    office = occupancy.office
    title, _, place = office.title.partition(" of ")
    whole = (
        place.lower().endswith("republic")
        or load_places().country_of(place.removeprefix("the ")) == office.country
    )
    plain = title if place and whole else office.title
    return f"{fold(plain)} ({office.area})" if office.area and office.area not in plain else fold(plain)
