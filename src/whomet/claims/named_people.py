"""People named in a text: which entity a name stands for, and whether a bare family name is a leader's."""

from dataclasses import replace

from whomet.claims.cues import word_set
from whomet.claims.mention_builder import MentionBuilder, find_entity, is_leader
from whomet.claims.mentions import Kind
from whomet.claims.names import Name
from whomet.claims.titles import Title
from whomet.knowledge.names.folding import fold
from whomet.knowledge.offices import load_office_table


def add_name(builder: MentionBuilder, name: Name, title: Title | None) -> None:
    """Enter one name: a new entity, or a mention of one the document has introduced."""
    parts = fold(name.words).split()
    if not parts:
        return
    number = find_entity(builder, name.words, name.start)
    if (
        number is None
        and len(parts) == 1
        and name.start
        and builder.tokens[name.start - 1].lower_
        in word_set(builder.language, "names", "honorifics", "given_name_follows")
    ):
        number = next(
            (n for n, e in builder.entities.items() if e.name and fold(e.name).split()[0] == parts[0]), None
        )
    if number is None and len(parts) == 1:
        number = _known_by_nickname(builder, name.words)
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


def _known_by_nickname(builder: MentionBuilder, words: str) -> int | None:
    """A leader called by a name that is no part of the full one ("Jokowi"), whether or not the text gives
    that."""
    figure = load_office_table().nicknamed(words)
    if figure is None:
        return None
    known = next((n for n, entity in builder.entities.items() if figure.id in entity.known), None)
    return builder.new(Kind.FIGURE, figure.name, None, None) if known is None else known


def _known_by_family_name(builder: MentionBuilder, words: str) -> int | None:
    """A bare family name that the text never spells out: a figure only where the table knows exactly one
    leader of that name ("Putin", "Erdogan")."""
    if words.lower() in word_set(builder.language, "names", "misread", "common"):
        return None
    figures = [f for f in load_office_table().with_family_name(words) if is_leader(f.id)]
    if len(figures) != 1:
        return None
    number = builder.new(Kind.FIGURE, figures[0].name, None, None)
    builder.entities[number] = replace(builder.entities[number], known=(figures[0].id,))
    return number


def add_bare_family_names(builder: MentionBuilder) -> None:
    """Family names standing alone, where the document has introduced their bearer."""
    by_word: dict[str, list[int]] = {}
    for number, entity in builder.entities.items():
        if entity.name is None or number == 0:
            continue
        by_word.setdefault(fold(entity.name).split()[-1], []).append(number)
    for token in builder.tokens:
        if token.i in builder.covered or not token.text[:1].isupper() or len(token.text) < 3:
            continue
        owners = by_word.get(fold(token.text))
        if not owners or (
            token.i + 1 < len(builder.tokens)
            and token.nbor().ent_iob_ == "I"
            and token.ent_type_ not in {"PERSON", ""}
        ):
            continue
        owner = find_entity(builder, token.text, token.i)
        builder.add(token.i, token.i + 1, owners[0] if owner is None else owner, "family_name")
