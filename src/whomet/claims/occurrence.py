"""Did it take place? Read from the verbs around a predicate, never from the document as a whole."""

import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import VERBAL, above, carrier, clause, is_negated, is_pluperfect
from whomet.claims.cues import cue, word_set
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.model import Document, Occurrence, Reading

_REPORTING = {
    "say",
    "tell",
    "announce",
    "report",
    "add",
    "confirm",
    "write",
    "reveal",
    "state",
    "claim",
    "disclose",
    "note",
    "recall",
    "admit",
}
# Nouns through which the status of an encounter passes: "cancelled his plan for a meeting".
_CARRYING = {
    "plan",
    "invitation",
    "request",
    "proposal",
    "offer",
    "idea",
    "possibility",
    "series",
    "round",
    "hope",
    "chance",
    "wish",
    "date",
    "preparation",
    "need",
    "intention",
    "schedule",
    "prospect",
    "appointment",
    "visit",
    "trip",
}
_CONNECTING = {
    "xcomp",
    "ccomp",
    "dobj",
    "pobj",
    "prep",
    "acl",
    "advcl",
    "attr",
    "nsubj",
    "nsubjpass",
    "pcomp",
    "conj",
    "relcl",
    "oprd",
    "acomp",
    "dep",
    "compound",
    "amod",
    "nmod",
}


def read_occurrence(
    parsed: Parsed, predicate: Predicate, sentence: TokenSpan, language: str
) -> Reading[Occurrence]:
    """The occurrence of the encounter a predicate speaks of, with the words that decide it."""
    token = parsed.tokens[predicate.head]
    verb = carrier(token)
    chain = _chain(token)
    near = "".join(t.text_with_ws for t in clause(verb, token))
    verdict = (
        _denied(verb, chain, near, language)
        or _cancelled(parsed, verb, chain, near, sentence, language)
        or _hypothetical(verb, token, chain, near, language)
        or _planned(verb, token, chain, near, language)
        or (Occurrence.HAPPENED, "told as a fact", verb)
    )
    occurrence, rule, word = verdict
    spans = (parsed.span(word.i, word.i + 1),) if word is not None else ()
    return Reading(value=occurrence, spans=spans, rule=rule)


def by_date(
    document: Document, occurrence: Reading[Occurrence], date: Reading[str | None]
) -> Reading[Occurrence]:
    """A day after the publication has not happened yet, whatever the tense of a headline says."""
    published, value = document.published_day, date.value
    dated_ahead = bool(published and value and len(value) >= 10 and value[:10] > published)
    if occurrence.value is Occurrence.HAPPENED and dated_ahead:
        return Reading(value=Occurrence.PLANNED, spans=date.spans, rule="dated after the publication")
    return occurrence


# "a meeting … was rescheduled": said of the predicate noun later in its sentence, with no other
# encounter named between.
_UNDONE = re.compile(
    r"^(?:(?!\b(?:meeting|talks|call|visit|speech|trip|conversation)\b.{0,3}\b(?:was|were))[^.;])*?"
    r"\b(?:was|were|has been|have been|had been|is) (?:\w+ly )?"
    r"(?:rescheduled|cancelled|canceled|postponed|called off|scrapped|put off|shelved|axed|dropped)\b"
)


_Verdict = tuple[Occurrence, str, Token | None]


def _chain(token: Token) -> list[Token]:
    """The predicate and the words that govern it in the same event: "plans to meet", "cancelled a meeting"."""
    chain = [token]
    for parent in above(token)[1:]:
        if chain[-1].dep_ not in _CONNECTING:
            break
        if chain[-1].dep_ in {"ccomp", "advcl", "conj", "relcl"} and parent.lemma_ in _REPORTING:
            break
        if chain[-1].dep_ == "conj" and parent.dep_ == "xcomp" and chain[-1].pos_ == "VERB":
            chain.append(parent.head)
            continue
        purpose = chain[-1].dep_ == "advcl" and any(
            c.lower_ == "to" and c.dep_ == "aux" for c in chain[-1].children
        )
        if chain[-1].dep_ in {"advcl", "relcl", "conj"} and not purpose:
            break
        if chain[-1].dep_ == "pcomp" and chain[-1].head.lower_ != "to":
            break
        if parent.pos_ in {"NOUN", "PROPN"} and parent.lemma_ not in _CARRYING:
            break
        chain.append(parent)
    chain += [
        c for t in (chain[0], chain[-1]) for c in t.children if c.dep_ in {"amod", "acl", "oprd", "acomp"}
    ]
    return chain


def _denied(verb: Token, chain: list[Token], near: str, language: str) -> _Verdict | None:
    denying = word_set(language, "occurrence", "denied", "lemmas")
    for word in chain[1:]:
        if word.lemma_ in denying:
            return (Occurrence.DENIED, "governed by a verb of denial", word)
    if re.search(r"\b(?:before|previously|until now|until then|so far|yet)\b", near) and any(
        is_negated(w) for w in chain if w.pos_ in VERBAL
    ):
        return (Occurrence.DENIED, "never before, which denies nothing", None)
    if any(is_negated(w) for w in chain if w.pos_ in VERBAL) or any(
        c.lower_ == "no" for w in chain[:1] for c in w.children
    ):
        return (Occurrence.DENIED, "negated", verb)
    return None


def _cancelled(
    parsed: Parsed, verb: Token, chain: list[Token], near: str, sentence: TokenSpan, language: str
) -> _Verdict | None:
    pattern = cue(language, "occurrence", "cancelled", "phrases")
    lemmas = " ".join(w.lemma_ for w in chain)
    particles = " ".join(
        f"{w.lemma_} {c.lower_}" for w in chain for c in w.children if c.dep_ in {"prt", "advmod", "prep"}
    )
    putting_off = word_set(language, "occurrence", "cancelled", "lemmas")
    put_off = any(w.pos_ == "VERB" and w.lemma_ in putting_off for w in chain[1:])
    if put_off or pattern.search(lemmas) or pattern.search(particles):
        return (Occurrence.CANCELLED, "governed by a verb of cancelling", chain[-1])
    if _was_arranged(chain) or _WAS_DUE.search(near):
        index = parsed.sentence_index(verb)
        around = " ".join(s.text for s in parsed.sentences[max(0, index - 2) : index + 3])
        if pattern.search(around) or re.search(
            r"did not (find|turn up|come|show)|instead|sorry|regret", around, re.I
        ):
            return (Occurrence.CANCELLED, "was due, and the text around says it was called off", verb)
        return (Occurrence.PLANNED, "was due", verb)
    token = chain[0]
    later = parsed.document.text[token.idx : sentence.end_char]
    undone = _UNDONE.search(later)
    if undone and token.pos_ in {"NOUN", "PROPN"}:
        return (Occurrence.CANCELLED, "called off later in the sentence", token)
    if pattern.search(near) and not is_pluperfect(verb):
        return (Occurrence.CANCELLED, "called off in the same clause", verb)
    return None


def _hypothetical(verb: Token, token: Token, chain: list[Token], near: str, language: str) -> _Verdict | None:
    wishing = word_set(language, "occurrence", "hypothetical", "lemmas")
    for word in chain[1:]:
        if word.lemma_ in wishing and word.pos_ in {"VERB", "ADJ", "NOUN"}:
            return (Occurrence.HYPOTHETICAL, "governed by a verb of wishing or inviting", word)
    for child in token.children:
        if child.lemma_ in {"possible", "potential", "proposed", "hypothetical", "requested", "eventual"}:
            return (Occurrence.HYPOTHETICAL, "called possible", child)
    modal = _auxiliary(verb, word_set(language, "occurrence", "hypothetical", "auxiliaries"))
    if modal is not None:
        reported = any(w.lemma_ in _REPORTING for w in above(verb)[1:])
        unconditional = reported or verb.dep_ == "ccomp" or not re.search(r"\bif\b", near)
        if modal.lower_ == "would" and unconditional:
            return (Occurrence.PLANNED, "future told in the past", modal)
        if any(c.lower_ == "have" for c in verb.children if c.dep_ == "aux") or modal.lower_ != "can":
            return (Occurrence.HYPOTHETICAL, "said as a possibility", modal)
    return None


def _planned(verb: Token, token: Token, chain: list[Token], near: str, language: str) -> _Verdict | None:
    will = _auxiliary(verb, word_set(language, "occurrence", "planned", "auxiliaries"))
    if will is not None:
        return (Occurrence.PLANNED, "told in the future", will)
    planning = word_set(language, "occurrence", "planned", "lemmas")
    for word in chain[1:]:
        if word.lemma_ in planning and not (
            word.lemma_ in {"announce", "confirm", "agree", "set"}
            and word.pos_ == "VERB"
            and word.tag_ in {"VBD", "VBN"}
            and token.dep_ != "xcomp"
        ):
            return (Occurrence.PLANNED, "governed by a verb of planning", word)
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    if infinitive and token.pos_ in VERBAL and _governed_by_be(token):
        return (Occurrence.PLANNED, "told as arranged", token)
    phrase = cue(language, "occurrence", "planned", "phrases").search(near)
    if phrase:
        return (Occurrence.PLANNED, "announced", verb)
    if verb.dep_ == "ROOT" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return (Occurrence.PLANNED, "infinitive of a headline", verb)
    if (
        any(c.dep_ == "aux" and c.lower_ in {"is", "are"} for c in verb.children)
        and verb.tag_ == "VBG"
        and re.search(r"\b(tomorrow|next|later|coming)\b", near)
    ):
        return (Occurrence.PLANNED, "present tense of an arrangement", verb)
    return None


_WAS_DUE = re.compile(
    r"\bhad been (?:due|scheduled|set|slated|expected|supposed|meant)\b"
    r"|\b(?:was|were) (?:due|scheduled|supposed|meant|to have|slated|set) "
    r"|\bhad been on (?:his|her|their|the) (?:programme|program|agenda|schedule|diary|calendar)",
    re.IGNORECASE,
)


def _was_arranged(chain: list[Token]) -> bool:
    """Whether the predicate hangs on "was due", "was supposed", "had been scheduled"."""
    for word in chain[1:]:
        if word.lemma_ not in {"due", "suppose", "schedule", "mean", "slate", "set", "expect", "book"}:
            continue
        verbs = (word, word.head) if word.pos_ == "ADJ" else (word,)
        if any(c.lower_ in {"was", "were", "had", "been"} for v in verbs for c in (v, *v.children)):
            return True
    return False


def _governed_by_be(token: Token) -> bool:
    """Whether the infinitive hangs on "is", "are", "is going", "is due": an arrangement."""
    head = token.head
    return (
        head.lemma_ in {"be", "go", "due", "set", "schedule", "expect", "suppose", "slate"}
        and head.i < token.i
    )


def _auxiliary(verb: Token, words: frozenset[str]) -> Token | None:
    for candidate in (verb, verb.head if verb.dep_ in {"xcomp", "conj", "pcomp"} else verb):
        for child in candidate.children:
            # "May" the month is never an auxiliary; spaCy now and then says so.
            month = child.text == "May" and child.i and child.nbor(-1).lower_ in {"in", "last", "since"}
            if child.dep_ in {"aux", "auxpass"} and child.lower_ in words and not month:
                return child
    return None
