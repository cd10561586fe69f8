"""When: every counted, dated record as a mark on its country's line."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from whomet.model import DateRange, Mode
from whomet.report.drawing import DOT, INK, PAPER, RULE, site_link
from whomet.report.groups import CountryGroup
from whomet.report.records import Record

# What a reader wants to tell apart at a glance: in one room, at a distance, or not said.
FORMS = {
    Mode.MEETING: "In person",
    Mode.EVENT: "In person",
    Mode.CALL: "By phone, video or message",
    Mode.VIDEO: "By phone, video or message",
    Mode.MESSAGE: "By phone, video or message",
    Mode.UNSPECIFIED: "Form not stated",
}
_SHAPES = ["circle", "diamond", "square"]
# Areas in square pixels that make the three look equally large.
_SIZES = [74, 92, 60]
# Marks nearer to one another than this share of the chart's width are drawn one above the other.
_NEAR = 0.014


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A mark: the first and last day that the date admits within the chart, and its middle."""

    country: str
    start: str
    end: str
    middle: str
    exact: bool
    form: str
    link: str
    label: str
    lane: int

    def row(self) -> dict[str, Any]:
        """The mark as a row of the chart's data."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def marks_of(countries: tuple[CountryGroup, ...], frame: tuple[date, date]) -> tuple[TimelineMark, ...]:
    """A mark for each counted and dated record on the line of each of its countries."""
    marks: list[TimelineMark] = []
    near = timedelta(days=max(1, int((frame[1] - frame[0]).days * _NEAR)))
    for country in countries:
        taken: dict[int, date] = {}
        for record in sorted(country.counted, key=lambda r: r.sort_key):
            if record.days is None:
                continue
            start, end = _within(record.days, frame)
            middle = start + (end - start) / 2
            lane = next(n for n in range(len(taken) + 1) if n not in taken or middle - taken[n] > near)
            taken[lane] = middle
            marks.append(_mark(record, country.name, (start, middle, end), lane))
    return tuple(marks)


def frame_of(records: tuple[Record, ...], window: DateRange | None) -> tuple[date, date] | None:
    """The first and last day of the chart: the window, or where it is open, the records. None: no dates."""
    known = [day for r in records if r.days for day in (r.days.earliest, r.days.latest) if day]
    first = (window.earliest if window else None) or (min(known) if known else None)
    last = (window.latest if window else None) or (max(known) if known else None)
    return (first, last) if first and last and first < last else None


def timeline_spec(
    marks: tuple[TimelineMark, ...], frame: tuple[date, date], *, width: int, step: int, label_limit: int
) -> dict[str, Any]:
    """The chart as a Vega-Lite specification, `width` pixels of time and `step` pixels a country.

    Countries keep the order of the marks; dots of one country that are close in time are stacked.
    """
    countries = list(dict.fromkeys(mark.country for mark in marks))
    lanes: dict[str, int] = defaultdict(int)
    for mark in marks:
        lanes[mark.country] = max(lanes[mark.country], mark.lane + 1)
    rows = [_row(mark, lanes[mark.country]) for mark in marks]
    x_scale = alt.Scale(type="utc", domain=[_instant(frame[0]), _instant(frame[1])], nice=False)
    x_axis = alt.Axis(
        orient="top",
        title=None,
        format="%Y",
        tickCount="year",
        labelColor=INK,
        labelFontSize=13,
        labelFontWeight=600,
        labelAlign="left",
        labelOffset=0,
        domain=False,
        ticks=False,
        gridColor=RULE,
        labelPadding=6,
    )
    y_axis = alt.Axis(
        title=None,
        labelColor=INK,
        labelFontSize=13,
        labelLimit=label_limit,
        domain=False,
        ticks=False,
        grid=True,
        gridColor=RULE,
        labelPadding=12,
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "country:N",
            sort=countries,
            axis=y_axis,
            scale=alt.Scale(paddingInner=0, paddingOuter=0),
        ),
        yOffset=alt.YOffset("offset:Q", scale=alt.Scale(domain=[-0.5, 0.5], range=[0, step])),
    )
    reach = base.transform_filter("!datum.exact").mark_rule(color=DOT, strokeWidth=2, opacity=0.35)
    dots = base.mark_point(filled=True, opacity=1, fill=DOT, stroke=PAPER, strokeWidth=1)
    chart = alt.layer(
        reach.encode(x=alt.X("start:T", scale=x_scale, axis=x_axis), x2="end:T"),
        dots.encode(
            x=alt.X("middle:T", scale=x_scale),
            shape=alt.Shape("form:N", scale=alt.Scale(domain=_forms(), range=_SHAPES), legend=None),
            size=alt.Size("form:N", scale=alt.Scale(domain=_forms(), range=_SIZES), legend=None),
            href="href:N",
            description="label:N",
        ),
    ).properties(width=width, height=alt.Step(step))
    spec: dict[str, Any] = (
        chart.configure(background="transparent", padding=2)
        .configure_view(stroke="transparent", fill="transparent")
        .to_dict()
    )
    return spec


def _forms() -> list[str]:
    return list(dict.fromkeys(FORMS.values()))


def _row(mark: TimelineMark, lanes: int) -> dict[str, Any]:
    """Lanes are spread about the country's line, within its step."""
    spread = min(0.3, 0.75 / lanes)
    return mark.row() | {"offset": (mark.lane - (lanes - 1) / 2) * spread, "href": site_link(mark.link)}


def _mark(record: Record, country: str, days: tuple[date, date, date], lane: int) -> TimelineMark:
    start, middle, end = days
    return TimelineMark(
        country=country,
        start=_instant(start),
        end=_instant(end),
        middle=_instant(middle),
        exact=(end - start).days < 2,
        form=FORMS[record.mode],
        link=record.page,
        label=f"{record.heading}, {record.date_words} ({country})",
        lane=lane,
    )


def _within(days: DateRange, frame: tuple[date, date]) -> tuple[date, date]:
    first = min(max(days.earliest or frame[0], frame[0]), frame[1])
    last = max(min(days.latest or frame[1], frame[1]), frame[0])
    return min(first, last), max(first, last)


def _instant(day: date) -> str:
    """Midnight in UTC, spelled out: a bare date would be read in the local zone."""
    return f"{day.isoformat()}T00:00:00Z"


def positions(records: tuple[Record, ...], frame: tuple[date, date]) -> tuple[tuple[float, float], ...]:
    """Start and width of each dated record on a line from 0 to 100: the strips of the country cards."""
    length = (frame[1] - frame[0]).days
    spans = [_within(record.days, frame) for record in records if record.days]
    return tuple(
        (round((start - frame[0]).days / length * 100, 1), round((end - start).days / length * 100, 1))
        for start, end in spans
    )
