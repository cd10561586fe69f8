"""Temporal expressions: finding them in a text and resolving them to EDTF.

The patterns are data (`knowledge/<language>/dates.toml`); each names one of the rules below. The
granularity of the words is kept: "in May" is a month, never a day. The notion follows TIMEX3
(TimeML 1.2.1), the values are EDTF.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from whomet.knowledge.lexicon import lexicon
from whomet.model import Noun


class Timex(Noun):
    """A temporal expression: its characters, its EDTF value (None: cannot be resolved here), and the
    rule that read it. `anchored` ones depend on the narrative's day, not on the publication's."""

    start: int
    end: int
    text: str
    value: str | None
    rule: str
    anchored: bool = False


class TimeContext(NamedTuple):
    """What relative words are resolved against.

    `published`: the day of publication; `anchor`: the day the narrative is at; `future`: whether the
    verb it hangs on speaks of the future."""

    published: date | None = None
    anchor: date | None = None
    future: bool = False


class _Pattern(NamedTuple):
    rule: str
    expression: re.Pattern[str]


def _alternatives(words: Mapping[str, object]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    data = lexicon(language, "dates")
    parts = {name: rf"\b(?P<{name}>{_alternatives(words)})" for name, words in data["words"].items()}
    parts |= data["parts"]

    def fill(template: str) -> str:
        for name, expression in parts.items():
            template = template.replace("{" + name + "}", expression)
        return template

    return tuple(_Pattern(entry["rule"], re.compile(fill(entry["regex"]))) for entry in data["pattern"])


# A rule turns the named groups of a match into EDTF. `words` are the word lists of the language.
_Groups = Mapping[str, str | None]
_Words = Mapping[str, Mapping[str, Any]]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def _nearest_year(month: int, day: int | None, context: TimeContext) -> int | None:
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


def _month(groups: _Groups, words: _Words) -> int:
    return int(words["month"][groups["month"] or ""])


def _offset(which: str) -> int:
    which = which.lower()
    if "last" in which or "previous" in which:
        return -1
    return 1 if "next" in which or "following" in which else 0


def _day_rule(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _day(int(groups["year"] or 0), _month(groups, words), int(groups["day"] or 0))


def _iso_day(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _day(int(groups["year"] or 0), int(groups["month_number"] or 0), int(groups["day"] or 0))


def _numeric_day(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    first, second, year = int(groups["first"] or 0), int(groups["second"] or 0), int(groups["year"] or 0)
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    if len(readings) == 1:
        return readings.pop()
    if context.published:  # day first or month first: the reading nearest to the publication
        days = [date.fromisoformat(value) for value in readings if value]
        near = [d for d in days if abs((d - context.published).days) <= 31]
        return near[0].isoformat() if len(near) == 1 else None
    return None


def _day_near(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    month, day = _month(groups, words), int(groups["day"] or 0)
    year = _nearest_year(month, day, context)
    return None if year is None else _day(year, month, day)


def _day_of_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    if context.published is None:
        return None
    year = context.published.year + _offset(groups["which"] or "")
    return _day(year, _month(groups, words), int(groups["day"] or 0))


def _day_range(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    month, day = _month(groups, words), int(groups["day"] or 0)
    year = int(groups["year"] or 0) or _nearest_year(month, day, context)
    if year is None:
        return None
    first, last = _day(year, month, day), _day(year, month, int(groups["day2"] or 0))
    return f"{first}/{last}" if first and last and first < last else first


def _month_of_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return f"{groups['year']}-{_month(groups, words):02}"


def _month_list(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    second = int(words["month"][groups["month2"] or ""])
    return f"{groups['year']}-{_month(groups, words):02}/{groups['year']}-{second:02}"


def _month_which_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    which = (groups["which"] or "").lower()
    base = context.anchor if which in {"the same", "that", "the previous", "the following"} else None
    base = base or context.published
    return None if base is None else f"{base.year + _offset(which)}-{_month(groups, words):02}"


def _month_near(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    year = _nearest_year(_month(groups, words), None, context)
    return None if year is None else f"{year}-{_month(groups, words):02}"


def _month_named(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    """"last September": the one before this year's publication; "this April": that of the year."""
    if context.published is None:
        return None
    month, which, here = _month(groups, words), (groups["which"] or "").lower(), context.published
    if "last" in which or "previous" in which:
        year = here.year if month < here.month else here.year - 1
    elif "next" in which:
        year = here.year if month > here.month else here.year + 1
    else:
        year = here.year
    return f"{year}-{month:02}"


def _open_end(start: str, context: TimeContext) -> str:
    end = ".." if context.published is None else f"{context.published:%Y-%m}"
    return None if start > end > ".." else f"{start}/{end}"


def _since_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _open_end(groups["year"] or "", context)


def _since_month(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    year = int(groups["year"] or 0) or _nearest_year(_month(groups, words), None, context)
    return None if year is None else _open_end(f"{year}-{_month(groups, words):02}", context)


def _before_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return f"../{int(groups['year'] or 0) - 1}"


def _year_range(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return f"{groups['year']}/{groups['year2']}" if (groups["year"] or "") < (groups["year2"] or "") else None


def _year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return groups["year"]


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


def _season_span(season: str, year: int) -> str:
    first, last = _SEASONS[season]
    return f"{year}-{first:02}/{year + (last < first)}-{last:02}"


def _season(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    if context.published is None:
        return None
    name, which, here = words["season"][groups["season"] or ""], (groups["which"] or "").lower(), context.published
    first, last = _SEASONS[name]
    over = here.month > last and last > first
    if which == "last":
        return _season_span(name, here.year if over else here.year - 1)
    return _season_span(name, here.year + (which == "next" and here.month >= first))


def _season_of_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _season_span(words["season"][groups["season"] or ""], int(groups["year"] or 0))


def _relative_year(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    which = groups["which"] or ""
    base = context.anchor if which.lower() == "the previous" else context.published
    return None if base is None else str(base.year + _offset(which))


def _relative_month(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    if context.published is None:
        return None
    year, month = _shift_month(context.published.year, context.published.month, _offset(groups["which"] or ""))
    return f"{year}-{month:02}"


def _relative_week(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    if context.published is None:
        return None
    monday = context.published - timedelta(days=context.published.weekday())
    monday += timedelta(weeks=_offset(groups["which"] or ""))
    if groups["unit"] == "weekend":
        if "this" in (groups["which"] or "").lower() and context.published.weekday() < 3 and not context.future:
            monday -= timedelta(weeks=1)
        return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    return f"{monday}/{monday + timedelta(days=6)}"


def _weekday(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    if context.published is None:
        return None
    which = (groups["which"] or "").strip().lower()
    ahead = (int(words["weekday"][groups["weekday"] or ""]) - context.published.weekday()) % 7
    if which in {"last", "previous"}:
        return (context.published + timedelta(days=ahead - 7)).isoformat()
    if which == "next" or "coming" in which:
        return (context.published + timedelta(days=ahead or 7)).isoformat()
    if context.future:
        return (context.published + timedelta(days=ahead)).isoformat()
    return (context.published + timedelta(days=ahead - 7 if ahead else 0)).isoformat()


def _days_from(base: date | None, days: int) -> str | None:
    return None if base is None else (base + timedelta(days=days)).isoformat()


def _from(base: date | None, number: int, unit: str) -> str | None:
    """`number` units from `base`, at the unit's granularity (weeks: the week around the day)."""
    if base is None:
        return None
    if unit == "day":
        return _days_from(base, number)
    if unit == "week":
        centre = base + timedelta(weeks=number)
        return f"{centre - timedelta(days=3)}/{centre + timedelta(days=3)}"
    if unit == "month":
        year, month = _shift_month(base.year, base.month, number)
        return f"{year}-{month:02}"
    return str(base.year + number)


def _ago(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _from(context.published, -int(words["number"][groups["number"] or ""]), groups["unit"] or "")


def _digits_ago(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    return _from(context.published, -int(groups["digits"] or 0), groups["unit"] or "")


def _anchored_days(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    unit = groups["unit"]
    if context.anchor is None or unit == "week":
        return None
    return {"month": f"{context.anchor:%Y-%m}", "year": f"{context.anchor:%Y}"}.get(
        unit or "", context.anchor.isoformat()
    )


def _anchored_count(groups: _Groups, context: TimeContext, words: _Words) -> str | None:
    number = int(words["number"][groups["number"] or ""])
    return _from(context.anchor, number if groups["direction"] == "later" else -number, groups["unit"] or "")


def _counted_from(which: str, days: int) -> Callable[[_Groups, TimeContext, _Words], str | None]:
    return lambda groups, context, words: _days_from(getattr(context, which), days)


_RULES: Mapping[str, Callable[[_Groups, TimeContext, _Words], str | None]] = {
    "day": _day_rule, "iso_day": _iso_day, "numeric_day": _numeric_day, "day_near": _day_near,
    "day_of_month_this_or_last_year": _day_of_year, "day_range": _day_range,
    "month_of_year": _month_of_year, "month_list": _month_list, "month_which_year": _month_which_year,
    "month_near": _month_near, "month_named": _month_named,
    "since_year": _since_year, "since_month": _since_month, "before_year": _before_year,
    "year_range": _year_range, "year_of": _year, "bare_year": _year,
    "season": _season, "season_of_year": _season_of_year,
    "relative_year": _relative_year, "relative_month": _relative_month, "relative_week": _relative_week,
    "weekday": _weekday, "day_before_weekday": _weekday, "ago": _ago, "digits_ago": _digits_ago,
    "today": _counted_from("published", 0), "yesterday": _counted_from("published", -1),
    "tomorrow": _counted_from("published", 1),
    "anchored_days": _anchored_days, "anchored_same": _counted_from("anchor", 0),
    "anchored_next": _counted_from("anchor", 1), "anchored_previous": _counted_from("anchor", -1),
    "anchored_count": _anchored_count,
}  # fmt: skip


class FoundTimex(NamedTuple):
    """A match before it is resolved: the same words mean other days in other contexts."""

    start: int
    end: int
    text: str
    rule: str
    groups: tuple[tuple[str, str | None], ...]

    def resolve(self, context: TimeContext, language: str = "en") -> Timex:
        """The expression with its value in this context."""
        groups = {"which": None, "year": None, "day2": None} | dict(self.groups)
        value = _RULES[self.rule](groups, context, lexicon(language, "dates")["words"])
        return Timex(
            start=self.start, end=self.end, text=self.text, value=value, rule=self.rule,
            anchored=self.rule.startswith("anchored"),
        )  # fmt: skip


def find_timexes(text: str, language: str = "en", offset: int = 0) -> tuple[FoundTimex, ...]:
    """The temporal expressions of `text` in order, not overlapping; `offset` is added to positions.

    Where two patterns match at overlapping places the longer match wins, then the earlier, then the
    pattern that stands first in the file.
    """
    found: list[tuple[int, FoundTimex]] = []
    for rank, pattern in enumerate(_patterns(language)):
        for match in pattern.expression.finditer(text):
            start, end = match.span()
            while text[start:end][:1].isspace():
                start += 1
            item = FoundTimex(
                start + offset, end + offset, text[start:end], pattern.rule, tuple(match.groupdict().items())
            )
            found.append((rank, item))
    chosen: list[FoundTimex] = []
    for _, item in sorted(found, key=lambda entry: (entry[1].start - entry[1].end, entry[1].start, entry[0])):
        if all(item.end <= other.start or item.start >= other.end for other in chosen):
            chosen.append(item)
    return tuple(sorted(chosen, key=lambda item: item.start))


