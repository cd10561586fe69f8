"""The rules' verdict on one sentence: predicates with both parties, invitations, captions."""

from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from whomet.claims.arguments import Parties
from whomet.claims.captions import read_caption
from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.fields import draft_of
from whomet.claims.invitations import read_invitations
from whomet.claims.predicates import Predicate
from whomet.claims.repetition import repeated
from whomet.claims.scene import Scene
from whomet.claims.widening import both_sides, distributed, whole_sentence, widen
from whomet.model import Occurrence, Reading

# What a verdict loses when a party was only meant by a pronoun, or was found outside the arguments.
_ANAPHORIC = 0.9
_WIDENED = 0.75


def drafts_by_rules(
    scene: Scene, index: int, sentence: TokenSpan, predicates: tuple[Predicate, ...], discourse: Discourse
) -> list[Draft]:
    """The drafts that the rules make of sentence number `index`."""
    drafts: list[Draft] = []
    for predicate in predicates:
        if not sentence.start <= predicate.head < sentence.end:
            continue
        parties = scene.arguments.parties(predicate, discourse)
        if predicate.whole_sentence:
            parties = whole_sentence(scene, parties, sentence)
        score = predicate.strength
        if not both_sides(scene, predicate, parties):
            widened = widen(scene, predicate, parties, sentence, discourse)
            if widened is None:
                continue
            parties, score = widened, score * _WIDENED
        elif parties.anaphoric:
            score *= _ANAPHORIC
        draft = draft_of(scene, index, sentence, predicate, parties, score)
        if draft is not None:
            for each in distributed(scene, draft, predicate):
                drafts += repeated(scene, sentence, each)
    return drafts or _invitations(scene, index, sentence, discourse) or _caption(scene, index, sentence)


def _invitations(scene: Scene, index: int, sentence: TokenSpan, discourse: Discourse) -> list[Draft]:
    """An invitation is a hypothetical encounter of the inviting and the invited."""
    for predicate, parties in read_invitations(
        scene.mentions, scene.arguments, sentence, discourse, scene.language
    ):
        if 0 not in parties.all or not scene.figures(parties):
            continue
        draft = draft_of(scene, index, sentence, predicate, parties, predicate.strength)
        if draft is not None and draft.occurrence.value is Occurrence.HAPPENED:
            occurrence: Reading[Occurrence] = Reading(
                value=Occurrence.HYPOTHETICAL, spans=draft.mode.spans, rule="an invitation"
            )
            return [replace(draft, occurrence=occurrence, topics=())]
    return []


def _caption(scene: Scene, index: int, sentence: TokenSpan) -> list[Draft]:
    """People shown together under a picture."""
    shown = read_caption(scene.mentions, sentence)
    if shown is None:
        return []
    predicate, figures = shown
    draft = draft_of(scene, index, sentence, predicate, Parties((0,), figures), predicate.strength)
    return [] if draft is None else [draft]
