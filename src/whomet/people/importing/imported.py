"""The imported people, looked up as the bundled table is, and put beside it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whomet.knowledge.names import name_key
from whomet.knowledge.offices import OfficeTable
from whomet.model import FactSource, Figure, Occupancy, Office
from whomet.people.importing.store import keys_to_look_up, opened_store

# Where an investigation's folder keeps what was imported.
IMPORTED_PEOPLE = "people.sqlite"
# A family name that more imported people bear than this says nothing of who is meant.
_TOO_MANY = 500
_PERSON = (
    "select person.id, person.source, person.ref, person.name, person.aliases, person.wikidata_id from person"
)
_OCCUPANCIES = """
select post.title, post.kind, post.country, post.area, post.roles, occupancy.start, occupancy."end",
  occupancy.acting, occupancy.party, occupancy.last_seen, source.name, source.licence, source.as_of
from occupancy join post on post.source = occupancy.source and post.ref = occupancy.post_ref
join source on source.id = occupancy.source
where occupancy.source = ? and occupancy.person_ref = ?
"""


@dataclass(frozen=True, slots=True)
class ImportedPeople:
    """A file of imported facts. Each look-up opens it anew, so it may be shared between threads and
    changed by another import."""

    path: Path

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """Name, licence, format, file, SHA-256 and day of each imported file: what was imported, in brief."""
        with opened_store(self.path) as store:
            rows = store.execute(
                "select name, licence, format, file, sha256, as_of from source order by name, file"
            )
            return tuple(rows.fetchall())

    def called(self, name: str) -> tuple[Figure, ...]:
        """The figures of this full name, alias or family name; those of one Wikidata id are one figure
        with the occupancies of all sources. Empty where nobody is known."""
        keys = keys_to_look_up(name)
        if not keys:
            return ()
        marks = ", ".join("?" * len(keys))
        query = f"{_PERSON} where person.id in (select person from name where key in ({marks})) limit ?"
        return self._figures(query, (*keys, _TOO_MANY + 1))

    def holders(self, country: str, kind: str) -> tuple[Figure, ...]:
        """Everybody who ever held an office of this kind in the country."""
        query = (
            f"{_PERSON} join occupancy on occupancy.source = person.source and occupancy.person_ref = person.ref"
            " join post on post.source = occupancy.source and post.ref = occupancy.post_ref"
            " where post.country = ? and (post.kind = ? or '|' || post.roles || '|' like '%|' || ? || '|%')"
            " group by person.id limit ?"
        )
        return self._figures(query, (country, kind, kind, _TOO_MANY + 1))

    def of_country(self, country: str | None) -> Iterator[Figure]:
        """Everybody who holds or held an office in the country; of all countries where it is None."""
        query = (
            f"{_PERSON} where exists (select 1 from occupancy join post on post.source = occupancy.source"
            " and post.ref = occupancy.post_ref where occupancy.source = person.source"
            " and occupancy.person_ref = person.ref and (? is null or post.country = ?))"
        )
        with opened_store(self.path) as store:
            for row in store.execute(query, (country, country)):
                yield _figure(store, row)

    def _figures(self, query: str, values: Sequence[object]) -> tuple[Figure, ...]:
        with opened_store(self.path) as store:
            rows = store.execute(query, values).fetchall()
            if len(rows) > _TOO_MANY:
                return ()
            return merged(_figure(store, row) for row in rows)


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """The bundled table and the imported people as one: what linking looks up. Only the people that a text
    names are read from the file."""

    bundled: OfficeTable
    imported: ImportedPeople

    def named(self, name: str) -> tuple[Figure, ...]:
        """As `OfficeTable.named`."""
        return self._joined(self.bundled.named(name), self._among_imported(name).named(name))

    def with_family_name(self, word: str) -> tuple[Figure, ...]:
        """As `OfficeTable.with_family_name`."""
        return self._joined(
            self.bundled.with_family_name(word), self._among_imported(word).with_family_name(word)
        )

    def holders(self, country: str, kind: str, day: str | None) -> tuple[Figure, ...]:
        """As `OfficeTable.holders`."""
        imported = OfficeTable.over(self.imported.holders(country, kind))
        return self._joined(self.bundled.holders(country, kind, day), imported.holders(country, kind, day))

    def holders_of(self, title: str, country: str, day: str) -> tuple[Figure, ...]:
        """As `OfficeTable.holders_of`: by title alone only the bundled people are looked up, since the words of
        imported titles are those of their sources."""
        return self.bundled.holders_of(title, country, day)

    def knows_office(self, title: str, country: str) -> bool:
        """As `OfficeTable.knows_office`."""
        return self.bundled.knows_office(title, country)

    def _among_imported(self, name: str) -> OfficeTable:
        return OfficeTable.over(self.imported.called(name))

    def _joined(self, bundled: tuple[Figure, ...], imported: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """The bundled figures with the imported occupancies of the same Wikidata id, then the others."""
        return merged((*bundled, *(_as_bundled(figure, bundled) for figure in imported)))


def imported_in(folder: Path) -> ImportedPeople | None:
    """The imported people of an investigation's folder; None where nothing was imported there."""
    path = folder / IMPORTED_PEOPLE
    return ImportedPeople(path) if path.is_file() else None


def _as_bundled(figure: Figure, bundled: tuple[Figure, ...]) -> Figure:
    """The imported figure under the id of the bundled one who has the same full name and held an office
    of the same kind in the same country; the sources often give no Wikidata id to go by."""
    offices = {(o.office.country, o.office.kind) for o in figure.occupancies}
    for known in bundled:
        if known.wikidata_id and figure.wikidata_id:
            continue
        alike = name_key(known.name) in {name_key(name) for name in (figure.name, *figure.aliases)}
        if alike and offices & {(o.office.country, o.office.kind) for o in known.occupancies}:
            return figure.model_copy(update={"id": known.id, "wikidata_id": known.wikidata_id})
    return figure


def merged(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures of one Wikidata id become one, which keeps the first one's id and name and all the
    occupancies, each with its source. Nobody is merged by name alone."""
    found: dict[str, Figure] = {}
    for figure in figures:
        key = figure.wikidata_id or figure.id
        before = found.get(key)
        found[key] = _together(before, figure) if before is not None else figure
    return tuple(found.values())


def _together(first: Figure, second: Figure) -> Figure:
    if first.id == second.id and first == second:
        return first
    own = [o.model_copy(update={"figure_id": first.id}) for o in second.occupancies]
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    names.pop(first.name, None)
    occupancies = tuple(dict.fromkeys((*first.occupancies, *own)))
    return first.model_copy(update={"aliases": tuple(names), "occupancies": occupancies})


def _figure(store: sqlite3.Connection, row: tuple[int, int, str, str, str, str | None]) -> Figure:
    _, source, ref, name, aliases, wikidata_id = row
    rows = store.execute(_OCCUPANCIES, (source, ref)).fetchall()
    identifier = wikidata_id or f"imported:{source}:{ref}"
    return Figure(
        id=identifier,
        name=name,
        aliases=tuple(json.loads(aliases)),
        wikidata_id=wikidata_id,
        occupancies=tuple(_occupancy(identifier, occupancy) for occupancy in rows),
    )


def _occupancy(figure: str, row: Sequence[str | None]) -> Occupancy:
    title, kind, country, area, roles, start, end, acting, party, last_seen, source, licence, as_of = row
    return Occupancy(
        figure_id=figure,
        office=Office(
            title=title or "",
            kind=kind or "",
            country=country or "",
            area=area,
            roles=tuple(filter(None, (roles or "").split("|"))),
        ),
        start=start,
        end=end,
        acting=bool(acting),
        party=party,
        last_seen=last_seen,
        source=FactSource(name=source or "", licence=licence or "", as_of=as_of),
    )
