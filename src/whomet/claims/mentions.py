"""Who is named where: every mention of the subject, of political figures and of other people.

An entity is one person (or unnamed group) of one document; a mention is one run of tokens that names it.
Names, titles and handles are found on their own before the parse is trusted: a tagger misses bare
family names, and "Friday" and "Meta" are also people's names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from whomet.claims.parse import Parsed
from whomet.claims.titles import Title
from whomet.knowledge.offices import load_office_table


class Kind(StrEnum):
    """What an entity is, for the question whether an encounter with it counts."""

    SUBJECT = "subject"
    FIGURE = "figure"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or unnamed group of a document. `known` are the ids of figures of the office table that
    bear the name; `feminine` is True, False or None where nothing tells."""

    id: int
    kind: Kind
    name: str | None
    title: Title | None
    country: str | None
    known: tuple[str, ...] = ()
    feminine: bool | None = None


def countries_of_offices(entity: Entity) -> frozenset[str]:
    """The countries whose offices the figures of the entity's name have held, by the office table."""
    figures = load_office_table().figures
    return frozenset(o.office.country for known in entity.known for o in figures[known].occupancies)


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (exclusive) name `entity`. `title` is the phrase beside or instead of the
    name; `by` tells how the mention was recognised."""

    start: int
    end: int
    entity: int
    by: str
    title: Title | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a document in order of their start, and the entities they name.

    Entity 0 is the subject. `at` maps every token to the mention that covers it."""

    parsed: Parsed
    entities: Mapping[int, Entity]
    mentions: tuple[Mention, ...]
    at: Mapping[int, Mention]

    def head(self, mention: Mention) -> Token:
        """The syntactic head of a mention's tokens."""
        return self.parsed.tokens[mention.start : mention.end].root

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that begin in tokens `start` to `end`."""
        return tuple(m for m in self.mentions if start <= m.start < end)

    def entity(self, mention: Mention) -> Entity:
        """The entity a mention names."""
        return self.entities[mention.entity]

    def political(self, mention: Mention) -> bool:
        """Whether the mention names a political figure or group."""
        return self.entities[mention.entity].kind in {Kind.FIGURE, Kind.GROUP}
