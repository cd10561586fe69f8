"""Who that was, and which office they held on that day."""

from whomet.people.answer import OfficeAnswer, offices_of
from whomet.people.linking import link_claims

__all__ = ["OfficeAnswer", "link_claims", "offices_of"]
