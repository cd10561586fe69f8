"""From names, titles and roles to the people of a document: one entity a person, many mentions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from whomet.claims.groups import find_groups
from whomet.claims.mentions import Entity, Kind, Mention, Mentions
from whomet.claims.names import Name, find_names
from whomet.claims.parse import Parsed
from whomet.claims.subject_names import find_subject
from whomet.claims.titles import Title, find_titles
from whomet.knowledge.lexicon import lexicon
from whomet.knowledge.names.folding import fold
from whomet.knowledge.offices import load_office_table
from whomet.model import Subject

_LIST_GLUE = {",", "and", "&", "/", "-", "–", "as", "well", "also", "then"}
# Titles of these kinds are often used for one another: "the French leader" is the French president.
_SAME_OFFICE = {
    "head_of_state": {"president", "prime_minister", "chancellor", "royal", "head_of_state"},
    "party_leader": {"party_leader", "candidate", "lawmaker"},
    "minister": {"minister", "secretary", "official"},
    "secretary": {"secretary", "minister"},
    "lawmaker": {"lawmaker"},
}


class _Builder:
    """Collects entities and mentions of one document; frozen into `Mentions` at the end."""

    def __init__(self, parsed: Parsed, subject: Subject, language: str) -> None:
        self.parsed, self.subject, self.language = parsed, subject, language
        self.tokens: Doc = parsed.tokens
        self.entities: dict[int, Entity] = {
            0: Entity(0, Kind.SUBJECT, subject.name, None, subject.country, feminine=_subject_feminine(subject))
        }
        self.mentions: list[Mention] = []
        self.covered: set[int] = set()
        self.used_titles: set[int] = set()
        offices = [o.office for f in load_office_table().named(subject.name) for o in f.occupancies]
        self.subject_kinds: set[str | None] = {o.kind for o in offices} | {r for o in offices for r in o.roles}
        self.subject_countries: set[str | None] = {o.country for o in offices}

    def add(self, start: int, end: int, entity: int, by: str, title: Title | None = None) -> None:
        self.mentions.append(Mention(start, end, entity, by, title))
        self.covered |= set(range(start, end))

    def is_free(self, start: int, end: int) -> bool:
        return not self.covered & set(range(start, end))

    def new(self, kind: Kind, name: str | None, title: Title | None, country: str | None) -> int:
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
                if beside or (mention.end < title.start <= mention.end + 3 and self.tokens[mention.end].text == ","
                              and self.tokens[mention.end + 1].lower_ in {"the", "a", "an", "then"}
                              and not self.tokens[title.end : title.end + 1].text[:1].isupper()):
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


def _title_of(name: Name, titles: Sequence[Title], names: Sequence[Name], tokens: Doc) -> Title | None:
    """The title beside a name: before it, after a comma, or in brackets."""
    for title in titles:
        gap = tokens[title.end : name.start] if title.end <= name.start else None
        if gap is not None and len(gap) <= 3 and not title.plural:
            words = [t.lower_ for t in gap]
            if all(w in _HONORIFIC_GLUE or w in {",", "\n"} for w in words) and words.count(",") <= 1:
                comma = "," in words
                if not comma or _closes_apposition(tokens, name.end):
                    return title
    for title in titles:
        if not name.end <= title.start <= name.end + 6 or title.plural:
            continue
        gap = tokens[name.end : title.start]
        follows = any(n.start in range(title.end, title.end + 2) for n in names)
        glue = gap.text.strip().lower()
        if follows or tokens[title.end - 1].sent.start > name.start:
            continue
        if re.search(r"\b(?:and|but|while|when|said|says|who had|who has)\b", glue):
            continue
        if re.fullmatch(r"[,(–—-]\s*(?:who (?:is|was|runs as|serves as) )?(?:\d\d,? )?(?:the|a|an|his|her|its|their|now|then|also)?\s*(?:[\w’'.-]+\s?){0,3}", glue):
            return title
    return None


_HONORIFIC_GLUE = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "professor", "prof.", "datuk", "seri", "tan", "sri", "sheikh", "lord", "baroness", "general", "h.e.", "shri", "smt", "hon.", "honourable", "the", "dame"}


def _closes_apposition(tokens: Doc, end: int) -> bool:
    return end >= len(tokens) or tokens[end].text in {",", ".", ";", ")", "–", "—", ":", "’s", "'s"} or tokens[end].is_space


def _same_person(full: str, other: str) -> bool:
    """Whether two names of two or more words can be one person's within a text."""
    a, b = fold(full).split(), fold(other).split()
    shorter, longer = sorted((a, b), key=len)
    return set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or shorter[0] == longer[0])


def _find_entity(builder: _Builder, words: str, position: int) -> int | None:
    """The entity that a name stands for, if the document has introduced one."""
    parts = fold(words).split()
    if not parts:
        return None
    candidates: list[tuple[int, int]] = []
    for number, entity in builder.entities.items():
        if entity.name is None:
            continue
        own = fold(entity.name).split()
        if len(parts) > 1 and len(own) > 1:
            if _same_person(entity.name, words):
                return number
        elif parts[-1] == own[-1] or (len(parts) == 1 and parts[0] in own and len(parts[0]) > 2 and number != 0):
            last = max((m.start for m in builder.mentions if m.entity == number and m.start <= position), default=-1)
            exact = parts[-1] == own[-1]
            candidates.append((last + 10**6 * exact, number))
    return max(candidates)[1] if candidates else None


def build_mentions(parsed: Parsed, subject: Subject, language: str = "en") -> Mentions:
    """Every mention of people in the document. Entity 0 is the subject.

    Names with two words or more are settled first, so that a headline's bare family name finds the
    person whom the text introduces below it.
    """
    tokens = parsed.tokens
    builder = _Builder(parsed, subject, language)
    titles = tuple(find_titles(tokens, language))
    for start, end, how in find_subject(tokens, subject, language):
        builder.add(start, end, 0, how)
    builder.take_subject_titles(titles)
    names = tuple(n for n in find_names(tokens, titles, subject) if builder.is_free(n.start, n.end))
    beside = {n.start: _title_of(n, titles, names, tokens) for n in names}
    beside |= _titles_of_lists(names, titles, tokens)
    for name in sorted(names, key=lambda n: (" " not in n.words, n.start)):
        _add_name(builder, name, beside[name.start])
    _add_bare_family_names(builder)
    _add_lone_titles(builder, [t for t in titles if t.start not in builder.used_titles])
    for group in find_groups(tokens, language):
        if builder.is_free(group.start, group.end):
            number = builder.new(Kind.GROUP, None, group, group.country)
            builder.add(group.start, group.end, number, "group", group)
    _add_private_nouns(builder)
    ordered = tuple(sorted(builder.mentions, key=lambda m: m.start))
    at = {i: m for m in ordered for i in range(m.start, m.end)}
    return Mentions(parsed, builder.entities, ordered, at)


def _titles_of_lists(names: Sequence[Name], titles: Sequence[Title], tokens: Doc) -> dict[int, Title]:
    """ "ministers A, B and C": the plural title belongs to every name of the list."""
    found: dict[int, Title] = {}
    for title in titles:
        if not title.plural:
            continue
        end = title.end
        for name in names:
            if name.start < end:
                continue
            gap = tokens[end : name.start].text.strip().lower()
            if not re.fullmatch(r"(?:[,&(]|and|as well as|\([^)]*\)|\s|[rd]-[\w.]+\)?)*", gap):
                break
            found[name.start] = title
            end = name.end
    return found


def _add_name(builder: _Builder, name: Name, title: Title | None) -> None:
    parts = fold(name.words).split()
    if not parts:
        return
    number = _find_entity(builder, name.words, name.start)
    if number is None and len(parts) == 1 and name.start and builder.tokens[name.start - 1].lower_ in {"sir", "dame", "lady", "lord", "prince", "princess", "saint", "st.", "father", "brother"}:
        number = next((n for n, e in builder.entities.items() if e.name and fold(e.name).split()[0] == parts[0]), None)
    if number is None and len(parts) == 1 and title is None:
        number = _known_by_family_name(builder, name.words)
        if number is None and name.by == "title":
            return
    start, end = name.start, name.end
    if number is None:
        in_table = bool(load_office_table().named(name.words))
        kind = Kind.FIGURE if title or in_table else Kind.PERSON
        number = builder.new(kind, name.words, title, title.country if title else None)
    else:
        entity = builder.entities[number]
        if entity.kind is Kind.SUBJECT and title is not None and len(parts) == 1:
            title = None
        elif entity.name is not None and len(parts) > len(fold(entity.name).split()) and number != 0:
            known = tuple(f.id for f in load_office_table().named(name.words)) or entity.known
            builder.entities[number] = replace(entity, name=name.words, known=known)
    if title is not None:
        builder.promote(number, title)
        builder.used_titles.add(title.start)
        if title.end <= name.start and not title.plural:
            start = title.start
        elif title.start >= name.end:
            end = max(end, title.end)
    if builder.is_free(start, end):
        builder.add(start, end, number, name.by, title)
    elif builder.is_free(name.start, name.end):
        builder.add(name.start, name.end, number, name.by, title)


def _known_by_family_name(builder: _Builder, words: str) -> int | None:
    """A bare family name that the text never spells out: a figure only where the table knows exactly one
    leader of that name ("Putin", "Erdogan")."""
    if words.lower() in _COMMON_WORDS:
        return None
    figures = [f for f in load_office_table().with_family_name(words) if _is_leader(f.id)]
    if len(figures) != 1:
        return None
    number = builder.new(Kind.FIGURE, figures[0].name, None, None)
    builder.entities[number] = replace(builder.entities[number], known=(figures[0].id,))
    return number


# Family names of leaders that are first of all other words.
_COMMON_WORDS = {"friday", "monday", "sunday", "may", "meta", "black", "brown", "green", "grey", "young", "king", "bush", "can", "will", "major", "jordan", "paris", "china", "page", "cook", "english", "key", "little", "long", "small", "price", "law", "day", "england", "ford", "ross", "joyce", "smith", "jones", "johnson", "lee", "kim", "park", "moon", "chan", "li", "wang", "mars", "apple", "amazon", "mercedes", "case", "west", "hill", "rice", "cash", "house", "church", "bank", "baker", "carter", "grant"}


@cache
def _is_leader(figure_id: str) -> bool:
    figure = load_office_table().figures[figure_id]
    return any(o.office.kind in _LEADING for o in figure.occupancies)


_LEADING = {"head_of_state", "head_of_government", "president", "prime_minister", "chancellor", "king", "royal"}


def _add_bare_family_names(builder: _Builder) -> None:
    by_word: dict[str, list[int]] = {}
    for number, entity in builder.entities.items():
        if entity.name is None or number == 0:
            continue
        by_word.setdefault(fold(entity.name).split()[-1], []).append(number)
    for token in builder.tokens:
        if token.i in builder.covered or not token.text[:1].isupper() or len(token.text) < 3:
            continue
        owners = by_word.get(fold(token.text))
        if not owners or token.i + 1 < len(builder.tokens) and token.nbor().ent_iob_ == "I" and token.ent_type_ not in {"PERSON", ""}:
            continue
        number = _find_entity(builder, token.text, token.i)
        builder.add(token.i, token.i + 1, number if number is not None else owners[0], "family_name")


def _add_lone_titles(builder: _Builder, titles: Sequence[Title]) -> None:
    """"the Turkish president", "the governor": the figure introduced with that title, else whoever held
    it on the day of publication, else a figure without a name."""
    for title in titles:
        if title.plural or not builder.is_free(title.start, title.end):
            continue
        number = _bearer(builder, title)
        if number is None and _is_specific(builder.tokens, title):
            number = _office_holder(builder, title)
        if number is None:
            if title.qualifier == "former" or (title.country is None and title.area is None and len(title.words.split()) < 2):
                continue
            number = builder.new(Kind.GROUP, None, title, title.country)
        builder.add(title.start, title.end, number, "title", title)


def _is_specific(tokens: Doc, title: Title) -> bool:
    return title.definite or title.country is not None or tokens[title.head].text[:1].isupper()


def _bearer(builder: _Builder, title: Title) -> int | None:
    best: tuple[int, int] | None = None
    for mention in builder.mentions:
        entity = builder.entities[mention.entity]
        if mention.entity == 0:
            if title.kind in builder.subject_kinds and (title.country is None or title.country in builder.subject_countries):
                distance = title.start - mention.start
                cost = distance if distance > 0 else 10_000 - distance
                if best is None or cost < best[0]:
                    best = (cost, 0)
            continue
        if entity.kind is not Kind.FIGURE:
            continue
        if title.qualifier == "former" and (entity.title is None or entity.title.qualifier != "former"):
            continue
        if _words_agree(title, entity, mention):
            distance = title.start - mention.start
            cost = distance if distance > 0 else 10_000 - distance
            if best is None or cost < best[0]:
                best = (cost, mention.entity)
            continue
        kinds = {mention.title.kind if mention.title else None, entity.title.kind if entity.title else None}
        kinds |= {o.office.kind for f in entity.known for o in load_office_table().figures[f].occupancies}
        wanted = _SAME_OFFICE.get(title.kind, {title.kind}) | {title.kind}
        if title.kind == "president":
            wanted |= {"head_of_state"}
        if title.kind in {"prime_minister", "chancellor"}:
            wanted |= {"head_of_government"}
        if not kinds & wanted:
            continue
        country = entity.country or _country_of_known(entity)
        if title.country and country and title.country != country:
            continue
        distance = title.start - mention.start
        cost = distance if distance > 0 else 10_000 - distance
        if best is None or cost < best[0]:
            best = (cost, mention.entity)
    return best[1] if best else None


def _words_agree(title: Title, entity: Entity, mention: Mention) -> bool:
    """Whether a lone title repeats the telling words of a title the figure bears in the text or the table
    ("the Speaker" for the Speaker of the House)."""
    wanted = set(fold(title.words).split()) - _COLOURLESS
    if not wanted or title.qualifier == "former":
        return False
    table = load_office_table()
    borne = [t.words for t in (mention.title, entity.title) if t is not None]
    borne += [o.office.title for f in entity.known for o in table.figures[f].occupancies]
    countries = {o.office.country for f in entity.known for o in table.figures[f].occupancies} | {entity.country}
    if title.country is not None and title.country not in countries and countries != {None}:
        return False
    return any(wanted <= set(fold(words).split()) for words in borne)


_COLOURLESS = {"of", "the", "and", "for", "minister", "president", "secretary", "deputy", "acting", "former"}


def _country_of_known(entity: Entity) -> str | None:
    table = load_office_table()
    countries = {o.office.country for f in entity.known for o in table.figures[f].occupancies}
    return countries.pop() if len(countries) == 1 else None


def _office_holder(builder: _Builder, title: Title) -> int | None:
    day = builder.parsed.document.published_day
    if title.country is None or title.area is not None or title.qualifier in {"former", "elect"} or day is None:
        return None
    kinds = {
        "president": ("president",), "prime_minister": ("prime_minister",), "chancellor": ("chancellor",),
        "head_of_state": ("head_of_government", "head_of_state"),
    }.get(title.kind)  # fmt: skip
    if kinds is None or len(title.words.split()) > 3:
        return None
    for kind in kinds:
        holders = load_office_table().holders(title.country, kind, day)
        if len(holders) == 1:
            number = _find_entity(builder, holders[0].name, title.start)
            if number is None:
                number = builder.new(Kind.FIGURE, holders[0].name, title, title.country)
                builder.entities[number] = replace(builder.entities[number], known=(holders[0].id,))
            return number
    return None


def _add_private_nouns(builder: _Builder) -> None:
    """"the billionaire", "the Tesla boss": the subject, in a text about the subject."""
    heads = frozenset(lexicon(builder.language, "coreference")["private"]["heads"])
    tokens = builder.tokens
    for token in tokens:
        if token.i in builder.covered or token.lower_ not in heads or token.i == 0:
            continue
        start = token.left_edge.i
        first = tokens[start]
        if first.lower_ not in {"the", "this"} or token.i - start > 4 or not builder.is_free(start, token.i + 1):
            continue
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if following is not None and (following.i in builder.covered or following.lower_ in {"of", "behind"} or following.dep_ == "compound"):
            continue
        if any(t.ent_type_ in {"ORG", "PERSON"} for t in tokens[start : token.i]) or token.dep_ == "compound":
            continue
        before = [m for m in builder.mentions if m.start < start]
        named = [m for m in before if builder.entities[m.entity].kind in {Kind.SUBJECT, Kind.PERSON}]
        if named and builder.entities[named[-1].entity].kind is Kind.SUBJECT:
            builder.add(start, token.i + 1, 0, "description")
