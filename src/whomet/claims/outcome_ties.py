"""What a text ties a development to: an encounter it tells of, or the government of a figure it names."""

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan

from whomet.claims.amounts import Amount
from whomet.claims.clauses import clause, distance
from whomet.claims.cues import word_set
from whomet.claims.developments import Development
from whomet.claims.mentions import Entity, Mentions, countries_of_offices
from whomet.claims.outcome_parties import PartyReader, Side
from whomet.knowledge.places import load_places
from whomet.model import Claim, Noun, Occurrence

# Sentences between an encounter and a development that the text tells with it.
_NEAR = 2
# Sentences within which "the government" may be that of any figure named.
_IN_SIGHT = 10


class Tie(Noun):
    """What a development is tied to: an encounter's claim (None: only a figure's government), how many
    sentences apart they are told, and the country (ISO 3166-1 alpha-2) it concerns, where the text tells."""

    claim: Claim | None
    country: str | None
    apart: int | None = None


class TieReader:
    """Ties the developments of one document to its encounters and figures."""

    def __init__(
        self, mentions: Mentions, claims: Sequence[Claim], parties: PartyReader, language: str
    ) -> None:
        self.mentions, self.parsed, self.language = mentions, mentions.parsed, language
        self.parties = parties
        self.claims = [c for c in claims if c.occurrence.value is not Occurrence.DENIED]
        self.told_at = {c.id: self._sentence_of(c) for c in self.claims}
        self.countries = {c.id: self._countries(c) for c in self.claims}

    def tie(
        self,
        index: int,
        sentence: TokenSpan,
        development: Development,
        amounts: Sequence[Amount],
        side: Side,
    ) -> Tie | None:
        """The tie of a development in sentence `index`; None where the text ties it to nothing.

        An encounter ties what is told within two sentences of it, or concerns its country, unless the
        development's own words name another country.
        """
        inside, around = self._places(sentence, development, amounts)
        places = set(inside or around)
        claim = self._nearest_claim(index, places)
        beside = self._figures_beside(index, _NEAR)
        if claim is None and (not beside or (places and not places & beside)):
            return None
        country = self._country(index, sentence, development, side, claim, inside, around)
        apart = abs(index - self.told_at[claim.id]) if claim is not None else None
        return Tie(claim=claim, country=country, apart=apart)

    def _country(
        self,
        index: int,
        sentence: TokenSpan,
        development: Development,
        side: Side,
        claim: Claim | None,
        inside: Sequence[str],
        around: Sequence[str],
    ) -> str | None:
        """The country a development concerns: one that its words name; of a government's act, that of the
        only figures in sight; else one that its sentence names, else that of the figures of its claim."""
        figures = self._figures_countries(claim) if claim is not None else self._figures_beside(index, _NEAR)
        if inside:
            concerned = figures | (self.countries[claim.id] if claim is not None else set())
            return next((place for place in inside if place in concerned), None)
        if side is Side.GOVERNMENT:
            return _only(figures | self._figures_beside(index, _IN_SIGHT))
        named = next((place for place in around if place in figures), None)
        if named is not None:
            return named
        if development.kind.anywhere and not self._speaks_of_here(sentence):
            return None
        return _only(figures) or (claim.place_country.value if claim is not None else None)

    def _nearest_claim(self, index: int, places: set[str]) -> Claim | None:
        """The claim of the development's country, else the one told nearest to it."""
        ranked = [
            (not places & self.countries[claim.id], abs(index - self.told_at[claim.id]), number)
            for number, claim in enumerate(self.claims)
        ]
        fitting = [r for r in ranked if not r[0] or (not places and r[1] <= _NEAR)]
        return self.claims[min(fitting)[2]] if fitting else None

    def _sentence_of(self, claim: Claim) -> int:
        return next((i for i, s in enumerate(self.parsed.sentences) if s.end_char > claim.quote.start), 0)

    def _countries(self, claim: Claim) -> set[str]:
        """The countries that an encounter concerns: of its figures, and of its place."""
        place = claim.place_country.value
        return self._figures_countries(claim) | ({place} if place is not None else set())

    def _figures_countries(self, claim: Claim) -> set[str]:
        found: set[str] = set()
        for participant in claim.participants:
            if participant.country is not None:
                found.add(participant.country)
                continue
            span = self.parsed.tokens.char_span(
                participant.mention.start, participant.mention.end, alignment_mode="expand"
            )
            mention = self.mentions.at.get(span.start) if span is not None else None
            if mention is not None:
                found |= _countries_of_entity(self.mentions.entity(mention))
        return found

    def _places(
        self, sentence: TokenSpan, development: Development, amounts: Sequence[Amount]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Countries that the development's own words name, and those that its sentence names around them,
        nearest first."""
        head = self.parsed.tokens[development.head]
        inside: list[tuple[int, str]] = []
        around: list[tuple[int, str]] = []
        verbal = head.pos_ in {"VERB", "AUX"}
        own = {token.i for token in (clause(head, head) if verbal else head.subtree)}
        for place in load_places().find(sentence.text):
            span = self.parsed.tokens.char_span(
                sentence.start_char + place.start, sentence.start_char + place.end, alignment_mode="expand"
            )
            if span is None or not place.country or self.parties.is_description(span.root):
                continue
            if any(money.start <= span.start_char < money.end for money in amounts):
                continue
            where = inside if span.root.i in own else around
            where.append((distance(span.root, head), place.country))
        first, second = (tuple(dict.fromkeys(c for _, c in sorted(found))) for found in (inside, around))
        return first, second

    def _speaks_of_here(self, sentence: TokenSpan) -> bool:
        """Whether money goes to premises, or to "the country", of which the text speaks."""
        words = word_set(self.language, "outcomes", "told", "here") | word_set(
            self.language, "outcomes", "things", "premises"
        )
        return any(token.lemma_.lower() in words for token in sentence)

    def _figures_beside(self, index: int, reach: int) -> set[str]:
        """Countries of the political figures named within so many sentences."""
        near = self.parsed.sentences[max(0, index - reach) : index + reach + 1]
        return {
            country
            for mention in self.mentions.between(near[0].start, near[-1].end)
            if self.mentions.political(mention)
            for country in _countries_of_entity(self.mentions.entity(mention))
        }


def _only(countries: set[str]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None


def _countries_of_entity(entity: Entity) -> set[str]:
    """A figure's country: as the text has it, else that of the offices of everyone so named."""
    if entity.country is not None:
        return {entity.country}
    if entity.title is not None and entity.title.country is not None:
        return {entity.title.country}
    return set(countries_of_offices(entity))
