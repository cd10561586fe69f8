"""The table of office-holders: by name, by office, by day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from whomet.knowledge.names import (
    conventions,
    family_name,
    initial_key,
    loose_name_keys,
    name_key,
    name_words,
)
from whomet.knowledge.offices.holding import Holding, holding_on
from whomet.knowledge.offices.loading import read_figures, read_figures_like
from whomet.knowledge.offices.sameness import OfficeKey, office_keys
from whomet.model import Figure, Occupancy

# The country code of offices of international bodies (user-assigned in ISO 3166-1: no country).
NO_COUNTRY = "XX"

_Index = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """Lookups over figures; load the bundled one with `load_office_table`."""

    figures: Mapping[str, Figure]
    by_name: _Index
    by_loose_name: _Index
    by_family_name: _Index
    by_office: Mapping[tuple[str, str], tuple[str, ...]]
    by_title: Mapping[str, Mapping[OfficeKey, tuple[Occupancy, ...]]]

    @classmethod
    def over(cls, figures: Iterable[Figure]) -> "OfficeTable":
        """A table of these figures, indexed."""
        by_id = {figure.id: figure for figure in figures}
        names: dict[str, dict[str, None]] = defaultdict(dict)
        loose: dict[str, dict[str, None]] = defaultdict(dict)
        families: dict[str, dict[str, None]] = defaultdict(dict)
        offices: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        titles: dict[str, dict[OfficeKey, list[Occupancy]]] = defaultdict(lambda: defaultdict(list))
        for figure in by_id.values():
            for name in (figure.name, *figure.aliases):
                names[name_key(name)][figure.id] = None
                for key in loose_name_keys(name):
                    loose[key][figure.id] = None
                loose[initial_key(name)][figure.id] = None
                for word in _family_words(name, figure):
                    families[word][figure.id] = None
            for occupancy in figure.occupancies:
                office = occupancy.office
                for kind in (office.kind, *office.roles):
                    offices[(office.country, kind)][figure.id] = None
                for office_key in office_keys(office.title, office.country):
                    titles[office.country][office_key].append(occupancy)
        return cls(
            by_id,
            _frozen(names),
            _frozen(loose),
            _frozen(families),
            {k: tuple(v) for k, v in offices.items()},
            {country: {k: tuple(v) for k, v in keys.items()} for country, keys in titles.items()},
        )

    def named(self, name: str) -> tuple[Figure, ...]:
        """The figures of this full name or alias, whatever its case, accents, hyphens, initials,
        particles and suffixes; exact spellings before looser ones. Empty where nobody is known."""
        exact = self.by_name.get(name_key(name), ())
        if exact:
            return self._figures(exact)
        loose = [self.by_loose_name.get(key, ()) for key in (name_key(name), *loose_name_keys(name))]
        return self._figures(dict.fromkeys(identifier for found in loose for identifier in found))

    def nicknamed(self, word: str) -> Figure | None:
        """The one figure that goes by this word alone, where it is no part of the full name ("Jokowi",
        "AMLO"); None where there is none or several."""
        found = self.by_name.get(name_key(word), ())
        if len(found) != 1 or name_key(word) in name_words(self.figures[found[0]].name):
            return None
        return self.figures[found[0]]

    def with_family_name(self, word: str) -> tuple[Figure, ...]:
        """The figures whom a text may call by this one family name ("López Obrador", "Xi", "Erdogan")."""
        words = [part for part in name_words(word) if part not in conventions()["particles"]]
        return self._figures(self.by_family_name.get(" ".join(words), ()))

    def holders(self, country: str, kind: str, day: str | None) -> tuple[Figure, ...]:
        """Who held an office of this kind in the country throughout that day (EDTF); all that ever
        did where `day` is None. `kind`: head_of_state, head_of_government, president, prime_minister,
        chancellor, king, governor, … (see `kinds.toml`). Acting holders come last."""
        figures = self._figures(self.by_office.get((country, kind), ()))
        if day is None:
            return figures
        held = [
            (occupancy.acting, place, figure)
            for place, figure in enumerate(figures)
            for occupancy in figure.occupancies
            if occupancy.office.country == country
            and (occupancy.office.kind == kind or kind in occupancy.office.roles)
            and holding_on(occupancy, day) is Holding.HELD
        ]
        return tuple(dict.fromkeys(figure for _, _, figure in sorted(held, key=lambda found: found[:2])))

    def holders_of(self, title: str, country: str, day: str) -> tuple[Figure, ...]:
        """Who held the office of this title in the country (`NO_COUNTRY`: in an international body)
        throughout that day (EDTF). Where no office has just these words, those that have them among
        others ("finance minister" of one who is minister of the economy and finance). Empty where
        nobody is known to have; acting holders come last."""
        offices = self.by_title.get(country, {})
        for wanted in office_keys(title, country):
            exact = offices.get(wanted, ())
            fuller = (term for key, terms in offices.items() if wanted < key for term in terms)
            for terms in (exact, fuller if len(wanted) > 1 else ()):
                held = [term for term in terms if holding_on(term, day) is Holding.HELD]
                if held:
                    held.sort(key=lambda term: term.acting)
                    return self._figures(dict.fromkeys(term.figure_id for term in held))
        return ()

    def knows_office(self, title: str, country: str) -> bool:
        """Whether somebody ever held an office of just this title in the country."""
        return any(key in self.by_title.get(country, {}) for key in office_keys(title, country))

    def all_names(self) -> Iterator[tuple[str, str]]:
        """Every (full name or alias, figure id), for a scanner of texts."""
        for figure in self.figures.values():
            yield figure.name, figure.id
            for alias in figure.aliases:
                yield alias, figure.id

    def offices_on(self, figure_id: str, when: str) -> tuple[tuple[Occupancy, Holding], ...]:
        """Each office of the figure, and whether it was held on that day (or throughout the days of
        an EDTF date). Empty for a figure that the table does not know: nothing is said of them.
        Raises ValueError where `when` is no EDTF date."""
        figure = self.figures.get(figure_id)
        if figure is None:
            return ()
        return tuple((occupancy, holding_on(occupancy, when)) for occupancy in figure.occupancies)

    def _figures(self, identifiers: Iterable[str]) -> tuple[Figure, ...]:
        return tuple(self.figures[identifier] for identifier in identifiers)


def _frozen(index: Mapping[str, Mapping[str, None]]) -> _Index:
    return {key: tuple(identifiers) for key, identifiers in index.items() if key}


def _family_words(name: str, figure: Figure) -> Iterator[str]:
    """The words by which a text may call the figure: the family name as its country orders names,
    the whole of a double one, both names where custom wavers (Vietnam), a one-word alias."""
    words = name_words(name)
    country = figure.occupancies[0].office.country if figure.occupancies else None
    if len(words) < 2:
        yield from words
        return
    particles = conventions()["particles"]
    yield family_name(name, country)
    yield words[-1]
    rest = [word for word in words[1:] if word not in particles]
    for place in range(max(0, len(rest) - 2), len(rest)):
        yield " ".join(rest[place:])
    if country in conventions()["double_family_name_countries"] and len(rest) > 1:
        yield rest[-2]


@cache
def load_office_table() -> OfficeTable:
    """The bundled table (once per process): see the README of this folder for its files, sources
    and gaps. A day after a fact's last look answers unknown."""
    return OfficeTable.over(read_figures().values())


def load_office_table_for(name: str) -> OfficeTable:
    """The part of the bundled table that one name may be looked up in, in a fraction of the time: the
    figures with a word of the name in common. It answers `named` and `with_family_name` for that
    name as the whole table does."""
    return OfficeTable.over(read_figures_like(name).values())
