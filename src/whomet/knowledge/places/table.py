"""Which country a place word belongs to: names, demonyms, cities, regions, seats of power."""

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from whomet.errors import UnsupportedLanguage
from whomet.knowledge.names import fold
from whomet.knowledge.places.governments import GovernmentWords, load_government_words
from whomet.knowledge.places.scanner import Found, Scanner, load_scanning_rules


class PlaceKind(StrEnum):
    """What sort of word names the place."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CITY = "city"
    REGION = "region"
    SEAT = "seat"
    VENUE = "venue"
    GOVERNMENT = "government"


class Place(NamedTuple):
    """One reading of a place word. `state` is the code of a US state (or of a region); latitude and
    longitude are degrees, None where no point is known; `population` is 0 for all but cities."""

    kind: PlaceKind
    country: str
    state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


_PRECEDENCE = tuple(PlaceKind(kind) for kind in ("country", "demonym", "seat", "venue", "region", "city"))


@dataclass(frozen=True, slots=True)
class Places:
    """Lookups on folded words; load it with `load_places`.

    A word with several readings (Georgia; Santiago) is read as a country first, then as a demonym,
    seat, venue, region, and last as a city, the most populous one. "Paris, Texas" is read from its last part.
    """

    readings: Mapping[str, tuple[Place, ...]]
    country_points: Mapping[str, tuple[float, float]]
    state_codes: Mapping[str, str]
    scanner: Scanner = field(repr=False)
    governments: GovernmentWords = field(repr=False)

    def country_of(self, words: str) -> str | None:
        """ISO 3166-1 alpha-2 code ("EU" for the European Union, "XK" for Kosovo) of the country that
        the words name or lie in; None where they are no place that the tables know."""
        place = self.reading(words)
        return place.country if place else None

    def kind_of(self, words: str) -> PlaceKind | None:
        """What sort of place word this is; None where the tables do not know it."""
        place = self.reading(words)
        return place.kind if place else None

    def is_country_word(self, words: str) -> bool:
        """Whether the words are the name of a country or of the European Union (no demonym)."""
        return self.kind_of(words) is PlaceKind.COUNTRY

    def coordinates(self, words: str) -> tuple[float, float] | None:
        """Latitude and longitude in degrees: of the city (GeoNames), else of the centroid of the
        country's largest part (Natural Earth); a code such as "AR" stands for its country."""
        if words in self.country_points:
            return self.country_points[words]
        place = self.reading(words)
        if place is None:
            return None
        if place.latitude is not None and place.longitude is not None:
            return (place.latitude, place.longitude)
        return self.country_points.get(place.country)

    def find(self, text: str) -> list[Found]:
        """The place words of a text, left to right, none overlapping; each unpacks to
        (start, end, kind, country). "Austin, Texas" is one city. Words that are more often a person
        or an ordinary word (Reading, Jackson) count only where the words around them show a place. A
        capital that stands for a government is one ("Brussels has warned": government, EU)."""
        found = self.scanner.find(text, self)
        meant = (self.governments.government(text, place.start, place.end) for place in found)
        return [
            Found(place.start, place.end, PlaceKind.GOVERNMENT.value, country) if country else place
            for place, country in zip(found, meant, strict=True)
        ]

    def reading(self, words: str) -> Place | None:
        """The preferred reading of place words, from the last part that is known where commas
        separate several; None where no part is known."""
        whole = self.readings.get(_key(words))
        if whole:
            return whole[0]
        parts = [part.strip() for part in words.split(",") if part.strip()]
        for place in range(len(parts) - 1, -1, -1):
            outer = self._outer(parts[place], last_of_several=place > 0)
            if outer:
                return self._inner(parts[place - 1], outer) if place > 0 else outer
        return None

    def within(self, inner: str, outer: str) -> Place | None:
        """The reading of "inner, outer" ("Atlanta, Georgia"; "Palo Alto, Calif."), or None where
        the outer words name no country or region."""
        around = self._outer(outer, last_of_several=True)
        if around is None or around.kind is PlaceKind.DEMONYM:
            return None
        return self._inner(inner, around)

    def _outer(self, words: str, *, last_of_several: bool) -> Place | None:
        state = self.state_codes.get(words) if last_of_several else None
        if state:
            return Place(PlaceKind.REGION, "US", state)
        found = self.readings.get(_key(words))
        return found[0] if found else None

    def _inner(self, words: str, outer: Place) -> Place:
        """The city `words` inside `outer`; where US states share a name with a country, the city decides."""
        regions = [place for place in self.readings.get(_key(words), ()) if place.kind is PlaceKind.CITY]
        state = outer.state if outer.country == "US" else self._state_named_like(outer)
        for city in regions:
            if city.country == "US" and state and city.state == state:
                return city
        for city in regions:
            if city.country == outer.country and not (outer.country == "US" and outer.state):
                return city
        return Place(PlaceKind.CITY, outer.country, outer.state)

    @staticmethod
    def _state_named_like(outer: Place) -> str | None:
        return "GA" if outer.kind is PlaceKind.COUNTRY and outer.country == "GE" else None


def _key(words: str) -> str:
    key = fold(words)
    return key.removeprefix("the ")


def _rows(table: Traversable) -> Iterator[dict[str, str]]:
    data = table.read_bytes()
    text = gzip.decompress(data) if table.name.endswith(".gz") else data
    yield from csv.DictReader(io.StringIO(text.decode("utf-8")))


def _country_readings(folder: Traversable, language: str) -> Iterator[tuple[str, Place]]:
    for row in _rows(folder / f"countries.{language}.csv"):
        country = Place(PlaceKind.COUNTRY, row["code"])
        for name in (row["name"], *filter(None, row["names"].split("|"))):
            yield name, country
        for demonym in filter(None, row["demonyms"].split("|")):
            yield demonym, Place(PlaceKind.DEMONYM, row["code"])
    for row in _rows(folder / f"regions.{language}.csv"):
        yield row["name"], Place(PlaceKind.REGION, row["country"], row["code"])
    for row in _rows(folder / f"seats.{language}.csv"):
        yield row["name"], Place(PlaceKind(row["kind"]), row["country"])


def _city_readings(folder: Traversable, language: str) -> Iterator[tuple[str, Place]]:
    also_known = {
        (row["name"], row["country"]): row["known_as"].split("|")
        for row in _rows(folder / f"city_names.{language}.csv")
    }
    table = csv.reader(io.StringIO(gzip.decompress((folder / "cities.csv.gz").read_bytes()).decode("utf-8")))
    next(table)
    kind = PlaceKind.CITY
    for name, folded, country, state, population, latitude, longitude in table:
        city = Place(kind, country, state, float(latitude), float(longitude), int(population))
        yield folded.removeprefix("the "), city
        for alias in also_known.get((name, country), ()):
            yield _key(alias), city


@cache
def load_places(language: str = "en") -> Places:
    """The bundled tables (once per process). Raises UnsupportedLanguage for a language without them.

    Names and codes are compiled for whomet; cities and points come from GeoNames (CC BY 4.0) and
    Natural Earth (public domain): see `sources.toml`.
    """
    folder = files(__package__)
    if not (folder / f"countries.{language}.csv").is_file():
        raise UnsupportedLanguage(
            f"no table of places for the language {language!r}",
            next_step="write countries, regions and seats for it in knowledge/places",
        )
    gathered: dict[str, list[Place]] = {}
    for name, place in _country_readings(folder, language):
        gathered.setdefault(_key(name), []).append(place)
    for readings in gathered.values():
        readings.sort(key=lambda place: _PRECEDENCE.index(place.kind))
    for key, place in _city_readings(folder, language):
        gathered.setdefault(key, []).append(place)
    rules = load_scanning_rules(language)
    for key in ("", *rules.never_places):
        gathered.pop(key, None)
    return Places(
        readings={key: tuple(readings) for key, readings in gathered.items()},
        country_points={
            row["country"]: (float(row["latitude"]), float(row["longitude"]))
            for row in _rows(folder / "country_points.csv")
        },
        state_codes={
            row["abbreviation"]: row["state"] for row in _rows(folder / f"state_abbreviations.{language}.csv")
        },
        scanner=Scanner.over(gathered, rules),
        governments=load_government_words(language),
    )
