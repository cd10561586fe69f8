"""An encounter as a reader meets it: names, words and addresses in place of codes."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from whomet.model import DateRange, Encounter, EncounterFigure, Mode, Publication, Tier, Topic
from whomet.report import addresses
from whomet.report.spoken_dates import chronological, in_words, read_date, years_of
from whomet.report.wording import Word, Wording

_NAMED_IN_HEADING = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """A political figure as named on this record. `label` is the name, or for an unnamed group its title."""

    figure_id: str
    label: str
    named: bool
    title: str | None
    country: str | None
    country_name: str
    page: str
    country_page: str


@dataclass(frozen=True, slots=True)
class TopicShown:
    """A topic and its label."""

    topic: Topic
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """One encounter, ready to be printed. `heading` names mode and figures; `date_words` are lower case."""

    encounter: Encounter
    page: str
    heading: str
    participants: tuple[Participant, ...]
    days: DateRange | None
    date_words: str
    mode: Mode
    mode_label: str
    occurrence: Word
    verification: Word
    topics: tuple[TopicShown, ...]
    organisations: tuple[str, ...]
    place_words: str | None

    @property
    def id(self) -> str:
        """The encounter's id."""
        return self.encounter.id

    @property
    def counted(self) -> bool:
        """Whether the counting rule counts the record."""
        return self.encounter.counted

    @property
    def machine_date(self) -> str | None:
        """The date for a `<time>` element, which knows days, months and years but no intervals."""
        value = self.encounter.date.value
        return value if value and "/" not in value and value.replace("-", "").isdigit() else None

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the date touches."""
        return years_of(self.days)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Chronological order, undated last, ties by id."""
        return (*chronological(self.days), self.id)

    @property
    def order(self) -> str:
        """The chronological key as text, for the table's script."""
        return f"{chronological(self.days)[0].isoformat()} {chronological(self.days)[1].isoformat()}"

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the figures, each once, in the order of the figures."""
        return tuple(dict.fromkeys(p.country for p in self.participants if p.country))

    @property
    def who(self) -> str:
        """The figures' names, with commas."""
        return ", ".join(p.label for p in self.participants)

    @property
    def first(self) -> str:
        """The first figure: how lists of links name the record, beside its date."""
        return self.participants[0].label if self.participants else self.heading


def records_of(publication: Publication, wording: Wording) -> tuple[Record, ...]:
    """All records that may be printed, oldest first, undated last.

    A possible record waits for an editor, and one that an editor rejected is a misreading: neither is
    ever printed. Raises UnreadableInput where a date is no EDTF date.
    """
    records = [_record(encounter, wording) for encounter in publication.encounters if printable(encounter)]
    return tuple(sorted(records, key=lambda record: record.sort_key))


def printable(encounter: Encounter) -> bool:
    """Whether the record may stand in a publication: confident or accepted, and not rejected."""
    if encounter.accepted is None:
        return encounter.tier is Tier.CONFIDENT
    return encounter.accepted


def newest_first(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records from the latest to the earliest, undated last."""
    dated = [record for record in records if record.days is not None]
    undated = [record for record in records if record.days is None]
    return (*sorted(dated, key=lambda record: record.sort_key, reverse=True), *undated)


def _record(encounter: Encounter, wording: Wording) -> Record:
    participants = tuple(_participant(figure, wording) for figure in encounter.figures)
    return Record(
        encounter=encounter,
        page=addresses.encounter_page(encounter.id),
        heading=getattr(wording.headings, encounter.mode.value).format(who=_named(participants, wording)),
        participants=participants,
        days=read_date(encounter.date.value, encounter.id),
        date_words=in_words(encounter.date.value, wording),
        mode=encounter.mode.value,
        mode_label=wording.modes[encounter.mode.value].label,
        occurrence=wording.occurrences[encounter.occurrence.value],
        verification=wording.verifications[encounter.verification.value],
        topics=tuple(TopicShown(t.value, wording.topics[t.value].label) for t in encounter.topics),
        organisations=tuple(organisation.value for organisation in encounter.organisations),
        place_words=_place(encounter, wording),
    )


def _participant(figure: EncounterFigure, wording: Wording) -> Participant:
    return Participant(
        figure_id=figure.figure_id,
        label=figure.name or figure.title or wording.headings.someone,
        named=figure.name is not None,
        title=figure.title,
        country=figure.country,
        country_name=wording.country_name(figure.country),
        page=addresses.figure_page(figure.figure_id),
        country_page=addresses.country_page(figure.country),
    )


def _named(participants: tuple[Participant, ...], wording: Wording) -> str:
    """The first figures by name, the rest as a number."""
    labels = [_isolated(participant.label) for participant in participants]
    match labels:
        case []:
            return wording.headings.someone
        case [only]:
            return only
        case [*names, last] if len(labels) <= _NAMED_IN_HEADING:
            return wording.headings.joined.format(names=", ".join(names), last=last)
    names, rest = labels[: _NAMED_IN_HEADING - 1], len(labels) - _NAMED_IN_HEADING + 1
    return wording.headings.others.format(names=", ".join(names), count=rest)


def _isolated(label: str) -> str:
    """A name in a script that runs from right to left, kept from reordering what follows it (Unicode
    Bidirectional Algorithm: first strong isolate, pop directional isolate)."""
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in label):
        return f"\N{FIRST STRONG ISOLATE}{label}\N{POP DIRECTIONAL ISOLATE}"
    return label


def _place(encounter: Encounter, wording: Wording) -> str | None:
    place, code = encounter.place.value, encounter.place_country.value
    country = wording.country_name(code) if code else None
    if place and country and country.casefold() not in place.casefold():
        return f"{place}, {country}"
    return place or country
