"""Whether a predicate's parties make an encounter, and where a missing side may be found."""

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.arguments import Parties
from whomet.claims.clauses import carrier, clause
from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.mentions import Kind
from whomet.claims.predicates import Predicate
from whomet.claims.scene import Scene, is_definite
from whomet.model import is_day

# A single noun must be this strong before its missing side is looked for outside its arguments.
_STRONG = 0.8
# Sentences back to the last encounter told, from which an idiom can imply that the subject takes part.
_IMPLIED_REACH = 5
_TOGETHER_TO_A_THING = {"visit", "tour", "host", "greet"}
_MASS_NOUNS = {"talk", "discussion", "negotiation", "consultation"}
_SINGULAR = {"masculine", "feminine", "first_person"}


def both_sides(scene: Scene, predicate: Predicate, parties: Parties) -> bool:
    """Whether the subject and a figure take part, on sides that the predicate brings together."""
    if 0 not in parties.all or not scene.figures(parties):
        return False
    token = scene.parsed.tokens[predicate.head]
    if predicate.name == "call" and predicate.part == "noun" and _calls_for(token):
        return False
    if predicate.name == "discuss" and not _discussed_with_somebody(scene, token, parties):
        return False
    if predicate.needs_person_object and not _has_person_object(scene, predicate, token):
        return False
    if predicate.part == "verb" and predicate.frame == "transitive":
        return across(scene, parties) or predicate.name in _TOGETHER_TO_A_THING
    return True


def _calls_for(token: Token) -> bool:
    """Whether a call is one for something ("a call for reform"), not to somebody."""
    return any(c.lower_ == "for" for c in token.children)


def _discussed_with_somebody(scene: Scene, token: Token, parties: Parties) -> bool:
    """Whether more than the person discussed is a party: one discusses somebody with others."""
    discussed = {
        scene.mentions.at[c.i].entity for c in token.children if c.dep_ == "dobj" and c.i in scene.mentions.at
    }
    return not discussed & set(parties.all)


def _has_person_object(scene: Scene, predicate: Predicate, token: Token) -> bool:
    objects = [c for c in token.children if c.dep_ in {"dobj", "dative"}]
    if not objects or any(c.dep_ in {"oprd", "attr", "acomp"} or c.lower_ == "as" for c in token.children):
        return False
    if objects[0].i not in scene.mentions.at and not scene.coreference.pronoun(objects[0]):
        return False
    return not (predicate.name == "call" and _names_them_something(scene, objects[0]))


def _names_them_something(scene: Scene, target: Token) -> bool:
    """Whether "called X" goes on to say what X was called ("an arrogant billionaire", "naive")."""
    mention = scene.mentions.at.get(target.i)
    end = mention.end if mention is not None else target.i + 1
    following = scene.parsed.tokens[end : end + 1]
    if not len(following):
        return False
    describing = following[0].pos_ in {"DET", "ADJ", "NOUN"}
    timing = following[0].lower_ in {"this", "that", "last", "next", "late", "early"}
    return (describing and not timing) or following[0].is_quote


def across(scene: Scene, parties: Parties) -> bool:
    """Whether the subject stands on one side and a figure on the other."""
    figures = set(scene.figures(parties))
    return (0 in parties.agents and bool(figures & set(parties.others))) or (
        0 in parties.others and bool(figures & set(parties.agents))
    )


def whole_sentence(scene: Scene, parties: Parties, sentence: TokenSpan) -> Parties:
    """All people of the sentence: "he came on the line when Trump spoke with Zelensky"."""
    inside = scene.mentions.between(sentence.start, sentence.end)
    more = [m.entity for m in inside if scene.mentions.head(m).dep_ != "poss"]
    return Parties(parties.agents, (*parties.others, *more), parties.words, parties.anaphoric)


def widen(
    scene: Scene, predicate: Predicate, parties: Parties, sentence: TokenSpan, discourse: Discourse
) -> Parties | None:
    """Parties from the clause of a strong noun or idiom whose arguments name one side only: the missing
    side in the same clause or, for the subject, in the sentence; None where nobody fits."""
    figures = scene.figures(parties)
    if predicate.part == "verb" or predicate.strength < _STRONG or (not figures and 0 not in parties.all):
        return None
    token = scene.parsed.tokens[predicate.head]
    if predicate.name == "call" and _calls_for(token):
        return None
    if predicate.implies_subject and figures and 0 not in parties.all and 0 in discourse.parties:
        # "The president had his turn on Monday": with whom, the sentences before have told.
        if scene.parsed.sentence_index(token) - discourse.sentence <= _IMPLIED_REACH:
            return Parties((0,), parties.all, parties.words, anaphoric=True)
        return None
    named = _in_clause(scene, token, parties, sentence, discourse)
    if 0 not in parties.all and 0 in named:
        return Parties((0,), parties.all, parties.words)
    nearby = [e for e in named if scene.mentions.entities[e].kind is Kind.FIGURE]
    if parties.all == (0,) and len(nearby) == 1:
        return Parties((0,), tuple(nearby), parties.words)
    if predicate.part == "noun" and 0 not in parties.all and parties.all == figures and len(figures) == 1:
        here = scene.parsed.sentence_index(token)
        before = scene.parsed.sentences[max(0, here - 2)].start
        implied = is_definite(token) and scene.names_subject(before, sentence.end)
        # "The ambassador attended the meeting", right after the meeting was told, adds to that one.
        implied = implied and discourse.sentence < here - 2
        if implied or scene.names_subject(sentence.start, sentence.end):
            return Parties((0,), parties.all, parties.words, anaphoric=True)
    return None


def _in_clause(
    scene: Scene, token: Token, parties: Parties, sentence: TokenSpan, discourse: Discourse
) -> list[int]:
    """The subject and the figures named, or meant by a pronoun, in the predicate's own clause."""
    own = {t.i for t in clause(carrier(token), token)}
    named: dict[int, None] = {}
    for mention in scene.mentions.between(sentence.start, sentence.end):
        head = scene.mentions.head(mention)
        of_something = head.dep_ == "poss" and head.head.i not in scene.mentions.at
        if (
            head.i in own
            and not of_something
            and scene.mentions.entity(mention).kind in {Kind.SUBJECT, Kind.FIGURE}
        ):
            named[mention.entity] = None
    for word in sentence:
        pronoun = (
            word.i in own and word.i not in scene.mentions.at and scene.coreference.pronoun(word) in _SINGULAR
        )
        # "He and other leaders were guests of the president": who is a party already is not another one.
        if (
            pronoun
            and scene.coreference.antecedent(word, (), discourse) not in parties.all
            and scene.coreference.antecedent(word, parties.all, discourse) == 0
        ):
            named[0] = None
    return list(named)


def distributed(scene: Scene, draft: Draft, predicate: Predicate) -> list[Draft]:
    """One draft for each figure where the words speak of several encounters at once: "the presidents of
    France and Turkey have met with him", "events for A and B"."""
    if len(draft.figures) < 2 or is_day(draft.date.value):
        return [draft]
    entities = scene.mentions.entities
    token = scene.parsed.tokens[predicate.head]
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "has"} for c in carrier(token).children)
    of_countries = perfect and len({entities[e].country for e in draft.figures}) > 1
    plural = predicate.part == "noun" and token.tag_ in {"NNS", "NNPS"} and token.lemma_ not in _MASS_NOUNS
    if not (of_countries or plural):
        return [draft]
    named = [e for e in draft.figures if entities[e].name is not None]
    return [replace(draft, figures=(e,)) for e in named or draft.figures]
