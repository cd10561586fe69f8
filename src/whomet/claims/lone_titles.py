"""Titles that stand alone ("the Turkish president"): who bears them."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from whomet.claims.mention_builder import MentionBuilder, find_entity
from whomet.claims.mentions import Entity, Kind, Mention, countries_of_offices
from whomet.claims.titles import Title
from whomet.knowledge.names.folding import fold
from whomet.knowledge.offices import Holding, load_office_table

# Titles of these kinds are often used for one another: "the French leader" is the French president.
_SAME_OFFICE = {
    "head_of_state": {"president", "prime_minister", "chancellor", "royal", "head_of_state"},
    "party_leader": {"party_leader", "candidate", "lawmaker"},
    "minister": {"minister", "secretary", "official"},
    "secretary": {"secretary", "minister"},
    "lawmaker": {"lawmaker"},
}
# Offices whose holder in another country is called a counterpart, by the table alone.
_LED_BY = {"president", "prime_minister", "chancellor"}
# What a mention after the title costs more than any before it.
_AFTER = 10_000
# Words of titles that tell no office apart.
_COLOURLESS = {"of", "the", "and", "for", "minister", "president", "secretary", "deputy", "acting", "former"}


def add_lone_titles(builder: MentionBuilder, titles: Sequence[Title]) -> None:
    """ "the Turkish president", "the governor": the figure introduced with that title, else whoever held
    it on the day of publication, else a figure without a name."""
    for found in titles:
        if found.plural or not builder.is_free(found.start, found.end):
            continue
        title = _of_a_counterpart(builder, found) if found.kind == "counterpart" else found
        if title is None:
            continue
        number = _bearer(builder, title)
        if number is None and _is_specific(builder.tokens, title):
            number = _office_holder(builder, title)
        if number is None:
            if title.qualifier == "former" or (
                title.country is None and title.area is None and len(title.words.split()) < 2
            ):
                continue
            number = builder.new(Kind.GROUP, None, title, title.country)
        builder.add(title.start, title.end, number, "title", title)


def _of_a_counterpart(builder: MentionBuilder, title: Title) -> Title | None:
    """ "his Argentine counterpart" with the office of the figure named before in the sentence; None where
    there is none, or the office is not known."""
    sentence = builder.tokens[title.start].sent.start
    before = [m for m in builder.mentions if sentence <= m.start < title.start]
    for mention in sorted(before, key=lambda m: m.start, reverse=True):
        entity = builder.entities[mention.entity]
        own = mention.title or entity.title
        if own is not None and own.kind != "counterpart" and entity.kind is Kind.FIGURE:
            return replace(title, kind=own.kind, words=own.words)
        kind = _leading_kind(builder, entity)
        if kind is not None:
            return replace(title, kind=kind, words=kind.replace("_", " ").title())
    return None


def _leading_kind(builder: MentionBuilder, entity: Entity) -> str | None:
    """The leading office of the figure on the day of publication, as the office table has it."""
    day = builder.parsed.document.published_day
    if len(entity.known) != 1 or day is None:
        return None
    held = load_office_table().offices_on(entity.known[0], day)
    kinds = (o.office.kind for o, holding in held if holding is Holding.HELD and o.office.kind in _LED_BY)
    return next(kinds, None)


def _is_specific(tokens: Doc, title: Title) -> bool:
    return title.definite or title.country is not None or tokens[title.head].text[:1].isupper()


def _bearer(builder: MentionBuilder, title: Title) -> int | None:
    """The entity that bears a lone title: the one mentioned last before it, else first after it."""
    bearing = [m for m in builder.mentions if _bears(builder, title, m)]
    nearest = min(bearing, key=lambda m: _cost(title.start - m.start), default=None)
    return None if nearest is None else nearest.entity


def _cost(distance: int) -> int:
    return distance if distance > 0 else _AFTER - distance


def _bears(builder: MentionBuilder, title: Title, mention: Mention) -> bool:
    """Whether the entity of a mention may be meant by the title, by its words or by the kind of office."""
    entity = builder.entities[mention.entity]
    if entity.kind is Kind.SUBJECT:
        at_home = title.country is None or title.country in builder.subject_countries
        return title.kind in builder.subject_kinds and at_home
    if entity.kind is not Kind.FIGURE:
        return False
    if title.qualifier == "former" and (entity.title is None or entity.title.qualifier != "former"):
        return False
    if _words_agree(title, entity, mention):
        return True
    kinds = {mention.title.kind if mention.title else None, entity.title.kind if entity.title else None}
    kinds |= {o.office.kind for f in entity.known for o in load_office_table().figures[f].occupancies}
    wanted = _SAME_OFFICE.get(title.kind, {title.kind}) | {title.kind}
    if title.kind == "president":
        wanted |= {"head_of_state"}
    if title.kind in {"prime_minister", "chancellor"}:
        wanted |= {"head_of_government"}
    if not kinds & wanted:
        return False
    country = entity.country or _only_country(entity)
    return not (title.country and country and title.country != country)


def _words_agree(title: Title, entity: Entity, mention: Mention) -> bool:
    """Whether a lone title repeats the telling words of a title the figure bears in the text or the table
    ("the Speaker" for the Speaker of the House)."""
    wanted = set(fold(title.words).split()) - _COLOURLESS
    if not wanted or title.qualifier == "former":
        return False
    table = load_office_table()
    borne = [t.words for t in (mention.title, entity.title) if t is not None]
    borne += [o.office.title for f in entity.known for o in table.figures[f].occupancies]
    countries = countries_of_offices(entity) | {entity.country}
    if title.country is not None and title.country not in countries and countries != {None}:
        return False
    return any(wanted <= set(fold(words).split()) for words in borne)


def _only_country(entity: Entity) -> str | None:
    countries = countries_of_offices(entity)
    return next(iter(countries)) if len(countries) == 1 else None


def _office_holder(builder: MentionBuilder, title: Title) -> int | None:
    day = builder.parsed.document.published_day
    if (
        title.country is None
        or title.area is not None
        or title.qualifier in {"former", "elect"}
        or day is None
    ):
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
            number = find_entity(builder, holders[0].name, title.start)
            if number is None:
                number = builder.new(Kind.FIGURE, holders[0].name, title, title.country)
                builder.entities[number] = replace(builder.entities[number], known=(holders[0].id,))
            return number
    return None
