"""Dates with their granularity: the part of EDTF (ISO 8601-2, level 0 and open intervals) that whomet uses.

`2024-04-12`, `2024-04`, `2024`, `2022/2024-10`, `../2021`, `2022/..`.
"""

import calendar
import re
from datetime import date

from whomet.model.base import Noun

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateRange(Noun):
    """The first and the last day a date value admits; `None` where the interval is open."""

    earliest: date | None
    latest: date | None

    def overlaps(self, other: "DateRange") -> bool:
        """Whether some day lies in both ranges."""
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        ends_in_time = self.latest is None or other.earliest is None or other.earliest <= self.latest
        return starts_in_time and ends_in_time

    def within(self, other: "DateRange") -> bool:
        """Whether every day of this range lies in `other`."""
        starts_inside = other.earliest is None or (
            self.earliest is not None and self.earliest >= other.earliest
        )
        ends_inside = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return starts_inside and ends_inside

    @property
    def days(self) -> int | None:
        """Number of days admitted; `None` for an open range."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1


def _point(text: str, whole: str) -> DateRange:
    match = _POINT.fullmatch(text.rstrip("~?%"))
    if not match:
        raise ValueError(f"not an EDTF date that whomet knows: {whole!r}")
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        only = date(year, int(month), int(day))
        return DateRange(earliest=only, latest=only)
    if month:
        last = calendar.monthrange(year, int(month))[1]
        return DateRange(earliest=date(year, int(month), 1), latest=date(year, int(month), last))
    return DateRange(earliest=date(year, 1, 1), latest=date(year, 12, 31))


def parse_edtf(value: str) -> DateRange:
    """The days that an EDTF value admits.

    Raises ValueError, naming the value, for anything outside the subset above or a date
    that no calendar has.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _point(start, value)
    first = DateRange(earliest=None, latest=None) if start == ".." else _point(start, value)
    last = DateRange(earliest=None, latest=None) if end == ".." else _point(end, value)
    if first.earliest and last.latest and first.earliest > last.latest:
        raise ValueError(f"the interval ends before it starts: {value!r}")
    return DateRange(earliest=first.earliest, latest=last.latest)


def is_day(value: str | None) -> bool:
    """Whether the value names one single day."""
    return value is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None
