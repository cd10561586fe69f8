"""Everything one publication shows: the ledger's nouns, resolved to one another."""

from collections.abc import Mapping

from whomet.model.base import Noun
from whomet.model.claim import Claim, OutcomeClaim
from whomet.model.count import Count
from whomet.model.document import Document
from whomet.model.encounter import Encounter
from whomet.model.figure import FactSource
from whomet.model.investigation import Investigation
from whomet.model.issue import Issue


class Publication(Noun):
    """What the report is drawn from. `documents` and `claims` are keyed by their ids; `data_sources` are
    the tables of facts that were used (offices, places), named with their licences on the page."""

    investigation: Investigation
    encounters: tuple[Encounter, ...]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    outcomes: tuple[OutcomeClaim, ...]
    encounter_count: Count
    country_count: Count
    figure_count: Count
    issues: tuple[Issue, ...] = ()
    data_sources: tuple[FactSource, ...] = ()
    as_of: str
