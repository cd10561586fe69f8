"""The published numbers, each with the records that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass

from whomet.errors import UnreadableInput
from whomet.model import Count, Occurrence, Publication, Verification
from whomet.report.groups import FigureGroup
from whomet.report.records import Record
from whomet.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Member:
    """What was counted, where that is not records: a country or a figure, and the records that show it."""

    label: str
    page: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A number, the sentences it assumes, and its records. `anchor` is its place on the proof page."""

    anchor: str
    number: int
    noun: str
    assumptions: tuple[str, ...]
    records: tuple[Record, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class RuleSize:
    """How many records another counting rule would take. Records, not encounters: nothing merged."""

    rule: str
    records: int
    published: bool


@dataclass(frozen=True, slots=True)
class Proofs:
    """The three published numbers and the size of the ledger under other rules."""

    encounters: Proof
    countries: Proof
    figures: Proof
    other_rules: tuple[RuleSize, ...]


def proofs_of(
    publication: Publication,
    records: tuple[Record, ...],
    figures: tuple[FigureGroup, ...],
    country_pages: Mapping[str, str],
    wording: Wording,
) -> Proofs:
    """The proofs. Raises UnreadableInput where a count names a record that is not published."""
    by_id = {record.id: record for record in records}
    figure_by_id = {figure.figure_id: figure for figure in figures}

    def found(ids: tuple[str, ...], what: str) -> tuple[Record, ...]:
        missing = [record_id for record_id in ids if record_id not in by_id]
        if missing:
            raise UnreadableInput(
                f"the proof names records that the publication does not hold: {', '.join(missing)}",
                where=what,
                next_step="count again with `whomet run`",
            )
        return tuple(sorted((by_id[record_id] for record_id in dict.fromkeys(ids)), key=lambda r: r.sort_key))

    def proof(anchor: str, count: Count, one: str, many: str, members: tuple[Member, ...]) -> Proof:
        return Proof(
            anchor=anchor,
            number=count.number,
            noun=one if count.number == 1 else many,
            assumptions=count.assumptions,
            records=found(count.records, anchor),
            members=members,
        )

    def figure_member(figure_id: str, ids: tuple[str, ...]) -> Member:
        figure = figure_by_id.get(figure_id)
        if figure is None:
            raise UnreadableInput(
                f"the proof names a figure that no record shows: {figure_id}",
                where="figures",
                next_step="count again with `whomet run`",
            )
        return Member(figure.label, figure.page, found(ids, "figures"))

    def country_member(code: str, ids: tuple[str, ...]) -> Member:
        if code not in country_pages:
            raise UnreadableInput(
                f"the proof names a country that no record shows: {code}",
                where="countries",
                next_step="count again with `whomet run`",
            )
        return Member(wording.country_name(code), country_pages[code], found(ids, "countries"))

    countries = tuple(country_member(code, ids) for code, ids in publication.country_count.members)
    people = tuple(figure_member(figure_id, ids) for figure_id, ids in publication.figure_count.members)
    return Proofs(
        encounters=proof("encounters", publication.encounter_count, "encounter", "encounters", ()),
        countries=proof(
            "countries",
            publication.country_count,
            "country",
            "countries",
            tuple(sorted(countries, key=lambda member: member.label)),
        ),
        figures=proof(
            "figures",
            publication.figure_count,
            "named figure",
            "named figures",
            tuple(sorted(people, key=lambda member: member.label.casefold())),
        ),
        other_rules=_other_rules(records),
    )


def _other_rules(records: tuple[Record, ...]) -> tuple[RuleSize, ...]:
    happened = [r.encounter for r in records if r.encounter.occurrence.value is Occurrence.HAPPENED]
    official = [e for e in happened if e.verification.value is Verification.OFFICIAL]
    undisputed = [e for e in happened if e.verification.value is not Verification.DISPUTED]
    return (
        RuleSize("Happened, by a participant’s own word only", len(official), False),
        RuleSize("Happened, official or reported", len(undisputed), False),
        RuleSize("Happened, disputed ones too", len(happened), False),
        RuleSize("Everything, planned, cancelled, proposed and denied ones too", len(records), False),
        RuleSize("Under the counting rule of this page", sum(r.counted for r in records), True),
    )
