"""Where: the place a predicate happened at, as precise as the text says; and the country it lies in.

A place of its own sentence comes first, then the place that the text has got to, then, for the country alone,
that of the figures' office: of 320 records of the gold that have a place, 245 lie in that country.
"""

from collections.abc import Iterable

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import distance
from whomet.claims.cues import word_set
from whomet.claims.mentions import Entity, Mention, Mentions, countries_of_offices
from whomet.claims.parse import Parsed
from whomet.claims.places import Locale, locales
from whomet.claims.predicates import Predicate
from whomet.knowledge.offices import NO_COUNTRY
from whomet.model import OFFICE_COUNTRY, TEXT_COUNTRY, Mode, Reading

_NO_PLACE = {Mode.CALL, Mode.VIDEO, Mode.MESSAGE}
# Sentences back in which the place is looked for that the text has got to; farther back it is as often wrong
# as right (gold).
_BACK = 3
# A dateline tells where the report was written: any other place of the sentence comes before it.
_DATELINE = 100.0
_DASHES = {"–", "—", "-", "--", "("}
# The institutions of the European Union sit in Brussels.
_SEATS = {"EU": "BE"}

NOWHERE: Reading[str | None] = Reading(value=None, rule="no place in the sentence")


def read_place(
    parsed: Parsed,
    mentions: Mentions,
    predicate: Predicate,
    sentence: TokenSpan,
    mode: Mode,
    figures: tuple[int, ...] = (),
    language: str = "en",
) -> tuple[Reading[str | None], Reading[str | None]]:
    """The place and its country (ISO 3166-1 alpha-2), each with its words; None for a call.

    `figures` are the entities whom the subject met; without them all political ones of the sentence count.
    A country that no place told, but the figures' office, has the rule "country of the figure's office"."""
    if mode in _NO_PLACE:
        return (Reading(value=None, rule="a call has no place"),) * 2
    token = parsed.tokens[predicate.head]
    named = [m for m in mentions.between(sentence.start, sentence.end) if mentions.political(m)]
    office = _of_office(mentions, named, figures, language) if mode is not Mode.UNSPECIFIED else None
    here = sorted(
        locales(mentions, sentence, _countries_in_order(mentions, named), language),
        key=lambda p: _cost(p, parsed, token),
    )
    if here:
        return _of_locale(mentions, sentence, here, office, language)
    return NOWHERE, _around(mentions, sentence, language) or office or NOWHERE


def _cost(place: Locale, parsed: Parsed, token: Token) -> float:
    """Steps of the parse to the predicate, and a little for every word between."""
    root = parsed.tokens[place.start : place.end].root
    report = _DATELINE * (parsed.tokens[place.end : place.end + 1].text in _DASHES)
    return distance(root, token) + 0.02 * abs(root.i - token.i) + report


def _of_locale(
    mentions: Mentions,
    sentence: TokenSpan,
    here: list[Locale],
    office: Reading[str | None] | None,
    language: str,
) -> tuple[Reading[str | None], Reading[str | None]]:
    """The nearest place of the sentence; its country from its own words, from the next place, or, for a seat
    of office, from the figures'."""
    place = here[0]
    span = mentions.parsed.span(place.start, place.end)
    where: Reading[str | None] = Reading(value=place.words, spans=(span,), rule="place of the predicate")
    if place.country is not None:
        return where, Reading(value=place.country, spans=(span,), rule="country of the place")
    for other in here[1:]:
        if other.country is not None:
            beside = mentions.parsed.span(other.start, other.end)
            return where, Reading(value=other.country, spans=(beside,), rule="country of a place beside")
    around = _around(mentions, sentence, language)
    country = office or around if place.official else around or office
    return where, country or Reading(value=None, rule="the place tells no country")


def _around(mentions: Mentions, sentence: TokenSpan, language: str) -> Reading[str | None] | None:
    """The country of the place that the sentences before have got to."""
    parsed = mentions.parsed
    index = parsed.sentence_index(sentence[0])
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        for place in reversed(locales(mentions, parsed.sentences[at], (), language)):
            if place.country is not None:
                span = parsed.span(place.start, place.end)
                return Reading(value=place.country, spans=(span,), rule=TEXT_COUNTRY)
    return None


def _of_office(
    mentions: Mentions, named: Iterable[Mention], figures: tuple[int, ...], language: str
) -> Reading[str | None] | None:
    """The country whose office the figures hold, where all hold one of the same; else that of the host."""
    present = [m for m in named if not figures or m.entity in figures]
    wanted = figures or tuple(dict.fromkeys(m.entity for m in present))
    countries = {c for e in wanted for c in _countries(mentions.entities[e])}
    if len(countries) > 1:
        hosting = word_set(language, "venues", "hosting", "lemmas")
        present = [m for m in present if _is_host(mentions.head(m), hosting)]
        countries = {c for m in present for c in _countries(mentions.entities[m.entity])}
    if len(countries) != 1:
        return None
    country = countries.pop()
    spans = tuple(mentions.parsed.span(m.start, m.end) for m in present)
    return Reading(value=_SEATS.get(country, country), spans=spans[:1], rule=OFFICE_COUNTRY)


def _is_host(token: Token, hosting: frozenset[str]) -> bool:
    """Whether the token receives the others: "the emir gave a banquet", "was received by the emir"."""
    if token.dep_ == "nsubj":
        return token.head.lemma_ in hosting
    return token.dep_ == "pobj" and token.head.dep_ == "agent" and token.head.head.lemma_ in hosting


def _countries(entity: Entity) -> frozenset[str]:
    """The country of an entity's title in the text, else of the offices that figures of its name held."""
    if entity.country is not None:
        return frozenset({entity.country})
    return countries_of_offices(entity) - {NO_COUNTRY}


def _countries_in_order(mentions: Mentions, named: Iterable[Mention]) -> tuple[str, ...]:
    sure = (_countries(mentions.entities[m.entity]) for m in named)
    return tuple(dict.fromkeys(c for countries in sure if len(countries) == 1 for c in countries))
