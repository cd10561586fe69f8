"""Reading the bundled tables of office-holders into figures."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from whomet.errors import UnreadableInput
from whomet.knowledge.names import fold, name_key, name_words
from whomet.knowledge.offices.kinds import kind_of_title
from whomet.model import FactSource, Figure, Occupancy, Office

Row = Mapping[str, str]


def read_figures() -> dict[str, Figure]:
    """All figures of `office_holders.csv.gz` and `additional.csv`, by id.

    The facts of `additional.csv` are from general knowledge and say so as their source; its column
    `check_with` names a body that can confirm them. A row there without a `figure` belongs to the
    figure of that name (or of one of its aliases) and country, if there is one. Raises
    UnreadableInput, naming the row, for a row that lacks a name, a title or a source.
    """
    return {figure: _figure(figure, of_figure) for figure, of_figure in _rows_by_figure().items()}


def read_figures_like(name: str) -> dict[str, Figure]:
    """The figures one of whose names has a word of `name`."""
    words = set(name_words(name))
    return {
        figure: _figure(figure, of_figure)
        for figure, of_figure in _rows_by_figure().items()
        if any(words & set(fold(f"{row['name']} | {row['aliases']}").split()) for row in of_figure)
    }


def _rows_by_figure() -> dict[str, list[Row]]:
    folder = files(__package__)
    compiled = gzip.decompress((folder / "office_holders.csv.gz").read_bytes()).decode("utf-8")
    added = (folder / "additional.csv").read_text(encoding="utf-8")
    rows: dict[str, list[Row]] = defaultdict(list)
    known: dict[tuple[str, str], str] = {}
    for row in csv.DictReader(io.StringIO(compiled)):
        rows[row["figure"]].append(row)
        for name in _names(row):
            known.setdefault((row["country"], name_key(name)), row["figure"])
    for number, row in enumerate(csv.DictReader(io.StringIO(added)), start=2):
        if not (row["name"] and row["title"] and row["country"] and row["source"]):
            raise UnreadableInput(
                "a row without name, title, country or source",
                where=f"additional.csv, line {number}",
                next_step="complete the row or take it out",
            )
        rows[_figure_of(row, known)].append(row)
    return rows


def _figure_of(row: Row, known: dict[tuple[str, str], str]) -> str:
    keys = [(row["country"], name_key(name)) for name in _names(row) if " " in name.strip()]
    keys = keys or [(row["country"], name_key(row["name"]))]
    figure = row["figure"] or next((known[key] for key in keys if key in known), None)
    if figure is None:
        figure = row["wikidata_id"] or f"{row['country'].lower()}-{name_key(row['name']).replace(' ', '-')}"
    for key in keys:
        known.setdefault(key, figure)
    return figure


def _names(row: Row) -> Iterator[str]:
    yield row["name"]
    yield from filter(None, row["aliases"].split("|"))


def _figure(figure: str, rows: Sequence[Row]) -> Figure:
    names = dict.fromkeys(name for row in rows for name in _names(row))
    shown = rows[0]["name"]
    return Figure(
        id=figure,
        name=shown,
        aliases=tuple(name for name in names if name != shown),
        wikidata_id=next((row["wikidata_id"] for row in rows if row["wikidata_id"]), None),
        occupancies=tuple(_occupancy(figure, row) for row in rows),
    )


def _occupancy(figure: str, row: Row) -> Occupancy:
    certain_until = row.get("certain_until") or None
    return Occupancy(
        figure_id=figure,
        office=Office(
            title=row["title"],
            kind=row.get("kind") or kind_of_title(row["title"]),
            country=row["country"],
            area=row["area"] or None,
            roles=tuple(filter(None, row.get("roles", "").split("|"))),
        ),
        start=row["start"] or None,
        end=row["end"] or None,
        end_trusted=certain_until is None,
        acting=bool(row["acting"]),
        party=row["party"] or None,
        party_family=row.get("party_family") or None,
        party_family_source="ParlGov" if row.get("party_family") else None,
        last_seen=row["last_seen"] or None,
        certain_until=certain_until,
        source=FactSource(name=row["source"], licence=row["licence"]),
    )
