"""Small questions to a dependency parse that several steps ask."""

from spacy.tokens import Token

_CLIMB = 6
VERBAL = {"VERB", "AUX"}


def carrier(token: Token) -> Token:
    """The verb that carries a predicate: itself, or the nearest verb above it (itself if there is none)."""
    current = token
    for _ in range(_CLIMB):
        if current.pos_ in VERBAL:
            return current
        if current.head.i == current.i:
            return token
        current = current.head
    return token


def above(token: Token) -> list[Token]:
    """The token and what governs it, bottom up, to a bounded height."""
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) < _CLIMB:
        chain.append(chain[-1].head)
    return chain


def distance(first: Token, second: Token) -> int:
    """Steps between two tokens of one sentence in the parse; a clause border on the way costs two more."""
    up: dict[int, int] = {}
    cost, current = 0, first
    for _ in range(40):
        up[current.i] = cost
        if current.head.i == current.i:
            break
        cost += 1 + 2 * (current.dep_ in {"ccomp", "advcl", "relcl", "parataxis", "acl"})
        current = current.head
    cost, current = 0, second
    for _ in range(40):
        if current.i in up:
            return cost + up[current.i]
        if current.head.i == current.i:
            break
        cost += 1 + 2 * (current.dep_ in {"ccomp", "advcl", "relcl", "parataxis", "acl"})
        current = current.head
    return 99


def is_negated(verb: Token) -> bool:
    """Whether the verb itself, its auxiliary or its object's determiner says no."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor"}:
            return True
        if child.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and any(
            c.lower_ in {"no", "neither"} and c.dep_ == "det" for c in child.children
        ):
            return True
    return False


def is_pluperfect(verb: Token) -> bool:
    """Whether the verb stands in the past perfect ("had met")."""
    return any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in verb.children)


def clause(verb: Token, inside: Token) -> list[Token]:
    """The tokens of the verb's clause, without the clauses of other verbs in it (save the one that holds
    the token `inside`)."""
    tokens = list(verb.subtree)
    skipped: set[int] = set()
    for t in tokens:
        other = (
            t.i != verb.i
            and t.dep_ in {"advcl", "relcl", "conj", "ccomp", "parataxis", "acl"}
            and t.pos_ in VERBAL
        )
        if other and inside.i not in {s.i for s in t.subtree}:
            skipped |= {s.i for s in t.subtree}
    return [t for t in tokens if t.i not in skipped]
