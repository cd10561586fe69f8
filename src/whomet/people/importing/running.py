"""Importing one file: recognised, read, written; what could not be taken is told and the rest goes on."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

from whomet.errors import UnreadableInput
from whomet.issues import issue_from
from whomet.model import Issue
from whomet.people.importing.facts import STAGE, Fact, Facts, HeldFact, Origin, PersonFact, problem
from whomet.people.importing.opening import items, opened, pairs
from whomet.people.importing.opensanctions import read_opensanctions
from whomet.people.importing.popolo import read_popolo
from whomet.people.importing.recognising import TERMS, Format, recognise
from whomet.people.importing.store import SourceFile, save
from whomet.people.importing.tables import read_csv
from whomet.people.importing.us_legislators import read_congress, read_openstates
from whomet.people.importing.wikidata import read_wikidata_entities, read_wikidata_results
from whomet.watching import Watch, unwatched

_BY_LINES = {
    Format.OPENSANCTIONS: read_opensanctions,
    Format.CONGRESS: read_congress,
    Format.OPENSTATES: read_openstates,
    Format.CSV: read_csv,
}
# So many issues of a file are told one by one.
_TOLD = 100
_WATCHED_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: its format, source, licence and notice, and how many persons and occupancies
    were taken."""

    format: Format
    source: str
    licence: str
    notice: str
    people: int
    occupancies: int
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Tally:
    people: int = 0
    occupancies: int = 0


def import_file(
    path: Path,
    store: sqlite3.Connection,
    *,
    source: str | None = None,
    licence: str | None = None,
    as_of: str | None = None,
    country: str | None = None,
    watch: Watch = unwatched,
) -> Imported:
    """Import a file in place of an earlier import of it. `source` and `licence` replace those of the
    format; `as_of` (a day) is that of the file's last change where it is not given; `country` is that of
    offices whose file names none. Raises UnreadableInput where the format is not known."""
    form = recognise(path)
    terms = TERMS[form]
    day = as_of or datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    origin = Origin(day, country)
    with path.open("rb") as bytes_of_file:
        digest = hashlib.file_digest(bytes_of_file, "sha256").hexdigest()
    kept = SourceFile(source or terms.source, licence or terms.licence, form.value, path.name, digest, day)
    tally = _Tally()
    with opened(path) as file:
        facts = _counted(_whole(_facts(form, path, file, origin), path), tally, file, path, watch)
        issues = tuple(_told(save(store, kept, facts), path))
    dropped = sum("names a" in issue.what for issue in issues)
    return Imported(
        form, kept.name, kept.licence, terms.notice, tally.people, max(0, tally.occupancies - dropped), issues
    )


def _facts(form: Format, path: Path, file: IO[bytes], origin: Origin) -> Facts:
    if form is Format.WIKIDATA_ENTITIES:
        return read_wikidata_entities(pairs(path, "entities"), origin)
    if form is Format.WIKIDATA_RESULTS:
        return read_wikidata_results(items(path, "results.bindings"), origin)
    if form is Format.POPOLO:
        return read_popolo(partial(items, path), origin)
    return _BY_LINES[form](file, origin)


def _whole(facts: Facts, path: Path) -> Facts:
    """The facts, and where the file cannot be read to its end an issue instead of the rest."""
    try:
        yield from facts
    except UnreadableInput as error:
        yield issue_from(error, stage=STAGE, where=str(path))
    except (EOFError, OSError) as error:
        yield problem(str(path), f"cannot be read to its end: {error}", "get the file again")


def _counted(
    facts: Facts, tally: _Tally, file: IO[bytes], path: Path, watch: Watch
) -> Iterator[Fact | Issue]:
    for number, fact in enumerate(facts, start=1):
        if isinstance(fact, PersonFact):
            tally.people += 1
        elif isinstance(fact, HeldFact):
            tally.occupancies += 1
        if number % _WATCHED_EVERY == 0:
            watch(f"facts of {path.name}", number, 0)
        yield fact


def _told(issues: Iterator[Issue], path: Path) -> Iterator[Issue]:
    """The first hundred issues with the file's name, and the number of those left out."""
    number = 0
    for number, issue in enumerate(issues, start=1):
        if number <= _TOLD:
            where = issue.where if issue.where.startswith(str(path)) else f"{path.name}, {issue.where}"
            yield issue.model_copy(update={"where": where})
    if number > _TOLD:
        yield problem(
            path.name, f"{number - _TOLD} more issues of this file", "mend the first ones and import again"
        )
