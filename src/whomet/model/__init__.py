"""The nouns of whomet. They are frozen values and import nothing else of the project."""

from whomet.model.account import Account
from whomet.model.base import Noun
from whomet.model.claim import (
    OFFICE_COUNTRY,
    TEXT_COUNTRY,
    THE_DAY_THE_TEXT_IS_AT,
    Claim,
    OutcomeClaim,
    Participant,
    Reading,
    is_inferred,
)
from whomet.model.count import Count
from whomet.model.document import Document, Found, Given, Original, Segment, Span
from whomet.model.edtf import DateRange, is_day, parse_edtf
from whomet.model.encounter import Alternative, Chosen, Encounter, EncounterFigure
from whomet.model.figure import FactSource, Figure, Occupancy, Office
from whomet.model.investigation import (
    Company,
    CountingRule,
    FetchRule,
    Investigation,
    Source,
    Subject,
    Timestamping,
    WatchRule,
)
from whomet.model.issue import Issue
from whomet.model.judgement import Judgement, Verdict
from whomet.model.publication import Publication
from whomet.model.register import (
    Lead,
    PostColumns,
    RegisterColumns,
    RegisterLayout,
    RegisterRow,
    TableLayout,
)
from whomet.model.vocabulary import (
    Attribution,
    DocumentKind,
    Mode,
    Occurrence,
    Tier,
    Topic,
    Verification,
)
from whomet.model.web import Attempt, FetchStatus, Listed

__all__ = [
    "OFFICE_COUNTRY",
    "TEXT_COUNTRY",
    "THE_DAY_THE_TEXT_IS_AT",
    "Account",
    "Alternative",
    "Attempt",
    "Attribution",
    "Chosen",
    "Claim",
    "Company",
    "Count",
    "CountingRule",
    "DateRange",
    "Document",
    "DocumentKind",
    "Encounter",
    "EncounterFigure",
    "FactSource",
    "FetchRule",
    "FetchStatus",
    "Figure",
    "Found",
    "Given",
    "Investigation",
    "Issue",
    "Judgement",
    "Lead",
    "Listed",
    "Mode",
    "Noun",
    "Occupancy",
    "Occurrence",
    "Office",
    "Original",
    "OutcomeClaim",
    "Participant",
    "PostColumns",
    "Publication",
    "Reading",
    "RegisterColumns",
    "RegisterLayout",
    "RegisterRow",
    "Segment",
    "Source",
    "Span",
    "Subject",
    "TableLayout",
    "Tier",
    "Timestamping",
    "Topic",
    "Verdict",
    "Verification",
    "WatchRule",
    "is_day",
    "is_inferred",
    "parse_edtf",
]  # fmt: skip
