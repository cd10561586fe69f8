"""Invitations: "wants Musk to travel to Bangladesh", "asked him to the fair": a meeting that might be."""

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.arguments import ArgumentReader, Parties
from whomet.claims.coreference import Discourse
from whomet.claims.mentions import Mentions
from whomet.claims.predicates import Predicate
from whomet.knowledge.lexicon import lexicon
from whomet.model import Mode


def read_invitations(
    mentions: Mentions, arguments: ArgumentReader, sentence: TokenSpan, discourse: Discourse, language: str
) -> list[tuple[Predicate, Parties]]:
    """Invitations between two parties in the sentence: the verb (or the noun "invitation") with both."""
    rules = lexicon(language, "invitations")
    verbs, going, events = (frozenset(rules[key]["words"]) for key in ("verbs", "going", "events"))
    found: list[tuple[Predicate, Parties]] = []
    for token in sentence:
        if token.lemma_ in verbs and token.pos_ == "VERB":
            if not _to_come(token, going):
                continue
            predicate = _predicate(token, sentence, events)
        elif token.lower_ in {"invitation", "invite"} and token.pos_ == "NOUN":
            if token.head.lower_ in {"at", "on", "upon"}:
                continue  # "at the invitation of": it was taken up
            predicate = _predicate(token, sentence, events)
        else:
            continue
        invited = [
            subject
            for clause in token.children if clause.dep_ in {"xcomp", "ccomp", "advcl"}
            for subject in clause.children if subject.dep_ == "nsubj"
        ]  # fmt: skip
        found.append((predicate, arguments.parties(predicate, discourse, invited)))
    return found


def _to_come(verb: Token, going: frozenset[str]) -> bool:
    """Whether what is asked is to come: a verb of going below it, or "invited … to" a place or event."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.lemma_ in going:
            return True
        if verb.lemma_ == "invite" and child.dep_ in {"prep", "dative"} and child.lower_ in {"to", "for"}:
            return True
        if child.dep_ == "dobj" and any(
            g.dep_ in {"relcl", "acl"} and g.lemma_ in going for g in child.children
        ):
            return True
    return False


def _predicate(token: Token, sentence: TokenSpan, events: frozenset[str]) -> Predicate:
    to_event = any(t.lower_ in events or t.lemma_ in events for t in sentence)
    part = "noun" if token.pos_ == "NOUN" else "verb"
    return Predicate(
        head=token.i, start=token.i, end=token.i + 1, name="invite", part=part, frame="transitive",
        mode=Mode.EVENT if to_event else Mode.MEETING, prepositions=frozenset({"by", "from", "to"}), strength=0.7,
    )  # fmt: skip
