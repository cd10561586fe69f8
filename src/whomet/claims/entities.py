"""From names, titles and roles to the people of a document: one entity a person, many mentions."""

from whomet.claims.apposed_titles import title_of, titles_of_lists
from whomet.claims.groups import find_groups
from whomet.claims.lone_titles import add_lone_titles
from whomet.claims.mention_builder import MentionBuilder
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.named_people import add_bare_family_names, add_name
from whomet.claims.names import find_names
from whomet.claims.parse import Parsed
from whomet.claims.subject_names import find_subject
from whomet.claims.titles import find_titles
from whomet.knowledge.lexicon import lexicon
from whomet.model import Subject


def build_mentions(parsed: Parsed, subject: Subject, language: str = "en") -> Mentions:
    """Every mention of people in the document. Entity 0 is the subject.

    Names with two words or more are settled first, so that a headline's bare family name finds the
    person whom the text introduces below it.
    """
    tokens = parsed.tokens
    builder = MentionBuilder(parsed, subject, language)
    titles = tuple(find_titles(tokens, language))
    for start, end, how in find_subject(tokens, subject, language):
        builder.add(start, end, 0, how)
    builder.take_subject_titles(titles)
    names = tuple(n for n in find_names(tokens, titles, subject) if builder.is_free(n.start, n.end))
    beside = {n.start: title_of(n, titles, names, tokens) for n in names}
    beside |= titles_of_lists(names, titles, tokens)
    for name in sorted(names, key=lambda n: (" " not in n.words, n.start)):
        add_name(builder, name, beside[name.start])
    add_bare_family_names(builder)
    add_lone_titles(builder, [t for t in titles if t.start not in builder.used_titles])
    for group in find_groups(tokens, language):
        if builder.is_free(group.start, group.end):
            number = builder.new(Kind.GROUP, None, group, group.country)
            builder.add(group.start, group.end, number, "group", group)
    _add_private_nouns(builder)
    ordered = tuple(sorted(builder.mentions, key=lambda m: m.start))
    at = {i: m for m in ordered for i in range(m.start, m.end)}
    return Mentions(parsed, builder.entities, ordered, at)


def _add_private_nouns(builder: MentionBuilder) -> None:
    """ "the billionaire", "the Tesla boss": the subject, in a text about the subject."""
    heads = frozenset(lexicon(builder.language, "coreference")["private"]["heads"])
    tokens = builder.tokens
    for token in tokens:
        if token.i in builder.covered or token.lower_ not in heads or token.i == 0:
            continue
        start = token.left_edge.i
        first = tokens[start]
        if (
            first.lower_ not in {"the", "this"}
            or token.i - start > 4
            or not builder.is_free(start, token.i + 1)
        ):
            continue
        following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if following is not None and (
            following.i in builder.covered
            or following.lower_ in {"of", "behind"}
            or following.dep_ == "compound"
        ):
            continue
        if any(t.ent_type_ in {"ORG", "PERSON"} for t in tokens[start : token.i]) or token.dep_ == "compound":
            continue
        before = [m for m in builder.mentions if m.start < start]
        named = [m for m in before if builder.entities[m.entity].kind in {Kind.SUBJECT, Kind.PERSON}]
        if named and builder.entities[named[-1].entity].kind is Kind.SUBJECT:
            builder.add(start, token.i + 1, 0, "description")
