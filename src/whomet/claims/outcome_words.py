"""What a development is, in a few words of its text."""

import re

from spacy.tokens import Token

from whomet.claims.developments import antecedent_of
from whomet.claims.outcome_parties import agents_of
from whomet.claims.timex import find_timexes

_WORDS = 15
_CLAUSES = {"advcl", "relcl", "parataxis", "ccomp", "mark", "punct", "cc", "appos", "intj", "preconj", "meta"}
_GLUE = {"-", "&", "'", "’", "$", "%"}
_KEPT_IN_CLAUSE = {
    "nsubj",
    "nsubjpass",
    "dobj",
    "prep",
    "aux",
    "auxpass",
    "prt",
    "attr",
    "dative",
    "agent",
    "xcomp",
    "neg",
    "oprd",
    "acl",
    "pobj",
}


def outcome_words(head: Token, thing: Token | None, language: str) -> str:
    """The development in at most fifteen words of its own sentence: the reporting verb with who acts and what
    it is about, without dates, asides and the clauses around it."""
    tokens = head.doc
    kept_words = _noun(head) if head.pos_ in {"NOUN", "PROPN"} else _clause(head) | _above(head)
    if thing is not None and thing.i not in kept_words:
        kept_words |= _short(thing)
    brackets = _in_brackets(head)
    kept = sorted(i for i in kept_words if not tokens[i].is_space and i not in brackets)
    for start, end in _dates(kept, head, language):
        kept = [i for i in kept if not start <= tokens[i].idx < end]
    words = [tokens[i] for i in kept]
    words = _without_edges(_cut(words))
    text = "".join(
        w.text + (" " if w.whitespace_ or (n.i != w.i + 1 and not n.is_punct) else "")
        for w, n in zip(words, [*words[1:], words[-1]], strict=True)
    )
    return re.sub(r"\s+", " ", text).strip()


def _clause(verb: Token) -> set[int]:
    kept = {verb.i}
    for child in verb.children:
        if child.dep_ == "conj" or child.dep_ not in _KEPT_IN_CLAUSE:
            continue
        if child.dep_ in {"aux"} and child.lower_ == "to":
            continue
        if (child.pos_ == "PRON" and child.dep_ in {"nsubj", "nsubjpass"}) or _is_relative(child):
            continue
        phrase = _phrase(child)
        if child.dep_ in {"nsubj", "nsubjpass"} and len(phrase) > 8:
            phrase = _short(child)
        kept |= phrase
    return kept


def _is_relative(child: Token) -> bool:
    """Whether a phrase is the relative pronoun of its clause ("which", "for which")."""
    return any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in (child, *child.children))


def _above(verb: Token) -> set[int]:
    """Who acts where the verb itself has no subject ("her fund is to give"), with the verbs between; the noun
    that a relative clause is about ("$1bn that the fund is giving")."""
    kept: set[int] = set()
    antecedent = antecedent_of(verb)
    if antecedent is not None and not any(c.dep_ == "dobj" and c.pos_ != "PRON" for c in verb.children):
        kept |= _short(antecedent)
    current = verb
    while current.dep_ == "xcomp" and not any(c.dep_.startswith("nsubj") for c in current.children):
        current = current.head
        kept |= {current.i} | {c.i for c in current.children if c.dep_ in {"aux", "prt"}}
    if current.i != verb.i:
        kept |= {c.i for c in verb.children if c.dep_ == "aux"}
    own = any(c.dep_.startswith("nsubj") for c in verb.children)
    for agent in () if own or antecedent is not None else agents_of(verb)[:1]:
        if agent.pos_ != "PRON" and agent.i < verb.i:
            kept |= _short(agent)
    return kept


def _noun(noun: Token) -> set[int]:
    """A noun's phrase, with the phrase of place right after it, which a parser may hang on the verb."""
    kept = _phrase(noun)
    after = max(kept) + 1
    place = (c for c in noun.head.children if c.i == after and c.dep_ == "prep" and c.i < noun.sent.end)
    return kept.union(*(_phrase(c) for c in place))


def _short(noun: Token) -> set[int]:
    """A noun with the words just before it."""
    beside = {"compound", "amod", "det", "nummod", "quantmod", "poss", "nmod"}
    return {noun.i} | {t.i for c in noun.children if c.dep_ in beside for t in c.subtree if t.i < noun.i}


def _in_brackets(head: Token) -> set[int]:
    inside: set[int] = set()
    depth = 0
    for token in head.sent:
        depth += token.text == "("
        if depth > 0:
            inside.add(token.i)
        depth -= token.text == ")" and depth > 0
    return inside


def _phrase(token: Token) -> set[int]:
    """The words of a phrase without its relative clauses, appositions and brackets."""
    kept = {token.i}
    for child in token.children:
        glue = child.is_punct and child.text in _GLUE
        joining = child.dep_ == "cc" and any(c.dep_ == "conj" and c.pos_ != "VERB" for c in token.children)
        if child.dep_ in _CLAUSES and not glue and not joining:
            continue
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            continue
        kept |= _phrase(child)
    return kept


def _dates(kept: list[int], head: Token, language: str) -> list[tuple[int, int]]:
    """Characters of dates among the words, with the preposition before them."""
    tokens = head.doc
    if not kept:
        return []
    first, last = tokens[kept[0]], tokens[kept[-1]]
    start, end = first.idx, last.idx + len(last)
    found = []
    for timex in find_timexes(tokens.text[start:end], language, start):
        if timex.rule == "bare_year":
            continue
        before = tokens.text[: timex.start].rstrip()
        word = re.search(r"\b(?:in|on|by|since|from|during|for)$", before, re.IGNORECASE)
        found.append((word.start() if word else timex.start, timex.end))
    return found


def _cut(words: list[Token]) -> list[Token]:
    if len(words) <= _WORDS:
        return words
    end = _WORDS
    for i in range(_WORDS, 5, -1):
        if words[i].dep_ in {"prep", "cc", "agent"} or words[i].i != words[i - 1].i + 1:
            end = i
            break
    return words[:end]


def _without_edges(words: list[Token]) -> list[Token]:
    while len(words) > 1 and (
        words[-1].dep_ in {"prep", "cc", "det", "poss", "aux", "mark"} or words[-1].is_punct
    ):
        words = words[:-1]
    while len(words) > 1 and (
        (words[0].is_punct and words[0].text not in "$€£¥₹")
        or words[0].dep_ in {"cc", "mark"}
        or words[0].lower_ in {"the", "a", "an"}
    ):
        words = words[1:]
    return words
