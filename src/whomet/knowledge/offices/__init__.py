"""Who held which public office when, and what they were on a given day."""

from whomet.knowledge.offices.holding import Holding, held_for_a_part, holding_on
from whomet.knowledge.offices.kinds import kind_of_title, leading_role
from whomet.knowledge.offices.table import (
    NO_COUNTRY,
    OfficeTable,
    load_office_table,
    load_office_table_for,
)
from whomet.knowledge.offices.wording import TitleWording, load_title_wording

__all__ = [
    "NO_COUNTRY",
    "Holding",
    "OfficeTable",
    "TitleWording",
    "held_for_a_part",
    "holding_on",
    "kind_of_title",
    "leading_role",
    "load_office_table",
    "load_office_table_for",
    "load_title_wording",
]
