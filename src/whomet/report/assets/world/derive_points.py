"""Write `country-points.csv` from world-atlas's 1:10m topology: where to draw a country's dot.

Usage: `python derive_points.py countries-10m.json > country-points.csv`. The point is the centroid of
the country's largest polygon (by area on the sphere), so that France's dot lies in Europe.
"""

import csv
import json
import sys
from math import cos, radians
from pathlib import Path

import pycountry

type Ring = list[tuple[float, float]]

# Kosovo has no ISO 3166 number, and no number in the topology; XK is the code in general use.
WITHOUT_NUMBER = {"Kosovo": "XK"}


def decode_arcs(topology: dict[str, object]) -> list[Ring]:
    """The arcs of a quantised TopoJSON as longitudes and latitudes."""
    transform = topology["transform"]
    scale, translate = transform["scale"], transform["translate"]  # type: ignore[index]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(line)
    return arcs


def outline(indices: list[int], arcs: list[Ring]) -> Ring:
    """The ring that these arc indices describe; a negative index is an arc walked backwards."""
    ring: Ring = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(line[1:] if ring else line)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """The ring without jumps at the antimeridian (longitudes may then pass 180)."""
    whole = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((whole[-1][0] - longitude) / 360)
        whole.append((longitude + 360 * turns, latitude))
    return whole


def centroid(ring: Ring) -> tuple[float, float, float]:
    """Area (square degrees at the equator) and the centroid of a ring."""
    ring = unwrapped(ring)
    area = x = y = 0.0
    squeeze = cos(radians(sum(lat for _, lat in ring) / len(ring)))
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if area == 0:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area / 2) * squeeze, (x / (3 * area) + 180) % 360 - 180, y / (3 * area)


def main(path: Path) -> None:
    """Print the table."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    rows: dict[str, tuple[float, float, float]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        country = pycountry.countries.get(numeric=shape.get("id", "")) if shape.get("id") else None
        code = country.alpha_2 if country else WITHOUT_NUMBER.get(shape["properties"]["name"])
        if code is None or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        largest = max(centroid(outline(polygon[0], arcs)) for polygon in polygons)
        rows[code] = max(rows.get(code, largest), largest)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("code", "longitude", "latitude"))
    for code, (_, longitude, latitude) in sorted(rows.items()):
        table.writerow((code, f"{longitude:.2f}", f"{latitude:.2f}"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
