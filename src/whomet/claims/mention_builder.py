"""The workbench on which the people of a document are put together: entities, mentions, what is taken."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from whomet.claims.mentions import Entity, Kind, Mention
from whomet.claims.parse import Parsed
from whomet.claims.titles import Title
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.names.folding import fold
from whomet.knowledge.offices import load_office_table
from whomet.model import Subject


class MentionBuilder:
    """Collects entities and mentions of one document; frozen into `Mentions` at the end."""

    def __init__(self, parsed: Parsed, subject: Subject, language: str) -> None:
        self.parsed, self.subject, self.language = parsed, subject, language
        self.tokens: Doc = parsed.tokens
        self.entities: dict[int, Entity] = {
            0: Entity(
                0, Kind.SUBJECT, subject.name, None, subject.country, feminine=_subject_feminine(subject)
            )
        }
        self.mentions: list[Mention] = []
        self.covered: set[int] = set()
        self.used_titles: set[int] = set()
        offices = [o.office for f in load_office_table().named(subject.name) for o in f.occupancies]
        roles = {role for office in offices for role in office.roles}
        self.subject_kinds: set[str | None] = {*(office.kind for office in offices), *roles}
        self.subject_countries: set[str | None] = {o.country for o in offices}

    def add(self, start: int, end: int, entity: int, by: str, title: Title | None = None) -> None:
        """Note that these tokens mention an entity."""
        self.mentions.append(Mention(start, end, entity, by, title))
        self.covered |= set(range(start, end))

    def is_free(self, start: int, end: int) -> bool:
        """Whether no mention covers any of these tokens yet."""
        return not self.covered & set(range(start, end))

    def new(self, kind: Kind, name: str | None, title: Title | None, country: str | None) -> int:
        """Enter an entity and give its number."""
        number = len(self.entities)
        known = tuple(f.id for f in load_office_table().named(name)) if name else ()
        self.entities[number] = Entity(
            number, kind, name, title, country, known, _feminine(name, title, self.language)
        )
        return number

    def take_subject_titles(self, titles: Sequence[Title]) -> None:
        """Titles that stand at the subject's own name belong to it: no other figure bears them."""
        for mention in list(self.mentions):
            for title in titles:
                beside = title.end == mention.start or (
                    title.end < mention.start <= title.end + 2 and self.tokens[title.end].text == ","
                )
                if beside or (
                    mention.end < title.start <= mention.end + 3
                    and self.tokens[mention.end].text == ","
                    and self.tokens[mention.end + 1].lower_ in {"the", "a", "an", "then"}
                    and not self.tokens[title.end : title.end + 1].text[:1].isupper()
                ):
                    self.used_titles.add(title.start)
                    self.subject_kinds.add(title.kind)
                    self.subject_countries.add(title.country)
                    self.covered |= set(range(title.start, title.end))

    def promote(self, number: int, title: Title | None) -> None:
        """A title beside a name makes its bearer a figure; the first specific title stays."""
        entity = self.entities[number]
        if title is None or entity.kind is Kind.SUBJECT:
            return
        better = entity.title is None or len(title.words) > len(entity.title.words)
        self.entities[number] = replace(
            entity,
            kind=Kind.FIGURE,
            title=title if better else entity.title,
            country=entity.country or title.country,
        )


@cache
def _feminine_names(language: str) -> frozenset[str]:
    return frozenset(fold(n) for n in lexicon(language, "coreference")["given_names"]["feminine"])


def _feminine(name: str | None, title: Title | None, language: str) -> bool | None:
    if title and re.search(r"\b(queen|princess|congresswoman|chairwoman|lady)\b", title.words.lower()):
        return True
    if name is None:
        return None
    return any(word in _feminine_names(language) for word in fold(name).split()[:-1]) or None


def _subject_feminine(subject: Subject) -> bool | None:
    return None if subject.pronoun is None else subject.pronoun.startswith(("she", "her"))


def _same_person(full: str, other: str) -> bool:
    """Whether two names of two or more words can be one person's within a text."""
    a, b = fold(full).split(), fold(other).split()
    shorter, longer = sorted((a, b), key=len)
    return set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or shorter[0] == longer[0])


def find_entity(builder: MentionBuilder, words: str, position: int) -> int | None:
    """The entity that a name stands for, if the document has introduced one."""
    parts = fold(words).split()
    if not parts:
        return None
    candidates: list[tuple[bool, bool, int, int]] = []
    for number, entity in builder.entities.items():
        if entity.name is None:
            continue
        own = fold(entity.name).split()
        if len(parts) > 1 and len(own) > 1:
            if _same_person(entity.name, words):
                return number
        elif parts[-1] == own[-1] or (
            len(parts) == 1 and parts[0] in own and len(parts[0]) > 2 and number != 0
        ):
            last = max(
                (m.start for m in builder.mentions if m.entity == number and m.start <= position), default=-1
            )
            # Of two of one family the bare name is the leader's: "Trump", not Melania Trump.
            leads = any(is_leader(figure) for figure in entity.known)
            candidates.append((parts[-1] == own[-1], leads, last, number))
    return max(candidates)[-1] if candidates else None


_LEADING = {
    "head_of_state",
    "head_of_government",
    "president",
    "prime_minister",
    "chancellor",
    "king",
    "royal",
}


@cache
def is_leader(figure_id: str) -> bool:
    """Whether the figure led a country at some time."""
    figure = load_office_table().figures[figure_id]
    return any(o.office.kind in _LEADING for o in figure.occupancies)
