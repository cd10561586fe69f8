"""Words that report a development: a verb of building, signing, paying and what hangs on it.

The kinds of developments, their verbs and the things they are about are data
(`knowledge/<language>/outcomes.toml`). Who is a party is read in `outcome_parties`, what the text ties it to
in `outcome_ties`, and whether it is told as a fact in `telling`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from whomet.claims.amounts import Amount
from whomet.claims.cues import word_set
from whomet.knowledge.lexicon import lexicon

_DEPTH = 4
_DOWN = {
    "prep",
    "pobj",
    "dobj",
    "conj",
    "appos",
    "pcomp",
    "acl",
    "xcomp",
    "nummod",
    "quantmod",
    "compound",
    "nmod",
    "agent",
    "npadvmod",
    "advmod",
    "acomp",
}
_OBJECTS = {"dobj", "nsubjpass", "prep", "attr", "dative", "oprd", "npadvmod", "advmod", "acomp"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of development. `things` are lemmas; `money` and `company` say that a sum, or the company or
    its product, may stand in their place; `named`, that any proper name may ("launched Cleantech for UK");
    `anywhere`, that it need not concern the country of the encounter; `mutual`, that it
    has two parties at least; `by_company`, that only a company or its product can do it."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    things: frozenset[str]
    money: bool
    company: bool
    named: bool
    anywhere: bool
    mutual: bool
    by_company: bool


@dataclass(frozen=True, slots=True)
class Development:
    """A development as its sentence words it: the verb or noun that reports it (a token's place), the thing
    it is about (None where a sum alone is), and the sum."""

    kind: Kind
    head: int
    thing: int | None
    amount: Amount | None


@cache
def development_kinds(language: str) -> tuple[Kind, ...]:
    """The kinds of developments that are read in a language."""
    data = lexicon(language, "outcomes")
    things = data["things"] | {"ground": ["ground"]}
    return tuple(
        Kind(
            entry["kind"],
            frozenset(entry["verbs"]),
            frozenset(entry.get("nouns", ())),
            frozenset(lemma for name in entry["things"] for lemma in things[name]),
            entry.get("money", False),
            entry.get("company", False),
            entry.get("named", False),
            entry.get("anywhere", False),
            entry.get("mutual", False),
            entry.get("by_company", False),
        )
        for entry in data["development"]
    )


@cache
def _by_word(language: str) -> Mapping[str, tuple[tuple[Kind, bool], ...]]:
    """For every verb and noun, the kinds it reports and whether it does so as a noun."""
    found: dict[str, list[tuple[Kind, bool]]] = {}
    for kind in development_kinds(language):
        for verb in kind.verbs:
            found.setdefault(verb.split()[0], []).append((kind, False))
        for noun in kind.nouns:
            found.setdefault(noun, []).append((kind, True))
    return {word: tuple(kinds) for word, kinds in found.items()}


def may_report(sentence: TokenSpan, language: str) -> bool:
    """Whether a sentence has a word that can report a development: a quick look before any work."""
    words = _by_word(language)
    return any(token.lemma_.lower() in words for token in sentence)


def find_developments(
    sentence: TokenSpan, amounts: Iterable[Amount], companies: frozenset[int], language: str
) -> Iterator[Development]:
    """The developments of a sentence, at most one for each of its words.

    `amounts` are the sums of the sentence, `companies` the places of tokens that name the subject's company
    or its product.
    """
    words = _by_word(language)
    sums = tuple(amounts)
    for token in sentence:
        lemma = token.lemma_.lower()
        for kind, as_noun in words.get(lemma, ()):
            if as_noun != (token.pos_ in {"NOUN", "PROPN"}) or (
                not as_noun and token.pos_ not in {"VERB", "AUX"}
            ):
                continue
            if not as_noun and not _has_particle(token, kind):
                continue
            found = _development(kind, token, sums, companies, language)
            if found is not None:
                yield found
                break


def deepest(found: Sequence[Development], tokens: Doc) -> list[Development]:
    """Of "announced that it will put $10 billion" the putting: a development that is only the announcement of
    another one in its object clause is left out, and so is one in a phrase of another ("a deal to build")."""
    heads = {d.head: d for d in found}
    dropped: set[int] = set()
    for development in found:
        current = tokens[development.head]
        for _ in range(4):
            if current.dep_ not in {"ccomp", "xcomp", "acl", "pcomp", "pobj", "prep", "dobj"}:
                break
            above = current.head
            if above.i in heads:
                dropped.add(above.i if current.dep_ in {"ccomp", "xcomp"} else development.head)
                break
            current = above
    return [d for d in found if d.head not in dropped]


def _has_particle(verb: Token, kind: Kind) -> bool:
    """Whether the verb stands with the particle that its kind asks for ("set up", not "set")."""
    if verb.lemma_.lower() in kind.verbs:
        return True
    return any(f"{verb.lemma_.lower()} {child.lower_}" in kind.verbs for child in verb.children)


def _development(
    kind: Kind, token: Token, amounts: tuple[Amount, ...], companies: frozenset[int], language: str
) -> Development | None:
    below = tuple(_below(token, language))
    amount = next(
        (a for t in below for a in amounts if a.start <= t.idx < a.end and not _is_valuation(t)), None
    )
    thing = next((t for t in below if t.lemma_.lower() in kind.things), None)
    if thing is None and kind.company:
        thing = next((t for t in below[:6] if t.i in companies and not _is_modifier(t, companies)), None)
    if thing is None and kind.named:
        thing = next((c for c in token.children if c.dep_ == "dobj" and c.pos_ == "PROPN"), None)
    if thing is None and not (kind.money and amount is not None):
        return None
    return Development(kind, token.i, thing.i if thing is not None else None, amount)


def _is_valuation(number: Token) -> bool:
    """Whether a sum is what something is said to be worth ("put it at more than $1 billion")."""
    return any(
        t.dep_ == "pobj" and t.head.lower_ == "at" and t.head.head.lemma_ == "put"
        for t in (number, number.head)
    )


def _is_modifier(token: Token, companies: frozenset[int]) -> bool:
    """Whether a company's name only qualifies another noun ("a Tesla rival")."""
    return token.dep_ in {"compound", "poss", "nmod"} and token.head.i not in companies


def antecedent_of(verb: Token) -> Token | None:
    """The noun that the relative clause of a verb is about, also where the parser took it for an object
    clause ("welcomed $1bn that the fund is giving")."""
    if verb.dep_ == "relcl":
        return verb.head
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if verb.dep_ != "ccomp" or mark is None or not mark.i:
        return None
    before = mark.nbor(-1)
    return before if before.dep_ == "dobj" and before.head.i == verb.head.i else None


def _below(token: Token, language: str) -> Iterator[Token]:
    """What hangs on a verb or noun as its object, through prepositions and lists, nearest first. The
    grammatical subject counts where it is what undergoes ("a plant opened", "the plant was approved")."""
    first = [c for c in token.children if c.dep_ in _OBJECTS or c.dep_ == "acl"]
    if token.pos_ in {"VERB", "AUX"}:
        transitive = any(c.dep_ == "dobj" for c in token.children)
        if not transitive and token.lemma_ in word_set(language, "outcomes", "told", "undergone"):
            first += [c for c in token.children if c.dep_ == "nsubj"]
        antecedent = antecedent_of(token)
        if antecedent is not None:
            first.append(antecedent)
        if token.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in token.children):
            first += [c for c in token.head.children if c.dep_ == "nsubjpass"]
    level, depth = first, 0
    while level and depth < _DEPTH:
        yield from level
        level = [c for t in level for c in t.children if c.dep_ in _DOWN and c.i != token.i]
        depth += 1
