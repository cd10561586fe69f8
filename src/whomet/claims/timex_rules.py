"""Rules that turn the words of a calendar date into EDTF: days, months, years, and their ranges.

Patterns of dates.toml name them. Rules for words that count from another day are in timex_relative.py."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple


class TimeContext(NamedTuple):
    """What relative words are resolved against.

    `published`: the day of publication; `anchor`: the day the narrative is at; `future`: whether the
    verb it hangs on speaks of the future."""

    published: date | None = None
    anchor: date | None = None
    future: bool = False


# A rule turns the named groups of a match into EDTF. `words` are the word lists of the language.
Groups = Mapping[str, str | None]
Words = Mapping[str, Mapping[str, Any]]
Rule = Callable[[Groups, TimeContext, Words], str | None]


def day_of(year: int, month: int, day: int) -> str | None:
    """The day as EDTF, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month, `by` months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def nearest_year(month: int, day: int | None, context: TimeContext) -> int | None:
    """The year that puts a month (and day) without one last before, or next after, the publication."""
    if context.published is None:
        return None
    here = context.published
    candidate = (month, day or (1 if not context.future else 31))
    if context.future:
        return here.year if candidate >= (here.month, here.day) else here.year + 1
    # A day's slack: a report may carry the date of the time zone it was filed from.
    limit = here + timedelta(days=1)
    return here.year if candidate <= (limit.month, limit.day) or limit.year > here.year else here.year - 1


def month_of(groups: Groups, words: Words) -> int:
    """The number of the month that a match names."""
    return int(words["month"][groups["month"] or ""])


def offset_of(which: str) -> int:
    """-1 for "last", 1 for "next", else 0."""
    which = which.lower()
    if "last" in which or "previous" in which:
        return -1
    return 1 if "next" in which or "following" in which else 0


def _day_rule(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return day_of(int(groups["year"] or 0), month_of(groups, words), int(groups["day"] or 0))


def _iso_day(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return day_of(int(groups["year"] or 0), int(groups["month_number"] or 0), int(groups["day"] or 0))


# Of two readings of "02/03/2023" one is taken for the right one only within this many days of the publication.
_AMBIGUOUS_REACH = 31


def _numeric_day(groups: Groups, context: TimeContext, words: Words) -> str | None:
    first, second, year = int(groups["first"] or 0), int(groups["second"] or 0), int(groups["year"] or 0)
    readings = {day_of(year, second, first), day_of(year, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()
    if context.published is None:
        return None
    # Day first or month first: a report tells of the days before it, so the reading last before it.
    days = sorted(date.fromisoformat(value) for value in readings if value)
    before = [d for d in days if (d > context.published if context.future else d <= context.published)]
    if not before or (context.published - before[-1]).days > _AMBIGUOUS_REACH:
        return None
    return before[0 if context.future else -1].isoformat()


def _day_near(groups: Groups, context: TimeContext, words: Words) -> str | None:
    month, day = month_of(groups, words), int(groups["day"] or 0)
    year = nearest_year(month, day, context)
    return None if year is None else day_of(year, month, day)


def _month_day(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "7/15" in a row of a register: month first, as there is no other sign."""
    month, day = int(groups["first"] or 0), int(groups["second"] or 0)
    year = nearest_year(month, day, context) if 1 <= month <= 12 else None
    return None if year is None else day_of(year, month, day)


def _day_of_month(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "on the 7th": the day of that number last before, or next after, the day the text is at."""
    base = context.published if context.future or context.anchor is None else context.anchor
    if base is None:
        return None
    day = int(groups["day"] or 0)
    steps = (0, 1) if context.future else (0, -1)
    for step in steps:
        year, month = shift_month(base.year, base.month, step)
        value = day_of(year, month, day)
        if value is not None and (value >= base.isoformat() if context.future else value <= base.isoformat()):
            return value
    return None


def _day_of_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    if context.published is None:
        return None
    year = context.published.year + offset_of(groups["which"] or "")
    return day_of(year, month_of(groups, words), int(groups["day"] or 0))


def _day_range(groups: Groups, context: TimeContext, words: Words) -> str | None:
    month, day = month_of(groups, words), int(groups["day"] or 0)
    year = int(groups["year"] or 0) or nearest_year(month, day, context)
    if year is None:
        return None
    first, last = day_of(year, month, day), day_of(year, month, int(groups["day2"] or 0))
    return f"{first}/{last}" if first and last and first < last else first


def _month_of_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return f"{groups['year']}-{month_of(groups, words):02}"


def _month_list(groups: Groups, context: TimeContext, words: Words) -> str | None:
    second = int(words["month"][groups["month2"] or ""])
    return f"{groups['year']}-{month_of(groups, words):02}/{groups['year']}-{second:02}"


def _month_which_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    which = (groups["which"] or "").lower()
    base = context.anchor if which in {"the same", "that", "the previous", "the following"} else None
    base = base or context.published
    return None if base is None else f"{base.year + offset_of(which)}-{month_of(groups, words):02}"


def _month_near(groups: Groups, context: TimeContext, words: Words) -> str | None:
    year = nearest_year(month_of(groups, words), None, context)
    return None if year is None else f"{year}-{month_of(groups, words):02}"


def _month_named(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "last September": the one before this year's publication; "this April": that of the year."""
    if context.published is None:
        return None
    month, which, here = month_of(groups, words), (groups["which"] or "").lower(), context.published
    if "last" in which or "previous" in which:
        year = here.year if month < here.month else here.year - 1
    elif "next" in which:
        year = here.year if month > here.month else here.year + 1
    else:
        year = here.year
    return f"{year}-{month:02}"


def _open_end(start: str, context: TimeContext) -> str | None:
    end = ".." if context.published is None else f"{context.published:%Y-%m}"
    return None if start > end > ".." else f"{start}/{end}"


def _since_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return _open_end(groups["year"] or "", context)


def _since_month(groups: Groups, context: TimeContext, words: Words) -> str | None:
    year = int(groups["year"] or 0) or nearest_year(month_of(groups, words), None, context)
    return None if year is None else _open_end(f"{year}-{month_of(groups, words):02}", context)


def _before_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return f"../{int(groups['year'] or 0) - 1}"


def _year_range(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return f"{groups['year']}/{groups['year2']}" if (groups["year"] or "") < (groups["year2"] or "") else None


def _year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return groups["year"]


ABSOLUTE: Mapping[str, Rule] = {
    "day": _day_rule, "iso_day": _iso_day, "numeric_day": _numeric_day, "month_day": _month_day,
    "day_near": _day_near, "day_of_month": _day_of_month, "day_of_month_this_or_last_year": _day_of_year,
    "day_range": _day_range, "month_of_year": _month_of_year, "month_list": _month_list,
    "month_which_year": _month_which_year, "month_near": _month_near, "month_named": _month_named,
    "since_year": _since_year, "since_month": _since_month, "before_year": _before_year,
    "year_range": _year_range, "year_of": _year, "bare_year": _year,
}  # fmt: skip
