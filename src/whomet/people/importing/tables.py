"""CSV with the columns of the office table: the way in for ministers and candidates."""

import csv
import io
from collections.abc import Iterable

from whomet.people.importing.facts import Facts, Origin, PersonFact, PostFact, held, problem

# What a column may be called: the reference table's word, then the bundled table's.
_NAME, _TITLE = ("person", "name"), ("position", "title")


def columns_fit(header: Iterable[str]) -> bool:
    """Whether a header has a column of names and one of offices."""
    columns = {column.strip().lower() for column in header}
    return bool(columns & set(_NAME)) and bool(columns & set(_TITLE))


def read_csv(lines: Iterable[bytes], origin: Origin) -> Facts:
    """The rows of a CSV file with the columns person (or name) and position (or title), and where known
    aliases, wikidata_id, country, area, roles, start, end, acting, party, last_seen."""
    text = (
        line.decode("utf-8-sig" if number == 0 else "utf-8", "replace") for number, line in enumerate(lines)
    )
    rows = csv.DictReader(text)
    posts: set[str] = set()
    people: set[str] = set()
    for row in rows:
        where = f"line {rows.line_num}"
        name = next((row[column].strip() for column in _NAME if row.get(column)), "")
        title = next((row[column].strip() for column in _TITLE if row.get(column)), "")
        country = (row.get("country") or origin.country or "").strip().upper()
        if not name or not title:
            yield problem(where, "a row without a name or an office", "complete the row")
            continue
        if len(country) != 2 or not country.isalpha():
            yield problem(
                where, f"{country!r} is no country code", "write ISO 3166-1 alpha-2, as FR; XX for none"
            )
            continue
        qid = row.get("wikidata_id") or None
        person = qid or f"{country}|{name}"
        if person not in people:
            people.add(person)
            yield PersonFact(person, name, tuple(filter(None, (row.get("aliases") or "").split("|"))), qid)
        area = row.get("area") or None
        post = f"{country}|{title}|{area or ''}"
        if post not in posts:
            posts.add(post)
            roles = tuple(filter(None, (row.get("roles") or "").split("|")))
            yield PostFact(post, title, country, area, roles)
        end = row.get("end")
        yield held(
            person,
            post,
            row.get("start"),
            end,
            where,
            acting=(row.get("acting") or "").strip().lower() in {"1", "true", "yes", "acting"},
            party=row.get("party") or None,
            last_seen=None if end else row.get("last_seen") or origin.as_of,
        )


def header_of(head: bytes) -> list[str]:
    """The columns of the first line."""
    first = head.decode("utf-8-sig", "replace").partition("\n")[0]
    return next(csv.reader(io.StringIO(first)), [])
