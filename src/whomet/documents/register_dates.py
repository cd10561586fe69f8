"""The dates of registers: days, months and spans as sheets write them, and the numbers that workbooks keep."""

import re
from datetime import date, timedelta

from whomet.knowledge.lexicon import lexicon

# Day 0 of a workbook (ECMA-376 part 1, 18.17.4.1: day 1 is 1900-01-01; the serial counts a 29 February 1900 that
# was none, which days after it make good).
_SERIAL_ZERO = date(1899, 12, 30)
_EARLIEST_SERIAL, _LATEST_SERIAL = 32_874, 73_050  # 1990-01-01 and 2099-12-31: other numbers are no dates
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_SEPARATOR = r"[\s\-./,]+"
_TIME = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})(?:-(\d{{2}}){_TIME})?")
_NUMBERS = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}}){_TIME}")
_WEEKDAY = re.compile(r"^[^\W\d_]+day,?\s+", re.IGNORECASE)
_WORDS = (
    re.compile(rf"{_DAY}(?:\s+of)?{_SEPARATOR}{_MONTH}{_SEPARATOR}{_YEAR}{_TIME}"),
    re.compile(rf"{_MONTH}{_SEPARATOR}{_DAY}{_SEPARATOR}(?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH}{_SEPARATOR}{_YEAR}"),
)
_DAYS = re.compile(
    rf"(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|&)\s*{_DAY}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_YEAR}"
)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def register_date(words: str, *, day_first: bool) -> str | None:
    """The EDTF value of a cell's date; None where it is none that a calendar has.

    A month alone stays a month ("Oct-23": 2023-10), two days a span. Two digits of a year are of this century.
    `day_first` says how 04/05/2024 is meant.
    """
    text = _WEEKDAY.sub("", " ".join(words.split()))
    if match := _ISO.fullmatch(text):
        return _value(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _NUMBERS.fullmatch(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        return _value(_year(match[3]), int(month), int(day))
    if match := _SERIAL.fullmatch(text):
        number = int(match[1])
        known = _EARLIEST_SERIAL <= number <= _LATEST_SERIAL
        return (_SERIAL_ZERO + timedelta(days=number)).isoformat() if known else None
    if match := _DAYS.fullmatch(text):
        month_number, year = _month(match["month"]), _year(match["year"])
        first = _value(year, month_number, int(match["first"]))
        last = _value(year, month_number, int(match["day"]))
        return f"{first}/{last}" if first and last and first < last else None
    for pattern in _WORDS:
        if match := pattern.fullmatch(text):
            month_number = _month(match["month"])
            day_words = match.groupdict().get("day")
            return _value(_year(match["year"]), month_number, int(day_words) if day_words else None)
    return None


def _month(word: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for another word."""
    return int(lexicon("en", "dates")["words"]["month"].get(word.capitalize(), 0))


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _value(year: int, month: int, day: int | None) -> str | None:
    try:
        point = date(year, month, day or 1)
    except ValueError:
        return None
    return point.isoformat() if day is not None else point.isoformat()[:7]
