"""The ledger as one publication: the numbers, and everything that proves them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from whomet.encounters import count_countries, count_encounters, count_figures
from whomet.folder import Folder
from whomet.model import Count, CountingRule, Encounter, Publication


def publication(folder: Folder) -> Publication:
    """What the report shows today, counted by the investigation's rule."""
    ledger = folder.ledger
    encounters = ledger.encounters()
    countries, meetings, figures = counts(encounters, folder.investigation.rule)
    return Publication(
        investigation=folder.investigation,
        encounters=encounters,
        claims={claim.id: claim for claim in ledger.claims()},
        documents={document.id: document for document in ledger.documents()},
        outcomes=ledger.outcomes(),
        encounter_count=meetings,
        country_count=countries,
        figure_count=figures,
        issues=ledger.issues(),
        as_of=datetime.now(UTC).date().isoformat(),
    )


def counts(encounters: Sequence[Encounter], rule: CountingRule) -> tuple[Count, Count, Count]:
    """At least how many countries, encounters and figures there are, under `rule`."""
    return (
        count_countries(encounters, rule),
        count_encounters(encounters, rule),
        count_figures(encounters, rule),
    )
