"""Where the figures are from: countries shaded, and a dot whose area is the number of counted records."""

import csv
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import pycountry

from whomet.report.drawing import DOT, LAND, MET, PAPER, site_link
from whomet.report.groups import CountryGroup

_ANTARCTICA = "010"
# Areas of the dots in square pixels: of one record where there are few, and of the largest dot.
_ONE_RECORD, _LARGEST = 62, 900
# Kosovo has no ISO 3166 number; the topology leaves its `id` out.
_KOSOVO = "XK"


@cache
def _topology() -> dict[str, Any]:
    path = files("whomet.report") / "assets" / "world" / "countries-110m.json"
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for shape in topology["objects"]["countries"]["geometries"]:
        shape["properties"]["code"] = _alpha_2(shape.get("id"), shape["properties"]["name"])
    shapes = topology["objects"]["countries"]["geometries"]
    topology["objects"]["countries"]["geometries"] = [s for s in shapes if s.get("id") != _ANTARCTICA]
    return topology


def _alpha_2(number: str | None, name: str) -> str | None:
    if number is None:
        return _KOSOVO if name == "Kosovo" else None
    country = pycountry.countries.get(numeric=number)
    return country.alpha_2 if country else None


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the dot of each country (ISO 3166-1 alpha-2), in degrees."""
    path = files("whomet.report") / "assets" / "world" / "country-points.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


def on_map(countries: tuple[CountryGroup, ...]) -> tuple[CountryGroup, ...]:
    """The counted countries that can be drawn."""
    points = country_points()
    return tuple(c for c in countries if c.code in points and c.counted)


def map_spec(countries: tuple[CountryGroup, ...], *, width: int) -> dict[str, Any]:
    """The map as a Vega-Lite specification, `width` pixels wide, in the Equal Earth projection
    (equal areas: no country is blown up by its latitude)."""
    shown = sorted(on_map(countries), key=lambda country: -len(country.counted))
    # By name: Altair copies whatever data a chart holds at every step.
    shapes = alt.NamedData(name="world", format=alt.TopoDataFormat(feature="countries", type="topojson"))
    codes = [country.code for country in shown if country.code]
    met = alt.FieldOneOfPredicate(field="properties.code", oneOf=codes)
    others: Any = {"not": met}

    def land(which: Any, fill: str) -> alt.Chart:
        chart: alt.Chart = alt.Chart(shapes).mark_geoshape(fill=fill, stroke=PAPER, strokeWidth=0.6)
        return chart.transform_filter(which)

    projection = alt.Projection(
        type="equalEarth",
        rotate=[-11, 0, 0],  # the cut runs through the Bering Strait, not through Siberia
        scale=width / 4.85,
        translate=[width * 0.475, width * 0.29],
    )
    chart = alt.layer(land(others, LAND), land(met, MET), _dots(shown)).properties(
        width=width, height=round(width * 0.5), projection=projection
    )
    spec: dict[str, Any] = (
        chart.configure(background="transparent", padding=0)
        .configure_view(stroke="transparent", fill="transparent")
        .to_dict()
    )
    spec["datasets"] = {**spec.get("datasets", {}), "world": _topology()}
    return spec


def _dots(shown: Sequence[CountryGroup]) -> alt.Chart:
    """A dot on each country; the largest are drawn first, so that none hides another."""
    points = country_points()
    rows = [
        {
            "longitude": points[country.code or ""][0],
            "latitude": points[country.code or ""][1],
            "records": len(country.counted),
            "href": site_link(country.page),
            "label": f"{country.name}: {_records(len(country.counted))}",
        }
        for country in shown
    ]
    most = max((len(country.counted) for country in shown), default=1)
    area = alt.Scale(type="linear", domain=[0, most], range=[0, min(_ONE_RECORD * most, _LARGEST)])
    dots: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_circle(fill=DOT, opacity=0.9, stroke=PAPER, strokeWidth=1)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("records:Q", scale=area, legend=None),
            href="href:N",
            description="label:N",
        )
    )
    return dots


def _records(number: int) -> str:
    return "1 counted record" if number == 1 else f"{number} counted records"
