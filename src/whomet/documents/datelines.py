"""Dates and names that stand visibly on a page: datelines, "Updated …", bylines."""

import re
from collections.abc import Iterable
from datetime import date

from whomet.documents.chrome_rules import chrome_rules
from whomet.model import Found

# How far to trust a visible date: beside the word "published", alone in a strip, only "updated".
_LABELLED, _ALONE, _UPDATED_ONLY = 0.9, 0.75, 0.6
_LONGEST_STRIP = 240  # characters: a longer stretch is a menu, in which dates mean anything
_REACH = 48  # characters from the word "updated" to its date, past a time of day
_UPDATE_WORD = re.compile(r"\s*(?:last\s+)?(?:updat|modif)", re.IGNORECASE)
_ISO_LIKE = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d\d)")
_WORDED = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b|(?P<month>[A-Za-z]{3,9})|(?P<year>(?:19|20)\d\d)")
_AMERICAN_TIME = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_BY = re.compile(
    r"(?:^|[|·•\s])(?:By|Written by|Reported by|Reporting by|Interview by)\s*:?\s+"
    r"(?P<names>NAME(?:\s*(?:,|and|&)\s+NAME){0,4})"
    r"(?:\s*,\s*(?P<outlet>[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}))?"
)


def read_date(text: str, *, month_first: bool = False) -> str | None:
    """The first full date in `text` as YYYY-MM-DD, or None where there is none.

    An ambiguous 5/6/2023 is read month first beside an American time of day ("4 PM") and where the outlet is known to
    write `month_first`, else day first.
    """
    for match in chrome_rules().date.finditer(text):
        if found := _day_of(match[0], american=month_first or _AMERICAN_TIME.search(text) is not None):
            return found
    return None


def edition_dates(strips: Iterable[str], *, earliest: bool = True) -> tuple[Found | None, Found | None]:
    """When an article was published and when updated, from the strips of text around it.

    Of several dates that nothing labels the `earliest` is taken, or else the first: a masthead shows the day on which
    the page was saved, which is never before the article's own. Where only an update is dated, publication is
    taken to be that day, with little confidence.
    """
    labelled: Found | None = None
    alone: Found | None = None
    updated: Found | None = None
    edition = chrome_rules().edition
    for strip in (strip for strip in strips if len(strip) <= _LONGEST_STRIP):
        labels = list(edition.finditer(strip))
        for index, label in enumerate(labels):
            next_label = labels[index + 1].start() if index + 1 < len(labels) else len(strip)
            day = read_date(strip[label.end() : min(next_label, label.end() + _REACH)])
            if day and _UPDATE_WORD.match(label[0]):
                updated = updated or Found(value=day, how="updated line", confidence=_LABELLED)
            elif day:
                labelled = labelled or Found(value=day, how="dateline", confidence=_LABELLED)
        before = read_date(strip[: labels[0].start()] if labels else strip)
        if before and labels and not updated and _UPDATE_WORD.match(labels[0][0]):
            # "November 28, 2013 -- Updated 0203 GMT"
            updated = Found(value=before, how="updated line", confidence=_LABELLED)
        elif before and (not alone or (earliest and before < alone.value)):
            alone = Found(value=before, how="dateline", confidence=_ALONE)
    published = labelled or alone
    if not published and updated:
        published = Found(value=updated.value, how="updated line", confidence=_UPDATED_ONLY)
    return published, updated


def read_byline(strips: Iterable[str]) -> tuple[str | None, str | None]:
    """The author named in a byline, and the outlet named after the author ("By A and B, CNN")."""
    pattern = re.compile(_BY.pattern.replace("NAME", chrome_rules().name.pattern))
    for line in (line for strip in strips for line in strip.splitlines()):
        if len(line) <= _LONGEST_STRIP and (match := pattern.search(line)):
            named = re.sub(r"\s+", " ", match["names"])
            if line[match.end("names") :].lstrip()[:1].isdigit():  # "By Wes Mallory August 9, 2023"
                named = _without_month(named)
            if label := chrome_rules().edition.search(named):  # "By Ada Quill Published 12 May"
                named = named[: label.start()].rstrip(" ,")
            named = _before_tools(named)
            if not named:
                continue  # "By Staff"
            names, comma, last = named.rpartition(",")
            if comma and re.search(r"\s(?:and|&)\s", names):  # "By A and B, Northern Post"
                return names.strip(), last.strip()
            if comma and last.strip().isupper():  # "By A and B , CNN"
                return names.strip(), last.strip()
            outlet = match["outlet"]
            is_month = outlet is not None and outlet[:3].lower() in chrome_rules().months
            return f"{names}{comma}{last}".strip(), None if is_month else outlet
    return None, None


def _before_tools(named: str) -> str:
    """The names without the page's tools that follow them; none where it is only the staff."""
    rules = chrome_rules()
    words = named.split(" ")
    tool = next(
        (index for index, word in enumerate(words) if word.casefold() in rules.tool_heads), len(words)
    )
    return "" if words[0].casefold() in rules.strip else " ".join(words[:tool])


def _without_month(named: str) -> str:
    names, _, last = named.rpartition(" ")
    return names if names and last[:3].lower() in chrome_rules().months else named


def _day_of(written: str, *, american: bool) -> str | None:
    if match := _ISO_LIKE.search(written):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.search(written):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if year < 100 else 0
        month_first = second > 12 or (american and match[2] != "." and first <= 12)
        return _day(year, first, second) if month_first else _day(year, second, first)
    return _worded_day(written)


def _worded_day(written: str) -> str | None:
    day = month = year = 0
    months = chrome_rules().months
    for match in _WORDED.finditer(written):
        if match["month"] and match["month"][:3].lower() in months and match["month"].lower() != "mon":
            month = months.index(match["month"][:3].lower()) + 1
        elif match["year"]:
            year = int(match["year"])
        elif match["day"]:
            day = int(match["day"])
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
