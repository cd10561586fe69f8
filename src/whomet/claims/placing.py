"""Where: the place a predicate happened at, as precise as the text says; and the country it lies in.

A place of its own sentence comes first, then the place that the text has got to, then, for the country
alone, that of the figures' office: of 320 records of the gold with a place, 245 lie there.
"""

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import distance
from whomet.claims.mentions import Entity, Mentions
from whomet.claims.parse import Parsed
from whomet.claims.places import Locale, locales
from whomet.claims.predicates import Predicate
from whomet.knowledge.offices import NO_COUNTRY, load_office_table
from whomet.model import Mode, Reading

_NO_PLACE = {Mode.CALL, Mode.VIDEO, Mode.MESSAGE}
# Sentences back in which the place that the text is at is looked for.
_BACK = 3


def read_place(
    parsed: Parsed,
    mentions: Mentions,
    predicate: Predicate,
    sentence: TokenSpan,
    mode: Mode,
    figures: tuple[int, ...] = (),
) -> tuple[Reading[str | None], Reading[str | None]]:
    """The place and its country (ISO 3166-1 alpha-2), each with its words; None for a call."""
    if mode in _NO_PLACE:
        return (Reading(value=None, rule="a call has no place"),) * 2
    token = parsed.tokens[predicate.head]
    here = sorted(locales(mentions, sentence), key=lambda p: _cost(p, parsed, token))
    if here:
        return _of_locale(parsed, mentions, sentence, here, figures, mode)
    around = _around(mentions, sentence)
    office = _of_office(mentions, sentence, figures, mode)
    for country in (around, office):
        if country is not None:
            return Reading(value=None, rule="no place in the sentence"), country
    nothing: Reading[str | None] = Reading(value=None, rule="no place in the sentence")
    return nothing, nothing


def _cost(place: Locale, parsed: Parsed, token: Token) -> float:
    root = parsed.tokens[place.start : place.end].root
    return distance(root, token) + 0.02 * abs(root.i - token.i)


def _of_locale(
    parsed: Parsed,
    mentions: Mentions,
    sentence: TokenSpan,
    here: list[Locale],
    figures: tuple[int, ...],
    mode: Mode,
) -> tuple[Reading[str | None], Reading[str | None]]:
    """The nearest place of the sentence; its country from its own words, else from the next ones."""
    place = here[0]
    span = parsed.span(place.start, place.end)
    where: Reading[str | None] = Reading(value=place.words, spans=(span,), rule="place of the predicate")
    if place.country is not None:
        return where, Reading(value=place.country, spans=(span,), rule="country of the place")
    for other in here[1:]:
        if other.country is not None:
            return where, Reading(
                value=other.country,
                spans=(parsed.span(other.start, other.end),),
                rule="country of a place beside",
            )
    if place.official:
        country = _of_office(mentions, sentence, figures, mode) or _around(mentions, sentence)
    else:
        country = _around(mentions, sentence) or _of_office(mentions, sentence, figures, mode)
    return where, country or Reading(value=None, rule="the place tells no country")


def _around(mentions: Mentions, sentence: TokenSpan) -> Reading[str | None] | None:
    """The country of the place that the sentences before have got to."""
    parsed = mentions.parsed
    index = parsed.sentence_index(sentence[0])
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        for place in reversed(locales(mentions, parsed.sentences[at])):
            if place.country is not None:
                return Reading(
                    value=place.country,
                    spans=(parsed.span(place.start, place.end),),
                    rule="country the text is at",
                )
    return None


def _of_office(
    mentions: Mentions, sentence: TokenSpan, figures: tuple[int, ...], mode: Mode
) -> Reading[str | None] | None:
    """The country whose office the figures hold, where all hold one of the same."""
    if mode is Mode.UNSPECIFIED:
        return None
    named = [m for m in mentions.between(sentence.start, sentence.end) if mentions.political(m)]
    wanted = figures or tuple(dict.fromkeys(m.entity for m in named))
    countries = {c for e in wanted for c in _countries(mentions.entities[e])}
    if len(countries) != 1:
        return None
    country = countries.pop()
    spans = tuple(mentions.parsed.span(m.start, m.end) for m in named if m.entity in wanted)
    return Reading(value=_SEATS.get(country, country), spans=spans[:1], rule="country of the figure's office")


def _countries(entity: Entity) -> set[str]:
    """The countries of an entity's title in the text, else of the offices that figures of its name held."""
    if entity.country is not None:
        return {entity.country}
    figures = load_office_table().figures
    return {o.office.country for known in entity.known for o in figures[known].occupancies} - {NO_COUNTRY}


# The institutions of the European Union sit in Brussels.
_SEATS = {"EU": "BE"}
