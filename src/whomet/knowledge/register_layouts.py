"""Finding the header of a register and which of its columns is what."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath

from whomet.knowledge.registers import bundled_layouts
from whomet.model import RegisterColumns, RegisterLayout

_WITHIN = 20
"""Lines at the top among which a header is looked for: titles and notes stand above it."""

type Line = Sequence[str]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layout and the sheet's line (0 is the first) that has its columns; `places` are the numbers of the columns
    by what they hold ("official", "date", …)."""

    layout: RegisterLayout
    header: int
    places: tuple[tuple[str, int], ...]

    def place(self, what: str) -> int | None:
        """The number of the column that holds this; None where there is none."""
        return dict(self.places).get(what)


def fit(lines: Sequence[Line], layouts: Sequence[RegisterLayout], name: str) -> Fitted | None:
    """The layout of a sheet in the file `name`. A layout of the settings whose patterns match the name goes before
    the bundled ones; None where no layout fits."""
    ours = [layout for layout in layouts if is_called(name, layout.match)]
    for some in (ours, [layout for layout in layouts if not layout.match], bundled_layouts()):
        if found := _best(lines, some):
            return found
    return None


def is_called(name: str, patterns: Sequence[str]) -> bool:
    """Whether a file's name, or its path, has one of the patterns."""
    names = (name, PurePosixPath(name).name)
    return any(fnmatch(each.lower(), pattern.lower()) for each in names for pattern in patterns)


def first_line_of_cells(lines: Sequence[Line]) -> int:
    """The header of a sheet whose layout is not known: its first line with two cells or more."""
    for number, line in enumerate(lines):
        if sum(bool(cell.strip()) for cell in line) > 1:
            return number
    return 0


def _best(lines: Sequence[Line], layouts: Sequence[RegisterLayout]) -> Fitted | None:
    found: list[tuple[int, Fitted]] = []
    for number, line in enumerate(lines[:_WITHIN]):
        names = [" ".join(cell.split()).casefold() for cell in line]
        for layout in layouts:
            places = _places(names, layout.columns)
            if _is_whole(layout.columns, places):
                found.append((len(places), Fitted(layout, number, tuple(places.items()))))
    return max(found, key=lambda fitted: fitted[0])[1] if found else None


def _places(names: Sequence[str], columns: RegisterColumns) -> dict[str, int]:
    places: dict[str, int] = {}
    for what in RegisterColumns.model_fields:
        wanted: tuple[str, ...] = getattr(columns, what)
        for column in wanted:
            key = " ".join(column.split()).casefold()
            if key in names and names.index(key) not in places.values():
                places[what] = names.index(key)
                break
    return places


def _is_whole(columns: RegisterColumns, places: dict[str, int]) -> bool:
    called_for = [what for what in ("official", "date", "met_with") if getattr(columns, what)]
    return all(what in places for what in called_for)
