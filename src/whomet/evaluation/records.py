"""What is compared: encounters and outcomes in the encounter format, be they gold or the reader's."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from whomet.model import (
    Claim,
    DocumentKind,
    Mode,
    Noun,
    Occurrence,
    OutcomeClaim,
    Topic,
    Verification,
    parse_edtf,
)


def _is_edtf(value: str | None) -> str | None:
    if value is not None:
        parse_edtf(value)
    return value


def _is_day(value: str | None) -> str | None:
    if value is not None:
        date.fromisoformat(value)
    return value


Edtf = Annotated[str | None, AfterValidator(_is_edtf)]
Country = Annotated[str | None, Field(pattern=r"^[A-Z]{2}$")]


class Party(Noun):
    """A political figure as a record gives them; an unnamed group has no name."""

    name: str | None
    title: str | None
    country: Country


class Record(Noun):
    """One encounter. The quote's offsets may be missing in gold."""

    model_config = ConfigDict(populate_by_name=True)

    figures: tuple[Party, ...] = Field(min_length=1, alias="with")
    mode: Mode
    occurrence: Occurrence
    verification: Verification
    date: Edtf
    date_text: str | None = None
    place: str | None
    place_country: Country
    topics: tuple[Topic, ...]
    organisations: tuple[str, ...] = Field(alias="orgs")
    quote: str
    start: int | None = None
    end: int | None = None

    @property
    def counted(self) -> bool:
        """Whether it counts: it happened, and nobody who took part disputes it."""
        return self.occurrence is Occurrence.HAPPENED and self.verification is not Verification.DISPUTED


class Outcome(Noun):
    """A development that a text ties to an encounter or a government. The quote may be missing in gold."""

    model_config = ConfigDict(populate_by_name=True)

    what: str
    date: Edtf
    country: Country
    organisation: str | None = Field(alias="org")
    amount: str | None
    quote: str | None = None


class GoldDocument(Noun):
    """A document with the encounters and outcomes that a careful reader finds in it.

    `outcomes` is None where nobody looked for them. What else a file says of its document (who wrote it,
    what it restates) is of no concern here.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    subject: str
    published: Annotated[str | None, AfterValidator(_is_day)]
    kind: DocumentKind
    lang: str
    text: str
    encounters: tuple[Record, ...]
    outcomes: tuple[Outcome, ...] | None = None

    @model_validator(mode="after")
    def _quotes_stand_in_the_text(self) -> Self:
        for number, record in enumerate(self.encounters, start=1):
            where = f"encounter {number}: its quote"
            if record.quote not in self.text:
                raise ValueError(f"{where} is not in the text")
            given = (record.start, record.end)
            if given != (None, None) and self.text[record.start : record.end] != record.quote:
                raise ValueError(f"{where} does not stand at {record.start}:{record.end}")
        for number, outcome in enumerate(self.outcomes or (), start=1):
            if outcome.quote is not None and outcome.quote not in self.text:
                raise ValueError(f"outcome {number}: its quote is not in the text")
        return self

    def place_of(self, record: Record) -> tuple[int, int]:
        """The offsets of a record's quote in the text; its first occurrence where they are not given."""
        start = record.start if record.start is not None else self.text.find(record.quote)
        return start, start + len(record.quote)


class Answer(Noun):
    """What the reader says of one document. `possible` are records too uncertain to be shown. `unread` is
    why the document was not read, None where it was."""

    document_id: str
    records: tuple[Record, ...] = ()
    possible: tuple[Record, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    unread: str | None = None


def record_of(claim: Claim) -> Record:
    """A claim as a record to be compared."""
    return Record(
        figures=tuple(Party(name=p.name, title=p.title, country=p.country) for p in claim.participants),
        mode=claim.mode.value,
        occurrence=claim.occurrence.value,
        verification=claim.verification.value,
        date=claim.date.value,
        date_text=" … ".join(span.text for span in claim.date.spans) or None,
        place=claim.place.value,
        place_country=claim.place_country.value,
        topics=tuple(dict.fromkeys(topic.value for topic in claim.topics)),
        organisations=tuple(dict.fromkeys(organisation.value for organisation in claim.organisations)),
        quote=claim.quote.text,
        start=claim.quote.start,
        end=claim.quote.end,
    )


def outcome_of(claim: OutcomeClaim) -> Outcome:
    """An outcome claim as an outcome to be compared."""
    return Outcome(
        what=claim.what,
        date=claim.date,
        country=claim.country,
        organisation=claim.organisation,
        amount=claim.amount,
        quote=claim.quote.text,
    )
