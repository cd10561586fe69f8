"""Candidates for the learned scorer: a figure and the subject in one passage, with what is seen around them.

The question put to the model is: did this figure and the subject take part in one interaction, as this
sentence tells it? Features are names with numbers; `docs/model-card.md` says how the weights were made.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.coreference import Coreference, Discourse
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.predicates import Predicate

_CONTENT = {"VERB", "NOUN", "ADJ", "ADV", "ADP", "PROPN", "AUX", "SCONJ"}
_PERSONAL = {"masculine", "feminine", "first_person"}


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the subject or a figure stands in a sentence: its token, its entity, and how it is named."""

    token: Token
    entity: int
    how: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure beside the subject in a sentence. `features` are (name, value) pairs; `path` are the tokens
    whose vectors are averaged; `subject_seen` is None where only the sentence before names the subject."""

    sentence: int
    figure: int
    figure_seen: Seen
    subject_seen: Seen | None
    features: tuple[tuple[str, float], ...]
    path: tuple[Token, ...]


def find_candidates(
    mentions: Mentions,
    coreference: Coreference,
    sentence: TokenSpan,
    index: int,
    discourse: Discourse,
    predicates: tuple[Predicate, ...],
    drafted: frozenset[int],
    has_day: bool,
    has_place: bool,
) -> Iterator[Candidate]:
    """The candidates of a sentence. `predicates` are its triggers, `drafted` the figures that the rules
    already have in it."""
    seen = list(_seen(mentions, coreference, sentence, discourse))
    subjects = [s for s in seen if s.entity == 0]
    figures = [s for s in seen if mentions.entities[s.entity].kind in {Kind.FIGURE, Kind.GROUP}]
    near = subjects or _named_before(mentions, index)
    if not near:
        return
    common = dict(_sentence_features(mentions, sentence, index, predicates, has_day, has_place, len(figures)))
    for figure in figures:
        subject = min(subjects, key=lambda s: abs(s.token.i - figure.token.i), default=None)
        path = _path(figure.token, subject.token) if subject else [figure.token.head]
        features = common | _pair_features(mentions, figure, subject, path)
        features["drafted"] = float(figure.entity in drafted)
        yield Candidate(index, figure.entity, figure, subject, tuple(features.items()), tuple(path))


def _seen(
    mentions: Mentions, coreference: Coreference, sentence: TokenSpan, discourse: Discourse
) -> Iterator[Seen]:
    named: set[int] = set()
    for mention in mentions.between(sentence.start, sentence.end):
        head = mentions.head(mention)
        named.add(mention.entity)
        how = "possessor" if head.dep_ == "poss" else mention.by
        yield Seen(head, mention.entity, how)
    for token in sentence:
        if token.i in mentions.at:
            continue
        if coreference.pair(token):
            for entity in coreference.together(token, named, discourse):
                yield Seen(token, entity, "pair")
        elif coreference.pronoun(token) in _PERSONAL:
            siblings = {mentions.at[c.i].entity for c in token.head.children if c.i in mentions.at}
            entity_id = coreference.antecedent(token, siblings, discourse)
            if entity_id is not None:
                yield Seen(token, entity_id, "possessive" if token.dep_ == "poss" else "pronoun")


def _named_before(mentions: Mentions, index: int) -> bool:
    sentences = mentions.parsed.sentences
    first = sentences[max(0, index - 1)].start
    return any(m.entity == 0 for m in mentions.between(first, sentences[index].start))


def _role(token: Token) -> str:
    """The grammatical role, through coordination."""
    current = token
    for _ in range(5):
        if current.dep_ not in {"conj", "appos", "compound", "nmod"} or current.head.i == current.i:
            break
        current = current.head
    if current.dep_ == "pobj":
        return f"pobj:{current.head.lower_}"
    return current.dep_


def _path(first: Token, second: Token) -> list[Token]:
    """The tokens between two tokens in the parse, both ends left out."""
    up: list[Token] = []
    current = first
    for _ in range(30):
        up.append(current)
        if current.head.i == current.i:
            break
        current = current.head
    at = {t.i: n for n, t in enumerate(up)}
    down: list[Token] = []
    current = second
    for _ in range(30):
        if current.i in at:
            return [*up[1 : at[current.i] + 1], *reversed(down[1:])]
        down.append(current)
        if current.head.i == current.i:
            break
        current = current.head
    return []


def _pair_features(
    mentions: Mentions, figure: Seen, subject: Seen | None, path: list[Token]
) -> dict[str, float]:
    found = {f"figure_how={figure.how}": 1.0, f"figure_role={_role(figure.token)}": 1.0}
    entity = mentions.entities[figure.entity]
    found[f"figure_kind={entity.kind}"] = 1.0
    if entity.title is not None and entity.title.qualifier is not None:
        found[f"figure_qualifier={entity.title.qualifier}"] = 1.0
    found[f"figure_verb={figure.token.head.lemma_.lower()}"] = 1.0
    if subject is None:
        found["subject_absent"] = 1.0
        return found
    found |= {f"subject_how={subject.how}": 1.0, f"subject_role={_role(subject.token)}": 1.0}
    found[f"roles={_role(subject.token)}|{_role(figure.token)}"] = 1.0
    for token in path:
        found[f"path_dep={token.dep_}"] = 1.0
        if token.pos_ in _CONTENT:
            found[f"path_lemma={token.lemma_.lower()}"] = 1.0
    found["path_length"] = min(len(path), 12) / 12
    found["clauses"] = sum(t.dep_ in {"ccomp", "advcl", "relcl", "parataxis", "acl"} for t in path) / 3
    top = min(path, key=lambda t: len(list(t.ancestors)), default=None)
    if top is not None:
        found[f"top={top.lemma_.lower()}"] = 1.0
        found[f"top_pos={top.pos_}"] = 1.0
    first, second = sorted((figure.token, subject.token), key=lambda t: t.i)
    between = list(figure.token.doc[first.i + 1 : second.i])
    found["distance"] = min(len(between), 40) / 40
    found["order"] = float(subject.token.i < figure.token.i)
    for token in between:
        if token.pos_ in {"VERB", "ADP"} and len(between) < 14:
            found[f"between={token.lemma_.lower()}"] = 1.0
    others = [m for m in mentions.between(first.i + 1, second.i) if m.entity not in {figure.entity, 0}]
    found["others_between"] = min(len(others), 4) / 4
    return found


def _sentence_features(
    mentions: Mentions,
    sentence: TokenSpan,
    index: int,
    predicates: tuple[Predicate, ...],
    has_day: bool,
    has_place: bool,
    figures: int,
) -> Iterator[tuple[str, float]]:
    yield "bias", 1.0
    yield "has_day", float(has_day)
    yield "has_place", float(has_place)
    yield "early", float(index < 3)
    yield "headline", float(sentence.text.strip()[-1:].isalnum())
    yield "quoted", float(any(mark in sentence.text for mark in '“"”'))
    yield "figures", min(figures, 5) / 5
    yield "length", min(len(sentence), 60) / 60
    yield f"kind={mentions.parsed.document.kind}", 1.0
    for predicate in predicates:
        yield f"predicate={predicate.name}", 1.0
        yield f"part={predicate.part}", 1.0
    yield "strongest", max((p.strength for p in predicates), default=0.0)
    for token in sentence:
        if token.pos_ in {"VERB", "NOUN"}:
            yield f"word={token.lemma_.lower()}", 1.0
        if token.dep_ == "neg" or token.tag_ == "MD":
            yield f"modal={token.lower_}", 1.0
