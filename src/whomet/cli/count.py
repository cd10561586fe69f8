"""`whomet count`: the numbers, what proves them, and how they move."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from whomet.cli.console import result, result_json
from whomet.cli.options import FolderOption, JsonOption
from whomet.model import Count, Encounter, Investigation, parse_edtf


class By(StrEnum):
    """What the encounters are told apart by."""

    COUNTRY = "country"
    FIGURE = "figure"
    YEAR = "year"
    TOPIC = "topic"


def count(
    folder: FolderOption = Path(),
    by: Annotated[
        By | None, typer.Option("--by", help="Encounters per country, figure, year or topic.")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="The numbers under each counting rule.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="The records that prove the numbers.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print how many countries, encounters and figures there are, at least."""
    from whomet.folder import open_folder
    from whomet.publishing import counts

    with open_folder(folder) as opened:
        encounters = opened.ledger.encounters()
        investigation = opened.investigation
    if by is not None:
        _print_by(by, encounters, investigation, as_json)
    elif rules:
        _print_rules(encounters, investigation, as_json)
    elif as_json:
        result_json(
            [number.model_dump(mode="json") for number in counts(encounters, investigation.rule)], indent=2
        )
    else:
        for number in counts(encounters, investigation.rule):
            _print_number(number, encounters, explain)


def _print_number(number: Count, encounters: Iterable[Encounter], explain: bool) -> None:
    from whomet.export import explain_count

    if explain:
        for line in explain_count(number, {encounter.id: encounter for encounter in encounters}):
            result(line)
        result("")
    else:
        result(f"at least {number.number} {number.what}")


def _print_rules(encounters: tuple[Encounter, ...], investigation: Investigation, as_json: bool) -> None:
    from whomet.encounters import counting_rule, rules_table

    rows = rules_table(encounters, investigation.rule)
    if as_json:
        result_json(
            [
                {
                    "rule": row.rule,
                    "verifications": list(row.verifications),
                    "countries": row.countries.number,
                    "encounters": row.encounters.number,
                    "encounters_perhaps_outside_window_too": row.perhaps.number,
                }
                for row in rows
            ],
            indent=2,
        )
        return
    for row in rows:
        countries, meetings, perhaps = row.countries.number, row.encounters.number, row.perhaps.number
        more = f" ({perhaps} with those perhaps outside the window)" if perhaps > meetings else ""
        result(f"{row.rule}: at least {countries} countries, at least {meetings} encounters{more}")
    result(f"The rule in force: {counting_rule(investigation)}")


def _print_by(by: By, encounters: tuple[Encounter, ...], investigation: Investigation, as_json: bool) -> None:
    from whomet.encounters import count_encounters

    values: dict[By, Callable[[Encounter], Iterable[str]]] = {
        By.COUNTRY: lambda e: {figure.country or "not known" for figure in e.figures},
        By.FIGURE: lambda e: {figure.name or figure.title or "unnamed" for figure in e.figures},
        By.YEAR: lambda e: [_year(e.date.value)],
        By.TOPIC: lambda e: {topic.value.value for topic in e.topics} or {"nothing said"},
    }
    groups: dict[str, list[Encounter]] = {}
    for encounter in encounters:
        for value in values[by](encounter):
            groups.setdefault(value, []).append(encounter)
    numbers = {value: count_encounters(group, investigation.rule).number for value, group in groups.items()}
    in_order = sorted(
        ((value, number) for value, number in numbers.items() if number),
        key=lambda row: (row[0] if by is By.YEAR else -row[1], row[0]),
    )
    if as_json:
        result_json([{by.value: value, "encounters": number} for value, number in in_order], indent=2)
        return
    for value, number in in_order:
        result(f"{value}: at least {number}")


def _year(date: str | None) -> str:
    """The one year that a date lies in."""
    if date is None:
        return "not known"
    admitted = parse_edtf(date)
    if admitted.earliest and admitted.latest and admitted.earliest.year == admitted.latest.year:
        return str(admitted.earliest.year)
    return "not known"
