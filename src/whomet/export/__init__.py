"""Export: the ledger in the formats that other programs read."""

from whomet.export.exchange import (
    claim_as_exchange,
    claim_reasons,
    encounter_as_exchange,
    outcome_as_exchange,
)
from whomet.export.explanation import explain_count, explain_encounter
from whomet.export.table import COLUMNS, encounter_as_cells

__all__ = [
    "COLUMNS",
    "claim_as_exchange",
    "claim_reasons",
    "encounter_as_cells",
    "encounter_as_exchange",
    "explain_count",
    "explain_encounter",
    "outcome_as_exchange",
]
