"""The characters of a document's text that a value was read from."""

from whomet.model.base import Noun


class Span(Noun):
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text, and those characters."""

    start: int
    end: int
    text: str

    def overlaps(self, other: "Span") -> bool:
        """Whether some character lies in both."""
        return self.start < other.end and other.start < self.end
