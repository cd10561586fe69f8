"""What proves that two records are two encounters. Where nothing does, they may be one."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from whomet.encounters.comparisons import DAY_SLACK, IN_PERSON, REMOTE
from whomet.encounters.figure_keys import group_country
from whomet.model import DateRange, Encounter, Mode, is_day

ENCOUNTER_ASSUMPTIONS = (
    "Two records that no sentence below keeps apart are counted as one.",
    "Two records whose dates have no day in common are two encounters; where one of the dates is a full "
    "day, one day's difference is not enough, because of time zones and evenings, unless one register lists "
    "both.",
    "What happened was at the latest on the day after the first text that tells of it.",
    "Two records that one text tells of are two encounters: the text sets them apart.",
    "Two records without a figure in common are two encounters, unless they may be one gathering: on one "
    "full day, told by different texts, not in different countries, and not one by telephone and the "
    "other in person.",
    "An unnamed group of a country may include any figure of that country.",
)
"""The assumptions of the encounter count, printed with it and in docs/counting.md."""

_ALL_DAYS = DateRange(earliest=None, latest=None)


def kept_apart_by(a: Encounter, b: Encounter) -> str | None:
    """What proves that two records are two encounters, as a clause; None if they may be one."""
    if set(a.documents) & set(b.documents):
        return "one text tells of both"
    if _dates_disjoint(a, b, slack=not set(a.registers) & set(b.registers)):
        return "no day fits both"
    if not _may_share_a_figure(a, b) and not _may_be_one_gathering(a, b):
        return "no figure in common"
    return None


def pairs_that_may_be_one(records: Sequence[Encounter]) -> set[tuple[int, int]]:
    """The pairs worth asking about, by position: a figure, a group's country or a full day in common."""
    blocks: dict[str, set[int]] = defaultdict(set)
    groups: dict[str, set[int]] = defaultdict(set)
    for number, record in enumerate(records):
        if is_day(record.date.value):
            blocks[f"day {record.date.value}"].add(number)
        for figure in record.figures:
            blocks[f"figure {figure.figure_id}"].add(number)
            blocks[f"country {figure.country or ''}"].add(number)
            if (country := group_country(figure.figure_id)) is not None:
                groups[country].add(number)
    pairs = {
        pair for key in blocks if not key.startswith("country ") for pair in combinations(blocks[key], 2)
    }
    everyone = set(range(len(records)))
    for country, numbers in groups.items():
        near = (blocks[f"country {country}"] | blocks["country "]) if country else everyone
        pairs.update((a, b) for a in numbers for b in near if a != b)
    return {(min(pair), max(pair)) for pair in pairs}


def _dates_disjoint(a: Encounter, b: Encounter, *, slack: bool) -> bool:
    ours, theirs = a.days or _ALL_DAYS, b.days or _ALL_DAYS
    if ours.overlaps(theirs):
        return False
    if not slack or not (is_day(a.date.value) or is_day(b.date.value)):
        return True
    return not _a_day_wider(ours).overlaps(theirs)


def _a_day_wider(days: DateRange) -> DateRange:
    return DateRange(
        earliest=days.earliest and days.earliest - DAY_SLACK, latest=days.latest and days.latest + DAY_SLACK
    )


def _may_share_a_figure(a: Encounter, b: Encounter) -> bool:
    if {figure.figure_id for figure in a.figures} & {figure.figure_id for figure in b.figures}:
        return True
    return _group_may_include(a, b) or _group_may_include(b, a)


def _group_may_include(a: Encounter, b: Encounter) -> bool:
    """Whether an unnamed group of the one may include a figure of the other."""
    groups = {country for figure in a.figures if (country := group_country(figure.figure_id)) is not None}
    if not groups:
        return False
    countries = {figure.country or "" for figure in b.figures}
    return "" in groups or "" in countries or bool(groups & countries)


def _may_be_one_gathering(a: Encounter, b: Encounter) -> bool:
    if not is_day(a.date.value) or a.date.value != b.date.value:
        return False
    where = {a.place_country.value, b.place_country.value} - {None}
    modes = (a.mode.value, b.mode.value)
    in_two_forms = any(mode in REMOTE | {Mode.MESSAGE} for mode in modes) and any(
        m in IN_PERSON for m in modes
    )
    return len(where) <= 1 and not in_two_forms
