"""Published numbers: each "at least N", with the records that prove it and what it assumes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pycountry

from whomet.encounters.distinctness import ENCOUNTER_ASSUMPTIONS, kept_apart_by, pairs_that_may_be_one
from whomet.encounters.figure_keys import PersonName, fullest, is_unlinked, person_name
from whomet.encounters.inclusion import counts_under
from whomet.encounters.independent_set import largest_independent_set
from whomet.model import Count, CountingRule, Encounter, Verification, is_day

COUNTRY_ASSUMPTIONS = (
    "A country is counted once if a named or titled political figure of it took part in a counted record.",
    "A figure's country is that of the office held, or stood for, on the day of the encounter.",
    "Countries are those of ISO 3166-1; the European Union and other international bodies are none.",
)
"""The assumptions of the country count, printed with it and in docs/counting.md."""

FIGURE_ASSUMPTIONS = (
    "A figure is counted once, in however many counted records; unnamed groups are no figures.",
    "A name that no table of offices knows is a figure of its own only if no other figure counted may "
    "bear it: the same family name, and no given name or country that contradicts.",
)
"""The assumptions of the figure count, printed with it and in docs/counting.md."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What the numbers would be under one rule; `perhaps` also takes records that may lie outside
    the window."""

    rule: str
    verifications: tuple[Verification, ...]
    encounters: Count
    countries: Count
    perhaps: Count


def count_encounters(encounters: Sequence[Encounter], rule: CountingRule) -> Count:
    """At least how many encounters: a largest set of counted records no two of which may be one."""
    return _encounters([record for record in encounters if counts_under(record, rule)])


def count_countries(encounters: Sequence[Encounter], rule: CountingRule) -> Count:
    """At least how many countries' figures took part in counted records."""
    return _countries([record for record in encounters if counts_under(record, rule)])


def count_figures(encounters: Sequence[Encounter], rule: CountingRule) -> Count:
    """At least how many named figures took part in counted records."""
    shown: dict[str, list[Encounter]] = defaultdict(list)
    known: dict[str, set[PersonName]] = defaultdict(set)
    for record in (each for each in encounters if counts_under(each, rule)):
        for figure in record.figures:
            if figure.name is not None:
                shown[figure.figure_id].append(record)
                known[figure.figure_id].add(person_name(figure.name, figure.country))
    members: list[str] = []
    for figure_id in sorted(shown, key=lambda each: (is_unlinked(each), each)):
        if is_unlinked(figure_id) and any(
            name.may_be(another)
            for name in fullest(known[figure_id])
            for other in members
            for another in fullest(known[other])
        ):
            continue
        members.append(figure_id)
    return _members("figures", members, shown, FIGURE_ASSUMPTIONS)


def rules_table(encounters: Sequence[Encounter], rule: CountingRule) -> tuple[RuleRow, ...]:
    """The numbers under other rules: official records only, reported ones too, disputed ones too."""
    rows = []
    wider: list[Verification] = []
    for verification in (Verification.OFFICIAL, Verification.REPORTED, Verification.DISPUTED):
        wider.append(verification)
        other = rule.model_copy(update={"verifications": tuple(wider)})
        anywhere = [
            record if record.window == "outside" else record.model_copy(update={"window": "inside"})
            for record in encounters
        ]
        rows.append(
            RuleRow(
                rule="official only" if len(wider) == 1 else f"+ {verification.value}",
                verifications=other.verifications,
                encounters=count_encounters(encounters, other),
                countries=count_countries(encounters, other),
                perhaps=count_encounters(anywhere, other),
            )
        )
    return tuple(rows)


def _preference(record: Encounter) -> tuple[bool, bool, int, str, str]:
    """Which records prove a number best: with a full day, official, of many sources."""
    official = record.verification.value is Verification.OFFICIAL
    dated = is_day(record.date.value)
    return not dated, not official, -record.independent_sources, record.date.value or "", record.id


def _encounters(records: Sequence[Encounter]) -> Count:
    ordered = sorted(records, key=_preference)
    joined: dict[int, set[int]] = {number: set() for number in range(len(ordered))}
    for a, b in pairs_that_may_be_one(ordered):
        if kept_apart_by(ordered[a], ordered[b]) is None:
            joined[a].add(b)
            joined[b].add(a)
    chosen = largest_independent_set({number: frozenset(others) for number, others in joined.items()})
    proof = sorted((ordered[number] for number in chosen), key=lambda r: (r.date.value or "", r.id))
    return Count(
        what="encounters",
        number=len(proof),
        assumptions=ENCOUNTER_ASSUMPTIONS,
        records=tuple(record.id for record in proof),
    )


def _countries(records: Sequence[Encounter]) -> Count:
    shown: dict[str, list[Encounter]] = defaultdict(list)
    for record in records:
        for code in sorted({f.country for f in record.figures if f.country and (f.name or f.title)}):
            if pycountry.countries.get(alpha_2=code) is not None:
                shown[code].append(record)
    return _members("countries", sorted(shown), shown, COUNTRY_ASSUMPTIONS)


def _members(
    what: str, members: Sequence[str], shown: dict[str, list[Encounter]], assumptions: tuple[str, ...]
) -> Count:
    by_member = tuple(
        (code, tuple(sorted({record.id for record in shown[code]}))) for code in sorted(members)
    )
    return Count(
        what=what,
        number=len(by_member),
        assumptions=assumptions,
        records=tuple(sorted({record_id for _, records in by_member for record_id in records})),
        members=by_member,
    )
