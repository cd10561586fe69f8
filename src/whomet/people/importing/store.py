"""The file of imported facts: SQLite, indexed by name and by office. Every fact keeps its source."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from whomet.errors import LedgerError
from whomet.knowledge.names import conventions, initial_key, loose_name_keys, name_key, name_words
from whomet.knowledge.offices import kind_of_title
from whomet.model import Issue
from whomet.people.importing.facts import Fact, HeldFact, PersonFact, PostFact, problem

# Raised with every change to the tables: an older file is to be imported anew.
_VERSION = 1
_BATCH = 20_000
_SCHEMA = """
create table if not exists source (
  id integer primary key, name text not null, licence text not null, format text not null,
  file text not null, sha256 text not null, as_of text not null, unique (name, file));
create table if not exists person (
  id integer primary key, source integer not null references source, ref text not null, name text not null,
  aliases text not null, wikidata_id text);
create table if not exists name (key text not null, person integer not null);
create table if not exists post (
  id integer primary key, source integer not null references source, ref text not null, title text not null,
  kind text not null, country text not null, area text, roles text not null);
create table if not exists occupancy (
  id integer primary key, source integer not null references source, person_ref text not null,
  post_ref text not null, start text, "end" text, acting integer not null, party text, last_seen text,
  place text not null);
create index if not exists person_ref on person (source, ref);
create index if not exists person_wikidata on person (wikidata_id) where wikidata_id is not null;
create index if not exists name_key on name (key);
create index if not exists name_person on name (person);
create index if not exists post_ref on post (source, ref);
create index if not exists post_kind on post (country, kind);
create index if not exists occupancy_person on occupancy (source, person_ref);
create index if not exists occupancy_post on occupancy (source, post_ref);
"""
_INDEXES = ("person_ref", "person_wikidata", "name_key", "name_person", "post_ref", "post_kind",
            "occupancy_person", "occupancy_post")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One imported file: the name and licence of its source, the SHA-256 of its bytes, and the day it was
    published."""

    name: str
    licence: str
    format: str
    file: str
    sha256: str
    as_of: str


@dataclass(slots=True)
class _Loading:
    """What is on its way into the file: rows not yet written, and the references already seen."""

    source: int
    people: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    posts: list[tuple[object, ...]] = field(default_factory=list)
    held: list[tuple[object, ...]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    seen_posts: set[str] = field(default_factory=set)
    next_person: int = 1


@contextmanager
def opened_store(path: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """The file of imported facts, made where there is none and it is for `writing`. Raises LedgerError
    where it is none, or of another version of whomet."""
    try:
        where = path.resolve().as_uri() + ("" if writing else "?mode=ro")
        with closing(sqlite3.connect(where, uri=True)) as connection:
            (version,) = connection.execute("pragma user_version").fetchone()
            (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
            if version != _VERSION and (tables or not writing):
                raise LedgerError(
                    f"holds imported people of version {version}, not {_VERSION}",
                    where=str(path),
                    next_step="remove it and import the sources anew",
                )
            if writing:
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                connection.executescript(_SCHEMA)
                connection.execute(f"pragma user_version = {_VERSION}")
            yield connection
    except sqlite3.DatabaseError as error:
        raise LedgerError(
            f"is no file of imported people: {error}",
            where=str(path),
            next_step="name another file with --into, or remove this one",
        ) from error


def save(
    connection: sqlite3.Connection, source: SourceFile, facts: Iterable[Fact | Issue]
) -> Iterator[Issue]:
    """Write all facts of one file in one transaction, in place of those of an earlier import of it.
    Gives the issues met, and one for each occupancy whose person or post the file does not have.
    A caller that stops before the end leaves the file as it was."""
    with connection:
        connection.execute("begin immediate")
        whole = _empty(connection)
        if whole:
            for index in _INDEXES:
                connection.execute(f"drop index if exists {index}")
        loading = _begin(connection, source)
        for fact in facts:
            if isinstance(fact, Issue):
                yield fact
                continue
            _take(loading, fact)
            if len(loading.held) + len(loading.people) >= _BATCH:
                _write(connection, loading)
        _write(connection, loading)
        if whole:
            for statement in _SCHEMA.split(";"):
                if statement.strip().startswith("create index"):
                    connection.execute(statement)
        yield from _dangling(connection, loading.source)
    connection.execute("pragma optimize")


def _empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from person limit 1").fetchone() is None


def _begin(connection: sqlite3.Connection, source: SourceFile) -> _Loading:
    earlier = connection.execute(
        "select id from source where name = ? and file = ?", (source.name, source.file)
    ).fetchone()
    if earlier:
        connection.execute(
            "delete from name where person in (select id from person where source = ?)", earlier
        )
        for table in ("person", "post", "occupancy"):
            connection.execute(f"delete from {table} where source = ?", earlier)
        connection.execute("delete from source where id = ?", earlier)
    connection.execute(
        "insert into source (name, licence, format, file, sha256, as_of) values (?, ?, ?, ?, ?, ?)",
        (source.name, source.licence, source.format, source.file, source.sha256, source.as_of),
    )
    (identifier,) = connection.execute("select last_insert_rowid()").fetchone()
    (last,) = connection.execute("select coalesce(max(id), 0) from person").fetchone()
    return _Loading(identifier, next_person=last + 1)


def _take(loading: _Loading, fact: Fact) -> None:
    """A person or post that the file gives again is not taken twice."""
    match fact:
        case PersonFact(ref, name, aliases, wikidata_id):
            if ref in loading.seen:
                return
            loading.seen.add(ref)
            number = loading.next_person
            loading.next_person += 1
            loading.people.append(
                (number, loading.source, ref, name, json.dumps(aliases, ensure_ascii=False), wikidata_id)
            )
            keys = {key for form in (name, *aliases) for key in _keys(form)}
            loading.names.extend((key, number) for key in keys)
        case PostFact(ref, title, country, area, roles):
            if ref in loading.seen_posts:
                return
            loading.seen_posts.add(ref)
            kind = kind_of_title(title)
            loading.posts.append((loading.source, ref, title, kind, country, area, "|".join(roles)))
        case HeldFact(person, post, start, end, where, acting, party, last_seen):
            loading.held.append((loading.source, person, post, start, end, acting, party, last_seen, where))


def _keys(name: str) -> Iterator[str]:
    """The keys a person is found under: as `OfficeTable` looks names up, and by family name."""
    words = name_words(name)
    if not words:
        return
    yield " ".join(words)
    yield words[-1]
    if len(words) > 1:
        yield from loose_name_keys(name)
        yield initial_key(name)
        if len(words) > 2:
            yield " ".join(words[-2:])
            yield words[-2]
        if words[0] in conventions()["family_name_first"]:
            yield words[0]


def keys_to_look_up(name: str) -> tuple[str, ...]:
    """The keys under which a written name may be found."""
    particles = conventions()["particles"]
    plain = " ".join(word for word in name_words(name) if word not in particles)
    return tuple(dict.fromkeys(filter(None, (name_key(name), plain, *loose_name_keys(name)))))


def _write(connection: sqlite3.Connection, loading: _Loading) -> None:
    connection.executemany("insert into person values (?, ?, ?, ?, ?, ?)", loading.people)
    connection.executemany("insert into name values (?, ?)", loading.names)
    connection.executemany(
        "insert into post (source, ref, title, kind, country, area, roles) values (?, ?, ?, ?, ?, ?, ?)",
        loading.posts,
    )
    connection.executemany(
        'insert into occupancy (source, person_ref, post_ref, start, "end", acting, party, last_seen, place)'
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        loading.held,
    )
    for rows in (loading.people, loading.names, loading.posts, loading.held):
        rows.clear()


def _dangling(connection: sqlite3.Connection, source: int) -> Iterator[Issue]:
    """Occupancies that point to nobody or to no post are told and taken out."""
    for column, table, what in (("person_ref", "person", "a holder"), ("post_ref", "post", "an office")):
        missing = (
            f"from occupancy where source = ? and not exists (select 1 from {table}"
            f" where {table}.source = occupancy.source and {table}.ref = occupancy.{column})"
        )
        rows = connection.execute(f"select place, {column} {missing}", (source,)).fetchall()
        for place, ref in rows:
            yield problem(
                place,
                f"an occupancy names {what} that the file does not have: {ref}",
                f"add the {table} {ref} to the file",
            )
        if rows:
            connection.execute(f"delete {missing}", (source,))
