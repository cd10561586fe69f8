"""What one document says of one encounter, and the words each field was read from."""

from pydantic import Field

from whomet.model.base import Noun
from whomet.model.document import Span
from whomet.model.vocabulary import Attribution, Mode, Occurrence, Tier, Topic, Verification

THE_DAY_THE_TEXT_IS_AT = "the day the text is at"
"""How the rule of a date begins that no words at the encounter gave: it was inferred from the sentences around
it. Right four times in five, it is a hint and no evidence that keeps two claims apart."""


OFFICE_COUNTRY = "country of the figure's office"
TEXT_COUNTRY = "country the text is at"
"""Rules of a country that no place at the encounter gives: likely, but no evidence that keeps claims apart."""


class Reading[T](Noun):
    """A value, the spans it was read from, and the rule or model that read it.

    `spans` is empty only where the value is a default that no words gave (then `rule` says so).
    """

    value: T
    spans: tuple[Span, ...] = ()
    rule: str


def is_inferred(date: Reading[str | None]) -> bool:
    """Whether no words at the encounter give the date: it is the day that the narrative is at."""
    return date.rule.startswith(THE_DAY_THE_TEXT_IS_AT)


class Participant(Noun):
    """A political figure (or an unnamed group: `name` is None) as the document gives them.

    `title` and `country` are those of the day of the encounter; `title_from` is `text` or
    `table`. `figure_id` is set once people has linked the mention. `title_conflict` says in a sentence
    where the text's words and the table of offices contradict each other ("outgoing", years after the
    end of the term); both stay.
    """

    name: str | None
    title: str | None
    country: str | None
    figure_id: str | None = None
    mention: Span
    title_span: Span | None = None
    title_from: str | None = None
    link_reason: str | None = None
    title_conflict: str | None = None


class Claim(Noun):
    """One encounter as one document tells it."""

    id: str
    document_id: str
    participants: tuple[Participant, ...] = Field(min_length=1)
    mode: Reading[Mode]
    occurrence: Reading[Occurrence]
    attribution: Reading[Attribution]
    verification: Reading[Verification]
    date: Reading[str | None]
    place: Reading[str | None]
    place_country: Reading[str | None]
    topics: tuple[Reading[Topic], ...] = ()
    organisations: tuple[Reading[str], ...] = ()
    quote: Span
    score: float
    tier: Tier = Tier.CONFIDENT
    producer: str

    @property
    def stated_country(self) -> str | None:
        """The country of the place, where a place at the encounter gives it."""
        inferred = self.place_country.rule in {OFFICE_COUNTRY, TEXT_COUNTRY}
        return None if inferred else self.place_country.value

    @property
    def date_is_inferred(self) -> bool:
        """Whether no words at the encounter give the date (see `is_inferred`)."""
        return is_inferred(self.date)


class OutcomeClaim(Noun):
    """A business or policy development that a text ties to an encounter or a government.

    The tie is the text's, never a causal claim of ours. `amount` is "number CURRENCY"."""

    id: str
    document_id: str
    what: str
    date: str | None
    country: str | None
    organisation: str | None
    amount: str | None
    quote: Span
    claim_id: str | None = None
    producer: str
