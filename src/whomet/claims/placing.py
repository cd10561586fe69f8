"""Where: the place a predicate happened at, as precise as its sentence says. A dateline is no place."""

import re

from spacy.tokens import Span as TokenSpan, Token

from whomet.claims.clauses import distance
from whomet.claims.mentions import Mentions
from whomet.claims.parse import Parsed
from whomet.claims.predicates import Predicate
from whomet.knowledge.places import load_places
from whomet.model import Mode, Reading

_AT = {"in", "at", "inside", "outside", "near", "aboard", "on", "from", "to", "around", "through", "across"}
_REACH = 8
_NO_PLACE = {Mode.CALL, Mode.VIDEO, Mode.MESSAGE}
_VENUE = re.compile(
    r"^(?:the |its |his |her |their )?(?:[A-Z][\w’'.-]+ ){0,5}(?:Palace|House|Hotel|Office|Center|Centre|Hall|Theater|Theatre|Club|Forum|Residence|Building|Stadium|Arena|Castle|Villa|Estate|Resort|Tower|Ranch|College|University|Factory|Gigafactory|plant|factory|headquarters|Campus|Museum|Embassy|Airport|Base|Summit|Park|Capitol|Chancellery|Starbase)\b"
)


def read_place(
    parsed: Parsed, mentions: Mentions, predicate: Predicate, sentence: TokenSpan, mode: Mode
) -> tuple[Reading[str | None], Reading[str | None]]:
    """The place and its country (ISO 3166-1 alpha-2), each with its words; None for a call."""
    nowhere: Reading[str | None] = Reading(value=None, rule="no place in the sentence")
    if mode in _NO_PLACE:
        return (Reading(value=None, rule="a call has no place"),) * 2
    token = parsed.tokens[predicate.head]
    best: tuple[float, int, int] | None = None
    for start, end in _candidates(parsed, mentions, sentence):
        root = parsed.tokens[start:end].root
        preposition = _preposition(root)
        if preposition is None:
            continue
        if preposition.lower_ in {"from", "to"} and predicate.name not in {"visit", "trip", "travel", "fly", "pay * visit"}:
            continue
        cost = distance(root, token) + 0.02 * abs(root.i - token.i)
        if cost <= _REACH and (best is None or cost < best[0]):
            best = (cost, start, end)
    if best is None:
        return nowhere, nowhere
    start, end = best[1], _with_outer_place(parsed, best[2], sentence.end)
    words = re.sub(r"\s+", " ", parsed.tokens[start:end].text)
    words = re.sub(r"^(?:the|its|his|her|their|a|an) ", "", words)
    span = parsed.span(start, end)
    country = country_of_place(words)
    where: Reading[str | None] = Reading(value=words, spans=(span,), rule="place of the predicate")
    if country is None:
        return where, Reading(value=None, rule="the place tells no country")
    return where, Reading(value=country, spans=(span,), rule="country of the place")


def country_of_place(words: str) -> str | None:
    """The country of a place as a text writes it: the outer part decides ("Paris, Texas")."""
    places = load_places()
    country = places.country_of(words)
    if country:
        return country
    parts = [p.strip() for p in re.split(r",| in | of ", words) if p.strip()]
    for part in reversed(parts):
        country = places.country_of(re.sub(r"^the ", "", part))
        if country:
            return country
    found = places.find(words)
    return found[-1].country if found else None


def _candidates(parsed: Parsed, mentions: Mentions, sentence: TokenSpan) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for entity in sentence.ents:
        if entity.label_ in {"GPE", "LOC", "FAC"}:
            found.append((entity.start, entity.end))
    for place in load_places().find(sentence.text):
        span = parsed.tokens.char_span(
            sentence.start_char + place.start, sentence.start_char + place.end, alignment_mode="expand"
        )
        if span is not None and place.kind not in {"demonym"}:
            found.append((span.start, span.end))
    for token in sentence:
        if token.dep_ == "pobj" and token.head.lower_ in _AT:
            start = token.left_edge.i
            words = parsed.tokens[start : token.i + 1].text
            if _VENUE.match(words):
                found.append((start, token.i + 1))
    return [(s, e) for s, e in dict.fromkeys(found) if not _inside_mention(mentions, s, e)]


def _inside_mention(mentions: Mentions, start: int, end: int) -> bool:
    return any(i in mentions.at for i in range(start, end))


def _preposition(root: Token) -> Token | None:
    """The preposition of place over a token ("in" over Austin), looked for through its noun phrase."""
    current = root
    for _ in range(5):
        if current.dep_ == "pobj" and current.head.lower_ in _AT:
            return current.head
        if current.dep_ == "poss" and current.head.dep_ == "pobj" and current.head.head.lower_ in _AT:
            return current.head.head
        if current.dep_ in {"pobj", "prep", "appos", "conj", "compound", "nmod", "poss", "amod"}:
            current = current.head
            continue
        if current.dep_ == "dobj" and current.head.lemma_ in {"visit", "tour", "leave", "reach", "enter"}:
            return current
        return None
    return None


def _with_outer_place(parsed: Parsed, end: int, limit: int) -> int:
    tokens = parsed.tokens
    while end + 1 < limit and tokens[end].text == "," and tokens[end + 1].ent_type_ in {"GPE", "LOC"}:
        following = end + 1
        while following < limit and tokens[following].ent_type_ in {"GPE", "LOC"}:
            following += 1
        end = following
    return end
