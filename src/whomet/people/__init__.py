"""Who that was, and which office they held on that day."""

from whomet.people.answer import OfficeAnswer, offices_of
from whomet.people.importing.imported import ImportedPeople, JoinedTable, imported_in
from whomet.people.linking import link_claims
from whomet.people.lookup import PeopleTable

__all__ = [
    "ImportedPeople",
    "JoinedTable",
    "OfficeAnswer",
    "PeopleTable",
    "imported_in",
    "link_claims",
    "offices_of",
]
