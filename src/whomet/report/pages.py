"""The pages of a site: for each its address, its template and what the template shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from whomet.model import Publication
from whomet.report.choices import Choice, choices_of, conflicts_among, listed
from whomet.report.edition import Edition
from whomet.report.evidence import Evidence, evidence_of
from whomet.report.groups import CountryGroup, FigureGroup
from whomet.report.outcomes import Outcome, outcomes_tied_to
from whomet.report.records import Record


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record down to its quotes. `copies` are documents that repeat another word for word; `proves`
    says whether the record is in the proof of the published number of encounters."""

    record: Record
    evidence: tuple[Evidence, ...]
    choices: tuple[Choice, ...]
    conflicts: tuple[Choice, ...]
    topics: tuple[tuple[str, tuple[int, ...]], ...]
    organisations: tuple[tuple[str, tuple[int, ...]], ...]
    outcomes: tuple[Outcome, ...]
    copies: tuple[Evidence, ...]
    proves: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page to write: `path` relative to the site's root, `template` under `templates/`, and its subject
    (None for the pages about the whole edition)."""

    path: str
    template: str
    subject: RecordPage | CountryGroup | FigureGroup | None = None

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.path.count("/")


def pages_of(edition: Edition) -> Iterator[Page]:
    """All pages, `index.html` first."""
    for name in ("index", "excluded", "methodology", "proof"):
        yield Page(f"{name}.html", f"{name}.html")
    for country in edition.countries:
        yield Page(country.page, "country.html", country)
    for figure in edition.figures:
        yield Page(figure.page, "figure.html", figure)
    for record in edition.records:
        yield Page(record.page, "encounter.html", record_page(record, edition, edition.publication))


def record_page(record: Record, edition: Edition, publication: Publication) -> RecordPage:
    """What the page of a record shows."""
    evidence = evidence_of(record, publication, edition.wording)
    choices = choices_of(record.encounter, evidence, edition.wording)
    return RecordPage(
        record=record,
        evidence=evidence,
        choices=choices,
        conflicts=conflicts_among(choices),
        topics=listed(record.encounter.topics, evidence, edition.wording),
        organisations=listed(record.encounter.organisations, evidence, edition.wording),
        outcomes=outcomes_tied_to(record.encounter.claims, edition.outcomes),
        copies=tuple(item for item in evidence if item.document.copy_of),
        proves=record in edition.proofs.encounters.records,
    )
