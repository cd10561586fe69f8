"""The answer to "which office did this person hold on that day?"."""

from dataclasses import dataclass

from whomet.errors import UsageError
from whomet.knowledge.offices import Holding, held_for_a_part, holding_on, load_office_table_for
from whomet.model import Figure, Occupancy, parse_edtf
from whomet.people.importing.imported import ImportedPeople, JoinedTable
from whomet.people.lookup import PeopleTable


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """`answer` is held where some office was held on the day, not_held where the table vouches that
    none of the person's offices was, unknown otherwise; without a day it is unknown only for a
    person who is not in the table. `offices` are those held (all of them without a day)."""

    name: str
    day: str | None
    answer: Holding
    figures: tuple[Figure, ...]
    offices: tuple[Occupancy, ...]
    reason: str


def offices_of(
    name: str,
    on: str | None = None,
    table: PeopleTable | None = None,
    imported: ImportedPeople | None = None,
) -> OfficeAnswer:
    """Which offices the person of that name (a full name, an alias or a family name) held on the day
    `on` (an EDTF date), or ever where `on` is None, by the bundled table (or the one given) and the
    `imported` people. Raises UsageError for a day that is none."""
    table = table or (
        JoinedTable(load_office_table_for(name), imported) if imported else load_office_table_for(name)
    )
    if on is not None:
        _check(on)
    figures = table.named(name) or table.with_family_name(name)
    if not figures:
        return OfficeAnswer(name, on, Holding.UNKNOWN, (), (), "the table knows nobody of that name")
    if on is None:
        offices = tuple(occupancy for figure in figures for occupancy in figure.occupancies)
        return OfficeAnswer(name, on, Holding.HELD, figures, offices, "all offices that the table knows")
    answers = [
        (occupancy, holding_on(occupancy, on)) for figure in figures for occupancy in figure.occupancies
    ]
    held = tuple(occupancy for occupancy, holding in answers if holding is Holding.HELD)
    if held:
        holders = {occupancy.figure_id for occupancy in held}
        return OfficeAnswer(
            name, on, Holding.HELD, tuple(f for f in figures if f.id in holders), held, "held throughout"
        )
    open_ones = tuple(occupancy for occupancy, holding in answers if holding is Holding.UNKNOWN)
    if open_ones:
        partly = tuple(term for term in open_ones if held_for_a_part(term, on))
        said = (
            "held for a part of that time" if partly else "the sources do not say for the whole of that time"
        )
        reason = f"{said}: " + "; ".join(map(_term, partly or open_ones))
        return OfficeAnswer(name, on, Holding.UNKNOWN, figures, (), reason)
    reason = "none of the offices that the table knows: " + "; ".join(_term(o) for o, _ in answers)
    return OfficeAnswer(name, on, Holding.NOT_HELD, figures, (), reason)


def _term(occupancy: Occupancy) -> str:
    office = occupancy.office
    end = occupancy.end or f"seen until {occupancy.last_seen}"
    return f"{office.title} ({office.country}) {occupancy.start or 'from a day not known'} to {end}"


def _check(day: str) -> None:
    try:
        parse_edtf(day)
    except ValueError as error:
        raise UsageError(str(error), next_step="write the day as 2024-10-25, 2024-10 or 2024") from error
