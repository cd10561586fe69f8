"""Whether a development is told as done or firmly announced, rather than wished, possible, denied or mere
background."""

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import is_negated
from whomet.claims.cues import cue, word_set
from whomet.claims.developments import Development, antecedent_of

_CLIMB = 8
_CLOSING = (".", "!", "?", "…", "”", '"', "’", ")")


def is_told(development: Development, sentence: TokenSpan, language: str) -> bool:
    """Whether the sentence reports the development: done, under way, or announced as certain.

    Not so: what is negated, asked, wished, hedged, conditional or habitual, and what belongs to a campaign or
    a court.
    """
    tokens = sentence.doc
    head = tokens[development.head]
    text = sentence.text.rstrip()
    if text.endswith("?") or cue(language, "outcomes", "told", "elsewhere").search(text):
        return False
    thing = tokens[development.thing] if development.thing is not None else None
    hedges = word_set(language, "outcomes", "told", "adjectives")
    if any(c.lower_ in hedges for t in (head, thing) if t is not None for c in t.children):
        return False
    if thing is not None and any(c.lower_ == "no" for c in thing.children):
        return False
    return _is_firm(head, is_headline(sentence), language)


def is_headline(sentence: TokenSpan) -> bool:
    """Whether the sentence is a line without a full stop: a headline, a row of a register."""
    return not sentence.text.rstrip().endswith(_CLOSING)


def is_background(head: Token, date: str | None, language: str) -> bool:
    """Whether a development without a date only describes something in passing ("a factory that was built
    with state money"): a relative clause in the past, with no word that makes it news."""
    news = word_set(language, "outcomes", "told", "news")
    if head.dep_ != "relcl" or date is not None or head.tag_ not in {"VBD", "VBN"}:
        return False
    return not any(child.lower_ in news for child in head.children)


def _is_firm(head: Token, headline: bool, language: str) -> bool:
    """Climb from the reporting word to the root of its sentence: every word on the way must vouch for it."""
    promising, tentative, hedging, conditions, reported = (
        word_set(language, "outcomes", "told", name)
        for name in ("promising", "tentative", "auxiliaries", "conditions", "reported_future")
    )
    current = head
    if current.pos_ in {"VERB", "AUX"} and not _stands(current, headline, language):
        return False
    for _ in range(_CLIMB):
        if current.pos_ in {"VERB", "AUX"}:
            auxiliaries = {c.lower_ for c in current.children if c.dep_ in {"aux", "auxpass"}}
            vouched = current.dep_ == "ccomp" and current.head.lemma_ in promising
            auxiliaries |= _carried_over(current)
            if is_negated(current) or (auxiliaries & hedging) - (reported if vouched else frozenset()):
                return False
            if any(c.dep_ in {"mark", "advmod"} and c.lower_ in conditions for c in current.children):
                return False
        if current.dep_ == "ROOT" or current.head.i == current.i:
            return True
        parent = current.head
        if current.dep_ == "ccomp" and antecedent_of(current) is not None:
            return True
        clausal = current.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "prep", "nsubj", "attr"}
        wished = clausal and parent.lemma_.lower() in tentative and parent.pos_ in {"VERB", "NOUN", "ADJ"}
        # "have" is tentative with an infinitive only: "has to build".
        if wished and (parent.lemma_ != "have" or current.dep_ == "xcomp"):
            return False
        if current.dep_ in {"advcl", "relcl", "parataxis"} and current.pos_ in {"VERB", "AUX"}:
            return _above_is_no_condition(parent, conditions)
        if current.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in current.children):
            return _above_is_no_condition(parent, conditions)
        current = parent
    return True


def _carried_over(verb: Token) -> set[str]:
    """Auxiliaries that a verb without a subject of its own shares with the one it continues ("would put money
    into start-ups and set up a laboratory")."""
    if verb.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children):
        return set()
    first = next(iter(verb.conjuncts), verb.head)
    return {c.lower_ for c in first.children if c.dep_ == "aux" and c.lower_ != "to"}


def _above_is_no_condition(verb: Token, conditions: frozenset[str]) -> bool:
    return not any(c.dep_ in {"mark", "advmod"} and c.lower_ in conditions for c in verb.children)


def _stands(verb: Token, headline: bool, language: str) -> bool:
    """Whether the form of the verb tells of one event: a past, a perfect, a passive, a "will", the present of
    a headline, or an infinitive under a promise; not a habit ("which builds cars"), purpose or participle of
    background ("a plant built in 2015")."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "to" in auxiliaries:
        return _promised(verb, headline, language)
    if verb.tag_ == "VBD":
        return True
    if verb.tag_ == "VBN":
        return bool(auxiliaries) or headline or verb.dep_ in {"conj", "ROOT"}
    if verb.tag_ == "VBG":
        return (
            bool(auxiliaries & {"is", "are", "was", "were", "been", "'s", "’s", "’re", "'re"})
            or verb.dep_ == "advcl"
        )
    if verb.tag_ == "VB":
        if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ == "help":
            return verb.head.tag_ == "VBD" or headline
        return bool(auxiliaries & word_set(language, "outcomes", "told", "certain")) or _continues(
            verb, language
        )
    return verb.tag_ in {"VBZ", "VBP"} and headline and verb.dep_ != "relcl"


def _continues(verb: Token, language: str) -> bool:
    """Whether a bare infinitive goes on after one that stands ("will spend 34 billion and hire 14,000")."""
    if verb.dep_ != "conj":
        return False
    future = word_set(language, "outcomes", "told", "future")
    return any(c.lower_ in future for c in verb.head.children if c.dep_ == "aux")


def _promised(verb: Token, headline: bool, language: str) -> bool:
    """An infinitive that somebody vouches for: "promised to put", "is to give", "a deal to build"."""
    promising, covenants = (word_set(language, "outcomes", "told", n) for n in ("promising", "covenants"))
    above = verb.head
    if headline and verb.dep_ == "ROOT":
        return True
    if verb.dep_ in {"xcomp", "ccomp", "conj"} and (above.lemma_ in promising or above.lemma_ == "be"):
        return True
    if verb.dep_ == "acl" and above.lemma_.lower() in covenants:
        return True
    return any(c.lower_ in {"is", "are"} for c in verb.children if c.dep_ in {"aux", "auxpass"})
