"""Whether an office was held on a day: held, not held, or unknown."""

from datetime import date, timedelta
from enum import StrEnum

from whomet.model import DateRange, Occupancy, parse_edtf


class Holding(StrEnum):
    """The three answers. `UNKNOWN` where the sources do not vouch for either of the others, or where
    the answer differs between the days that a partial date admits."""

    HELD = "held"
    NOT_HELD = "not_held"
    UNKNOWN = "unknown"


def holding_on(occupancy: Occupancy, when: str) -> Holding:
    """Whether the office was held throughout the days that `when` admits (an EDTF date).

    Starts are inclusive and ends exclusive: on the day of the hand-over the successor holds it.
    A start or end known only to the month or year leaves that month or year unknown, and an office
    that a source showed until its last look is unknown after it. Raises ValueError for a `when`
    that is no EDTF date.
    """
    asked = parse_edtf(when)
    if _contains(_certainly(occupancy), asked):
        return Holding.HELD
    return Holding.UNKNOWN if asked.overlaps(_possibly(occupancy)) else Holding.NOT_HELD


def held_for_a_part(occupancy: Occupancy, when: str) -> bool:
    """Whether the office was certainly held on some days that `when` admits, but not known to be on all."""
    asked, certain = parse_edtf(when), _certainly(occupancy)
    return certain is not None and asked.overlaps(certain) and not asked.within(certain)


def _contains(held: DateRange | None, asked: DateRange) -> bool:
    return held is not None and asked.within(held)


def _certainly(occupancy: Occupancy) -> DateRange | None:
    """The days on which the sources show the office held; None where there is no such day."""
    seen = parse_edtf(occupancy.last_seen).earliest if occupancy.last_seen else None
    first = parse_edtf(occupancy.start).latest if occupancy.start else seen
    lasts: list[date] = []
    if occupancy.end:
        lasts.append(_before(parse_edtf(occupancy.end).earliest))
    elif seen:
        lasts.append(seen)
    if occupancy.certain_until:
        lasts.append(_before(parse_edtf(occupancy.certain_until).earliest))
    if first is None or not lasts or min(lasts) < first:
        return None
    return DateRange(earliest=first, latest=min(lasts))


def _possibly(occupancy: Occupancy) -> DateRange:
    """All days on which the office may have been held."""
    first = parse_edtf(occupancy.start).earliest if occupancy.start else None
    last = None
    if occupancy.end:
        ending = parse_edtf(occupancy.end)
        last = _before(ending.latest) if len(occupancy.end) == 10 else ending.latest
    return DateRange(earliest=first, latest=last)


def _before(day: date | None) -> date:
    if day is None:
        raise ValueError("an office cannot start or end on an open date")
    return day - timedelta(days=1)
