"""Claims to encounters: what all texts together say of one interaction, and how many there were."""

from whomet.encounters.counts import (
    COUNTRY_ASSUMPTIONS,
    FIGURE_ASSUMPTIONS,
    RuleRow,
    count_countries,
    count_encounters,
    count_figures,
    rules_table,
)
from whomet.encounters.distinctness import ENCOUNTER_ASSUMPTIONS, kept_apart_by
from whomet.encounters.inclusion import counting_rule
from whomet.encounters.resolve import resolve

__all__ = [
    "COUNTRY_ASSUMPTIONS", "ENCOUNTER_ASSUMPTIONS", "FIGURE_ASSUMPTIONS", "RuleRow", "count_countries",
    "count_encounters", "count_figures", "counting_rule", "kept_apart_by", "resolve", "rules_table",
]  # fmt: skip
