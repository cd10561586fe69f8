"""`whomet people import` and `whomet people check`: other sources of office-holders beside the table."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from whomet.cli.console import note, progress, report_issues, result, result_json
from whomet.cli.options import FolderOption, JsonOption
from whomet.errors import UnreadableInput, UsageError
from whomet.issues import issue_from
from whomet.model import Issue

if TYPE_CHECKING:
    from whomet.people.importing.imported import ImportedPeople
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", help="The file of imported facts; people.sqlite in the folder if not given."),
]
FromOption = Annotated[
    Path | None,
    typer.Option("--from", help="A file of imported facts; people.sqlite in the folder if not given."),
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CC", help="An ISO 3166-1 code, as FR.")
]


def import_people(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files of any of the formats.")],
    folder: FolderOption = Path(),
    into: IntoOption = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The source's name, as facts show it.")
    ] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="The source's licence.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day the source was published.")
    ] = None,
    country: CountryOption = None,
) -> None:
    """Import office-holders: Wikidata (entities or SPARQL results, JSON), OpenSanctions (flat or nested),
    Popolo, congress-legislators, openstates/people, CSV. The format is told by the content. A file that is
    imported again replaces what it gave before; other sources stay."""
    from whomet.people.importing.imported import IMPORTED_PEOPLE
    from whomet.people.importing.running import import_file
    from whomet.people.importing.store import opened_store

    issues: list[Issue] = []
    noticed: set[str] = set()
    code = _country(country)
    with opened_store(into or folder / IMPORTED_PEOPLE, writing=True) as store, progress() as watch:
        for path in files:
            try:
                done = import_file(
                    path, store, source=source, licence=licence, as_of=as_of, country=code, watch=watch
                )
            except UnreadableInput as error:
                issues.append(issue_from(error, stage="people", where=str(path)))
                continue
            issues.extend(done.issues)
            result(
                f"{path.name}: {done.format.value}: {done.people} people, {done.occupancies} terms of office"
                f" [{done.source}, {done.licence}]"
            )
            if done.notice and done.notice not in noticed:
                noticed.add(done.notice)
                note(done.notice)
    report_issues(issues)


def check(
    folder: FolderOption = Path(),
    facts: FromOption = None,
    country: CountryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print contradictions between sources: two holders of an office at a time, different days of one
    term, an end before the start; with --country also the gaps in that country's offices. Exit code 1
    where there is any contradiction."""
    from whomet.knowledge.offices import load_office_table
    from whomet.people.checking import Finding, contradictions, gaps
    from whomet.people.importing.imported import merged

    code = _country(country)
    imported = imported_people(folder, facts)
    known = load_office_table().figures.values()
    figures = merged(chain(known, imported.of_country(code) if imported else ()))
    found: list[Finding] = list(contradictions(figures, code))
    missing = list(gaps(figures, code)) if code else []
    if as_json:
        result_json(
            [
                {"fault": f.fault.value, "country": f.country, "office": f.office, "facts": f.sentence}
                for f in (*found, *missing)
            ],
            indent=2,
        )
    else:
        for finding in (*found, *missing):
            result(f"{finding.country} {finding.office}: {finding.fault.value}: {finding.sentence}")
    if not as_json and not found and not missing:
        note("no contradictions" + (" and no gaps" if code else ""))
    if found:
        raise typer.Exit(1)


def imported_people(folder: Path, facts: Path | None) -> "ImportedPeople | None":
    """The imported people of the folder, or of the file that was named; None where the folder has none."""
    from whomet.people.importing.imported import ImportedPeople, imported_in

    if facts is not None and not facts.is_file():
        raise UsageError(f"there is no file {facts}", next_step="import a source with whomet people import")
    return ImportedPeople(facts) if facts is not None else imported_in(folder)


def _country(code: str | None) -> str | None:
    if code is not None and (len(code) != 2 or not code.isalpha()):
        raise UsageError(f"{code!r} is no country code", next_step="write ISO 3166-1 alpha-2, as FR")
    return code.upper() if code else None
