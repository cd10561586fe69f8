"""The records seen from one side: by country, by figure, by topic, by company."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from whomet.model import Publication
from whomet.report import addresses
from whomet.report.outcomes import Outcome
from whomet.report.records import Participant, Record, newest_first
from whomet.report.wording import Wording


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title and the dates, in words, of the records on which the figure held it."""

    title: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """One political figure, or one unnamed group, with all records, newest first."""

    figure_id: str
    label: str
    named: bool
    country: str | None
    country_name: str
    country_page: str
    page: str
    titles: tuple[TitleHeld, ...]
    counted: tuple[Record, ...]
    not_counted: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """One country's figures, records and developments. `in_count` is False for the European Union and
    for a country with no counted record."""

    code: str | None
    name: str
    page: str
    in_count: bool
    figures: tuple[FigureGroup, ...]
    counted: tuple[Record, ...]
    not_counted: tuple[Record, ...]
    topics: tuple[tuple[str, int], ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """A topic or a company with its counted records, newest first."""

    label: str
    records: tuple[Record, ...]


def by_figure(records: tuple[Record, ...]) -> tuple[FigureGroup, ...]:
    """A group for each figure id; most counted records first, unnamed groups after named figures."""
    appearances: dict[str, list[tuple[Record, Participant]]] = defaultdict(list)
    for record in newest_first(records):
        for participant in record.participants:
            appearances[participant.figure_id].append((record, participant))
    groups = [_figure(figure_id, seen) for figure_id, seen in appearances.items()]
    return tuple(
        sorted(groups, key=lambda g: (not g.named, -len(g.counted), g.label.casefold(), g.figure_id))
    )


def _figure(figure_id: str, seen: list[tuple[Record, Participant]]) -> FigureGroup:
    labels = Counter(participant.label for _, participant in seen)
    latest = seen[0][1]
    dates: dict[str, list[str]] = defaultdict(list)
    for record, participant in reversed(seen):
        if participant.named and participant.title and record.date_words not in dates[participant.title]:
            dates[participant.title].append(record.date_words)
    # A record may name one figure twice (a mention in two texts); it is still one record.
    records = tuple(dict.fromkeys(record for record, _ in seen))
    return FigureGroup(
        figure_id=figure_id,
        label=min(labels, key=lambda label: (-labels[label], label)),
        named=latest.named,
        country=latest.country,
        country_name=latest.country_name,
        country_page=latest.country_page,
        page=latest.page,
        titles=tuple(TitleHeld(title, tuple(when)) for title, when in dates.items()),
        counted=tuple(record for record in records if record.counted),
        not_counted=tuple(record for record in records if not record.counted),
    )


def by_country(
    records: tuple[Record, ...],
    figures: tuple[FigureGroup, ...],
    outcomes: tuple[Outcome, ...],
    publication: Publication,
    wording: Wording,
) -> tuple[CountryGroup, ...]:
    """A group for each country of a figure; most counted records first, then by name."""
    counted_codes = {code for code, _ in publication.country_count.members}
    codes = {participant.country for record in records for participant in record.participants}
    groups = []
    for code in codes:
        own = newest_first(tuple(r for r in records if any(p.country == code for p in r.participants)))
        counted = tuple(record for record in own if record.counted)
        topics = Counter(topic.label for record in counted for topic in record.topics)
        groups.append(
            CountryGroup(
                code=code,
                name=wording.country_name(code),
                page=addresses.country_page(code),
                in_count=code in counted_codes,
                figures=tuple(f for f in figures if _represents(f, code)),
                counted=counted,
                not_counted=tuple(record for record in own if not record.counted),
                topics=tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0]))),
                outcomes=tuple(outcome for outcome in outcomes if code and outcome.country == code),
            )
        )
    return tuple(sorted(groups, key=lambda g: (-len(g.counted), g.name, g.code or "")))


def by_topic(records: tuple[Record, ...]) -> tuple[RecordGroup, ...]:
    """The topics of the counted records, the most frequent first."""
    return _gathered([(topic.label, record) for record in records for topic in record.topics])


def by_organisation(records: tuple[Record, ...]) -> tuple[RecordGroup, ...]:
    """The companies of the counted records, the most frequent first."""
    return _gathered([(name, record) for record in records for name in record.organisations])


def _gathered(pairs: list[tuple[str, Record]]) -> tuple[RecordGroup, ...]:
    gathered: dict[str, list[Record]] = defaultdict(list)
    for label, record in pairs:
        if record.counted and record not in gathered[label]:
            gathered[label].append(record)
    groups = [RecordGroup(label, newest_first(tuple(own))) for label, own in gathered.items() if own]
    return tuple(sorted(groups, key=lambda group: (-len(group.records), group.label)))


def _represents(figure: FigureGroup, code: str | None) -> bool:
    """Whether the figure stood for the country on some record: a figure can change sides."""
    return any(
        participant.figure_id == figure.figure_id and participant.country == code
        for record in (*figure.counted, *figure.not_counted)
        for participant in record.participants
    )
