"""Rules for words that count from another day: "last week", "yesterday", "the following day".

They count from the publication, or (the anchored ones) from the day that the text is at.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from whomet.claims.timex_rules import Groups, Rule, TimeContext, Words, month_of, offset_of, shift_month

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


def _season_span(season: str, year: int) -> str:
    first, last = _SEASONS[season]
    return f"{year}-{first:02}/{year + (last < first)}-{last:02}"


def _season(groups: Groups, context: TimeContext, words: Words) -> str | None:
    if context.published is None:
        return None
    name, which, here = (
        words["season"][groups["season"] or ""],
        (groups["which"] or "").lower(),
        context.published,
    )
    first, last = _SEASONS[name]
    over = here.month > last and last > first
    if which == "last":
        return _season_span(name, here.year if over else here.year - 1)
    return _season_span(name, here.year + (which == "next" and here.month >= first))


def _season_of_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return _season_span(words["season"][groups["season"] or ""], int(groups["year"] or 0))


def _relative_year(groups: Groups, context: TimeContext, words: Words) -> str | None:
    which = groups["which"] or ""
    base = context.anchor if which.lower() == "the previous" else context.published
    return None if base is None else str(base.year + offset_of(which))


def _relative_month(groups: Groups, context: TimeContext, words: Words) -> str | None:
    if context.published is None:
        return None
    year, month = shift_month(
        context.published.year, context.published.month, offset_of(groups["which"] or "")
    )
    return f"{year}-{month:02}"


def _relative_week(groups: Groups, context: TimeContext, words: Words) -> str | None:
    if context.published is None:
        return None
    monday = context.published - timedelta(days=context.published.weekday())
    monday += timedelta(weeks=offset_of(groups["which"] or ""))
    if groups["unit"] == "weekend":
        if (
            "this" in (groups["which"] or "").lower()
            and context.published.weekday() < 3
            and not context.future
        ):
            monday -= timedelta(weeks=1)
        return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    return f"{monday}/{monday + timedelta(days=6)}"


def _weekday(groups: Groups, context: TimeContext, words: Words) -> str | None:
    which = (groups["which"] or "").strip().lower()
    day = int(words["weekday"][groups["weekday"] or ""])
    if context.published is None:
        return None
    ahead = (day - context.published.weekday()) % 7
    if which in {"last", "previous"}:
        return (context.published + timedelta(days=ahead - 7)).isoformat()
    if which == "next" or "coming" in which:
        return (context.published + timedelta(days=ahead or 7)).isoformat()
    if context.future:
        return (context.published + timedelta(days=ahead)).isoformat()
    return (context.published + timedelta(days=ahead - 7 if ahead else 0)).isoformat()


def _anchored_weekday(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "that Saturday", "on the Friday": the one in the week that begins with the day the text is at."""
    if context.anchor is None:
        return None
    day = int(words["weekday"][groups["weekday"] or ""])
    return _days_from(context.anchor, (day - context.anchor.weekday()) % 7)


def _weekday_of_week(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "Thursday of last week"."""
    if context.published is None:
        return None
    day = int(words["weekday"][groups["weekday"] or ""])
    monday = context.published - timedelta(days=context.published.weekday())
    return _days_from(monday, day + 7 * offset_of(groups["which"] or ""))


def _anchored_month(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "that June": in the year the text is at."""
    return None if context.anchor is None else f"{context.anchor.year}-{month_of(groups, words):02}"


def _days_from(base: date | None, days: int) -> str | None:
    return None if base is None else (base + timedelta(days=days)).isoformat()


def _plain_week(groups: Groups, context: TimeContext, words: Words) -> str | None:
    """ "a week ago": the same day of the week before."""
    return _days_from(context.published, -7)


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
        year, month = shift_month(base.year, base.month, number)
        return f"{year}-{month:02}"
    return str(base.year + number)


def _ago(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return _from(context.published, -int(words["number"][groups["number"] or ""]), groups["unit"] or "")


def _digits_ago(groups: Groups, context: TimeContext, words: Words) -> str | None:
    return _from(context.published, -int(groups["digits"] or 0), groups["unit"] or "")


def _anchored_days(groups: Groups, context: TimeContext, words: Words) -> str | None:
    unit = groups["unit"]
    if context.anchor is None or unit == "week":
        return None
    return {"month": f"{context.anchor:%Y-%m}", "year": f"{context.anchor:%Y}"}.get(
        unit or "", context.anchor.isoformat()
    )


def _anchored_count(groups: Groups, context: TimeContext, words: Words) -> str | None:
    number = int(words["number"][groups["number"] or ""])
    return _from(context.anchor, number if groups["direction"] == "later" else -number, groups["unit"] or "")


def _counted_from(which: str, days: int) -> Rule:
    return lambda groups, context, words: _days_from(getattr(context, which), days)


RELATIVE: Mapping[str, Rule] = {
    "season": _season, "season_of_year": _season_of_year,
    "relative_year": _relative_year, "relative_month": _relative_month, "relative_week": _relative_week,
    "weekday": _weekday, "day_before_weekday": _weekday, "weekday_of_week": _weekday_of_week,
    "ago": _ago, "digits_ago": _digits_ago, "week_ago": _plain_week,
    "today": _counted_from("published", 0), "yesterday": _counted_from("published", -1),
    "tomorrow": _counted_from("published", 1),
    "anchored_weekday": _anchored_weekday, "anchored_month": _anchored_month,
    "anchored_days": _anchored_days, "anchored_same": _counted_from("anchor", 0),
    "anchored_next": _counted_from("anchor", 1), "anchored_previous": _counted_from("anchor", -1),
    "anchored_count": _anchored_count,
}  # fmt: skip
