"""Encounter predicates: the words that say people came together, found by the lexicon of the language."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from whomet.knowledge.lexicon import lexicon
from whomet.model import Mode

_GAP = 3
# "brought Elon Musk and Brazil's President Jair Bolsonaro together": both names stand between.
_LONG_GAP = 14


@dataclass(frozen=True, slots=True)
class Predicate:
    """One trigger. `head` is the token whose parties are looked for; `name` is the lexicon entry."""

    head: int
    start: int
    end: int
    name: str
    part: str
    frame: str
    mode: Mode
    prepositions: frozenset[str]
    strength: float
    needs_person_object: bool = False
    whole_sentence: bool = False
    implies_subject: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    part: str
    frame: str
    mode: Mode
    prepositions: frozenset[str]
    strength: float
    particles: frozenset[str]
    person_object: bool
    not_before: str | None
    whole_sentence: bool
    implies_subject: bool


def _entry(part: str, data: dict[str, object]) -> _Entry:
    return _Entry(
        part=part,
        frame=str(data.get("frame", part)),
        mode=Mode(str(data["mode"])),
        prepositions=frozenset(data.get("prepositions", ())),  # type: ignore[call-overload]
        strength=float(data["strength"]),  # type: ignore[arg-type]
        particles=frozenset(data.get("particles", ())),  # type: ignore[call-overload]
        person_object=bool(data.get("person_object", False)),
        not_before=data.get("not_before"),  # type: ignore[arg-type]
        whole_sentence=bool(data.get("whole_sentence", False)),
        implies_subject=bool(data.get("implies_subject", False)),
    )


@cache
def _verbs(language: str) -> dict[str, _Entry]:
    return {w: _entry("verb", d) for d in lexicon(language, "predicates")["verb"] for w in d["lemmas"]}


@cache
def _nouns(language: str) -> dict[tuple[str, ...], _Entry]:
    entries = lexicon(language, "predicates")["noun"]
    return {
        tuple(re.split(r"[ ]|(?=-)|(?<=-)", w.lower())): _entry("noun", d)
        for d in entries
        for w in d["lemmas"]
    }


@cache
def _idioms(language: str) -> tuple[tuple[tuple[str, ...], _Entry], ...]:
    entries = lexicon(language, "predicates")["idiom"]
    return tuple((tuple(d["words"].split()), _entry("idiom", d)) for d in entries)


def _match_idiom(tokens: Doc, i: int, words: tuple[str, ...]) -> int | None:
    """The end of the idiom that starts at token `i`, or None."""
    position = i
    gap = 0
    for number, word in enumerate(words):
        if word == "*":
            gap = _LONG_GAP if words[number + 1] == "together" else _GAP + 1
            continue
        limit = min(len(tokens), tokens[i].sent.end, position + gap + 1)
        found = next(
            (
                k
                for k in range(position, limit)
                if tokens[k].lemma_.lower() == word or tokens[k].lower_ == word
            ),
            None,
        )
        if found is None:
            return None
        position, gap = found + 1, 0
        if word in {"share", "shake", "take"}:
            gap = 2
    return position


def _verb_fits(token: Token, entry: _Entry) -> bool:
    if token.pos_ not in {"VERB", "AUX"} and not (
        token.pos_ in {"NOUN", "PROPN", "ADJ"} and token.tag_.startswith("VB")
    ):
        return False
    if entry.particles:
        around = {c.lower_ for c in token.children} | {
            t.lower_ for t in token.doc[token.i : min(len(token.doc), token.i + 8)]
        }
        return bool(entry.particles & around)
    return True


def find_predicates(tokens: Doc, start: int, end: int, language: str = "en") -> tuple[Predicate, ...]:
    """The triggers in tokens `start` to `end`, in order; an idiom covers the single words in it."""
    found: list[Predicate] = []
    covered: set[int] = set()
    for i in range(start, end):
        for words, entry in _idioms(language):
            first = words[0]
            if tokens[i].lemma_.lower() != first and tokens[i].lower_ != first:
                continue
            stop = _match_idiom(tokens, i, words)
            if stop is None or stop > end:
                continue
            if entry.not_before and any(
                t.lower_ == entry.not_before and t.dep_ == "aux" for t in tokens[stop : min(end, stop + 9)]
            ):
                covered |= set(range(i, stop))
                continue
            if entry.strength <= 0:
                continue
            head = tokens[i] if tokens[i].pos_ in {"VERB", "AUX"} else tokens[i].head
            found.append(_predicate(head.i, i, stop, " ".join(words), entry))
            covered |= {k for k in range(i, stop) if tokens[k].pos_ in {"VERB", "AUX", "NOUN"}}
            break
    nouns = _nouns(language)
    for i in range(start, end):
        if i in covered:
            continue
        token = tokens[i]
        for length in (3, 2, 1):
            key = tuple(t.lemma_.lower() for t in tokens[i : min(end, i + length)])
            lower = tuple(t.lower_ for t in tokens[i : min(end, i + length)])
            entry_found = nouns.get(key) or nouns.get(lower)
            if entry_found is None:
                continue
            last = tokens[i + length - 1]
            if last.pos_ not in {"NOUN", "PROPN"} and not (
                last.pos_ == "VERB"
                and last.tag_ == "VBG"
                and last.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}
            ):
                continue
            if (
                last.dep_ == "compound"
                and last.head.pos_ in {"NOUN", "PROPN"}
                and 0 < last.head.i - last.i <= 3
                and (last.head.i > last.i + 1 or (last.head.lemma_.lower(),) not in nouns)
            ):
                continue
            found.append(_predicate(last.i, i, i + length, " ".join(key), entry_found))
            covered |= set(range(i, i + length))
            break
        if i in covered:
            continue
        verb = _verbs(language).get(token.lemma_.lower())
        if verb is not None and _verb_fits(token, verb):
            found.append(_predicate(i, i, i + 1, token.lemma_.lower(), verb))
    return tuple(sorted(found, key=lambda p: p.start))


def _predicate(head: int, start: int, end: int, name: str, entry: _Entry) -> Predicate:
    return Predicate(
        head, start, end, name, entry.part, entry.frame, entry.mode, entry.prepositions, entry.strength,
        entry.person_object, entry.whole_sentence, entry.implies_subject,
    )  # fmt: skip
