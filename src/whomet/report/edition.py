"""Everything that the pages of one publication draw on, worked out once."""

from dataclasses import dataclass
from datetime import date

from whomet.model import Occurrence, Publication, Verification
from whomet.report.drawing import draw
from whomet.report.groups import (
    CountryGroup,
    FigureGroup,
    RecordGroup,
    by_country,
    by_figure,
    by_organisation,
    by_topic,
)
from whomet.report.methodology import Methodology, methodology_of
from whomet.report.outcomes import Outcome, outcomes_of
from whomet.report.proofs import Proofs, proofs_of
from whomet.report.records import Record, newest_first, records_of
from whomet.report.spoken_dates import in_words, read_date
from whomet.report.timeline import frame_of, marks_of, timeline_spec
from whomet.report.wording import Wording, load_wording
from whomet.report.worldmap import map_spec, on_map


@dataclass(frozen=True, slots=True)
class Drawings:
    """Inline SVG: the timeline for wide and for narrow screens, and the map; None: nothing to draw."""

    timeline_wide: str | None
    timeline_narrow: str | None
    world: str | None


@dataclass(frozen=True, slots=True)
class ExcludedGroup:
    """Records that are not counted, for one kind of reason. `anchor` is its place on the page."""

    anchor: str
    title: str
    means: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication, ready for the templates. `records` are all of them, newest first."""

    publication: Publication
    wording: Wording
    subject: str
    as_of_words: str
    records: tuple[Record, ...]
    counted: tuple[Record, ...]
    excluded: tuple[ExcludedGroup, ...]
    figures: tuple[FigureGroup, ...]
    countries: tuple[CountryGroup, ...]
    topics: tuple[RecordGroup, ...]
    organisations: tuple[RecordGroup, ...]
    outcomes: tuple[Outcome, ...]
    proofs: Proofs
    methodology: Methodology
    frame: tuple[date, date] | None
    drawings: Drawings

    @property
    def counted_countries(self) -> tuple[CountryGroup, ...]:
        """Countries with a counted record."""
        return tuple(country for country in self.countries if country.counted)

    @property
    def counted_figures(self) -> tuple[FigureGroup, ...]:
        """Figures with a counted record."""
        return tuple(figure for figure in self.figures if figure.counted)

    @property
    def not_drawn(self) -> tuple[Record, ...]:
        """Counted records that no chart over time can show."""
        return tuple(record for record in self.counted if record.days is None)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the counted records, latest first."""
        return tuple(sorted({year for record in self.counted for year in record.years}, reverse=True))


def edition_of(publication: Publication) -> Edition:
    """The edition. Raises UnreadableInput where the publication contradicts itself (a missing claim, a
    quote that is not in its document, a date that is none)."""
    wording = load_wording("en")
    records = records_of(publication, wording)
    outcomes = outcomes_of(publication, wording)
    figures = by_figure(records)
    countries = by_country(records, figures, outcomes, publication, wording)
    pages = {country.code: country.page for country in countries if country.code}
    counted = tuple(record for record in records if record.counted)
    window = read_date(publication.investigation.window, "whomet.toml: window")
    frame = frame_of(counted, window)
    return Edition(
        publication=publication,
        wording=wording,
        subject=publication.investigation.subject.name,
        as_of_words=_as_of(publication.as_of, wording),
        records=newest_first(records),
        counted=newest_first(counted),
        excluded=_excluded(records, wording),
        figures=figures,
        countries=countries,
        topics=by_topic(records),
        organisations=by_organisation(records),
        outcomes=outcomes,
        proofs=proofs_of(publication, records, figures, pages, wording),
        methodology=methodology_of(publication, wording),
        frame=frame,
        drawings=_drawings(publication, countries, frame, counted),
    )


def _as_of(as_of: str, wording: Wording) -> str:
    read_date(as_of[:10], "as_of")
    return in_words(as_of[:10], wording)


def _excluded(records: tuple[Record, ...], wording: Wording) -> tuple[ExcludedGroup, ...]:
    """Disputed first, then by what became of them; the rest (outside the window, say) last."""
    left = [record for record in newest_first(records) if not record.counted]
    groups: list[ExcludedGroup] = []

    def take(anchor: str, title: str, means: str | None, own: list[Record]) -> None:
        if own:
            groups.append(ExcludedGroup(anchor, title, means or "", tuple(own)))
        left[:] = [record for record in left if record not in own]

    disputed = wording.verifications[Verification.DISPUTED]
    take(
        "disputed", disputed.label, disputed.means,
        [r for r in left if r.encounter.verification.value is Verification.DISPUTED],
    )  # fmt: skip
    for occurrence in (Occurrence.DENIED, Occurrence.CANCELLED, Occurrence.PLANNED, Occurrence.HYPOTHETICAL):
        word = wording.occurrences[occurrence]
        own = [record for record in left if record.encounter.occurrence.value is occurrence]
        take(occurrence.value, word.label, word.means, own)
    take("other", "Happened, but outside the counting rule", "the reason stands with each record", list(left))
    return tuple(groups)


def _drawings(
    publication: Publication,
    countries: tuple[CountryGroup, ...],
    frame: tuple[date, date] | None,
    counted: tuple[Record, ...],
) -> Drawings:
    subject = publication.investigation.subject.name
    met = tuple(country for country in countries if country.counted)
    wide = narrow = world = None
    marks = marks_of(met, frame) if frame else ()
    if marks and frame:
        title = f"When {subject} met politicians, by their country"
        dated = sum(record.days is not None for record in counted)
        description = (
            f"{dated} dated records of {len({mark.country for mark in marks})} countries between "
            f"{frame[0].year} and {frame[1].year}. The same records stand in the table further down."
        )
        spec = timeline_spec(marks, frame, width=960, step=30, label_limit=190)
        wide = draw(spec, name="timeline-wide", title=title, description=description)
        spec = timeline_spec(marks, frame, width=216, step=28, label_limit=126)
        narrow = draw(spec, name="timeline-narrow", title=title, description=description)
    if drawn := on_map(countries):
        title = f"Countries whose politicians {subject} has met"
        description = "; ".join(
            f"{c.name} {len(c.counted)}" for c in sorted(drawn, key=lambda c: (-len(c.counted), c.name))
        )
        spec = map_spec(countries, width=640)
        world = draw(spec, name="world", title=title, description=f"Counted records: {description}.")
    return Drawings(wide, narrow, world)
