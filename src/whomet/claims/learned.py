"""The learned scorer beside the rules: it weighs their drafts, and adds those they have no word for."""

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.arguments import Parties
from whomet.claims.candidates import Candidate, find_candidates
from whomet.claims.clauses import carrier
from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.fields import draft_of
from whomet.claims.predicates import Predicate
from whomet.claims.scene import Scene
from whomet.claims.scorer import Scorer
from whomet.model import Mode

_PLACES = {"GPE", "FAC", "LOC"}
# Below this probability a draft of the rules waits for an editor instead of being counted.
_DOUBTED = 0.25
_UNNAMED = 0.8
# "Musk's company", "his plant": the subject owns something here and takes no part.
_OWNING = {"possessor", "possessive"}


def candidates_of(
    scene: Scene,
    index: int,
    sentence: TokenSpan,
    predicates: tuple[Predicate, ...],
    drafts: list[Draft],
    discourse: Discourse,
) -> list[Candidate]:
    """The scorer's candidates in a sentence, with what the rules made of it."""
    drafted = frozenset(e for draft in drafts for e in draft.figures)
    has_day = bool(scene.calendar.inside(sentence.start_char, sentence.end_char))
    has_place = any(entity.label_ in _PLACES for entity in sentence.ents)
    return list(
        find_candidates(
            scene.mentions,
            scene.coreference,
            sentence,
            index,
            discourse,
            predicates,
            drafted,
            has_day,
            has_place,
        )
    )


def weigh(
    scene: Scene,
    index: int,
    sentence: TokenSpan,
    predicates: tuple[Predicate, ...],
    drafts: list[Draft],
    discourse: Discourse,
    scorer: Scorer,
) -> list[Draft]:
    """The drafts with the model's probability as their score, and the model's own drafts after them."""
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate in candidates_of(scene, index, sentence, predicates, drafts, discourse):
        probability = scorer.probability(candidate)
        if candidate.figure not in best or probability > best[candidate.figure][0]:
            best[candidate.figure] = (probability, candidate)
    weighed: list[Draft] = []
    for draft in drafts:
        probability = max((best[e][0] for e in draft.figures if e in best), default=draft.score)
        weighed.append(replace(draft, score=probability, confident=probability >= _DOUBTED))
    if any(draft.confident for draft in weighed):
        # The rules have the sentence's encounter: whoever else is named in it is most often only named.
        return weighed
    fresh = [
        (p, c)
        for p, c in best.values()
        if c.subject_seen is not None and c.subject_seen.how not in _OWNING and p >= _needed(scene, c, scorer)
    ]
    # What a semicolon parts are two statements, and their people two parties.
    statements: dict[int, list[tuple[float, Candidate]]] = {}
    for probability, candidate in fresh:
        before = scene.parsed.tokens[sentence.start : candidate.figure_seen.token.i]
        statements.setdefault(sum(t.text == ";" for t in before), []).append((probability, candidate))
    for group in statements.values():
        weighed += _draft_of_group(scene, index, sentence, predicates, group, scorer)
    return weighed


def _needed(scene: Scene, candidate: Candidate, scorer: Scorer) -> float:
    """An unnamed group must be likelier than a named figure: "officials" are everywhere."""
    unnamed = scene.mentions.entities[candidate.figure].name is None
    return _UNNAMED if unnamed else scorer.possible


def _verb(candidate: Candidate) -> Token:
    return carrier(candidate.figure_seen.token)


def _draft_of_group(
    scene: Scene,
    index: int,
    sentence: TokenSpan,
    predicates: tuple[Predicate, ...],
    group: list[tuple[float, Candidate]],
    scorer: Scorer,
) -> list[Draft]:
    score = max(p for p, _ in group)
    keep = [c for p, c in group if p >= min(scorer.confident, score)]
    words = {c.figure: c.figure_seen.token.i for c in keep}
    subject = keep[0].subject_seen
    if subject is not None:
        words[0] = subject.token.i
    parties = Parties((0,), tuple(c.figure for c in keep), words)
    draft = draft_of(scene, index, sentence, _predicate(scene, keep[0], predicates), parties, score)
    return [] if draft is None else [replace(draft, confident=score >= scorer.confident, learned=True)]


def _predicate(scene: Scene, candidate: Candidate, predicates: tuple[Predicate, ...]) -> Predicate:
    """The lexicon's predicate nearest to the figure, else its verb, read as a meeting."""
    verb = _verb(candidate)
    own = [p for p in predicates if p.head == verb.i or carrier(scene.parsed.tokens[p.head]).i == verb.i]
    if own:
        return max(own, key=lambda p: p.strength)
    return Predicate(
        head=verb.i, start=verb.i, end=verb.i + 1, name=f"learned: {verb.lemma_.lower()}", part="learned",
        frame="learned", mode=Mode.MEETING, prepositions=frozenset(), strength=0.0,
    )  # fmt: skip
