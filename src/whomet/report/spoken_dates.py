"""Dates in words: "12 April 2024", "May 2022", "between 2022 and October 2024", "undated"."""

from datetime import date

from babel.dates import format_date

from whomet.errors import UnreadableInput
from whomet.model import DateRange, parse_edtf
from whomet.report.wording import Wording

_LAST_DAY = date.max


def read_date(value: str | None, where: str) -> DateRange | None:
    """The days an EDTF value admits. Raises UnreadableInput, naming `where`, for any other value."""
    if value is None:
        return None
    try:
        return parse_edtf(value)
    except ValueError as error:
        raise UnreadableInput(
            f"the date {value!r} cannot be printed: {error}",
            where=where,
            next_step="correct the record's date with `whomet judge`",
        ) from error


def chronological(days: DateRange | None) -> tuple[date, date]:
    """A sort key: by first day, then by last; undated after all others."""
    if days is None:
        return _LAST_DAY, _LAST_DAY
    return days.earliest or date.min, days.latest or _LAST_DAY


def years_of(days: DateRange | None) -> tuple[int, ...]:
    """The years that a closed range touches; none for an open or missing one."""
    if days is None or days.earliest is None or days.latest is None:
        return ()
    return tuple(range(days.earliest.year, days.latest.year + 1))


def in_words(value: str | None, wording: Wording) -> str:
    """The EDTF value as a reader says it. Raises ValueError for what is no EDTF date."""
    words = wording.dates
    if value is None:
        return words.undated
    parse_edtf(value)
    start, slash, end = value.partition("/")
    if not slash:
        return _point(value, wording)
    if start == "..":
        return words.until.format(end=_point(end, wording))
    if end == "..":
        return words.since.format(start=_point(start, wording))
    if start == end:
        return _point(start, wording)
    return words.between.format(start=_shortened(start, end, wording), end=_point(end, wording))


def _point(text: str, wording: Wording) -> str:
    bare = text.rstrip("~?%")
    said = _say(bare, (wording.dates.month, wording.dates.day), wording)
    marks = text[len(bare) :]
    if "~" in marks or "%" in marks:
        said = wording.dates.about.format(date=said)
    if "?" in marks or "%" in marks:
        said = wording.dates.uncertain.format(date=said)
    return said


def _shortened(start: str, end: str, wording: Wording) -> str:
    """The start of an interval without the year that its end repeats ("between March and May 2024")."""
    if start[:4] == end[:4] and len(start) == len(end) and start.replace("-", "").isdigit():
        return _say(start, (wording.dates.month_without_year, wording.dates.day_without_year), wording)
    return _point(start, wording)


def _say(point: str, patterns: tuple[str, str], wording: Wording) -> str:
    match [int(part) for part in point.split("-")]:
        case [year, month, day]:
            return str(format_date(date(year, month, day), patterns[1], locale=wording.language))
        case [year, month]:
            return str(format_date(date(year, month, 1), patterns[0], locale=wording.language))
    return point
