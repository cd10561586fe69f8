"""What the causes of mistakes are computed from: what the reader saw, whichever reader it is.

The built-in reader tells it by `whomet.claims.diagnose`; any other whose account has these members will do.
"""

from collections.abc import Sequence
from typing import Protocol


class SeenPerson(Protocol):
    """One person or unnamed group that was recognised; `kind` is subject, figure, group or person."""

    @property
    def kind(self) -> str:
        """Only figures and groups are people whose encounters count."""

    @property
    def name(self) -> str | None:
        """None for a group, and for somebody known by a title alone."""

    @property
    def title(self) -> str | None:
        """As the text gives it."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""


class SeenPredicate(Protocol):
    """Words that can tell of an encounter, and their parties as places in the list of people."""

    @property
    def words(self) -> str:
        """As they stand in the text."""

    @property
    def parties(self) -> Sequence[int]:
        """Those behind a pronoun included."""


class SeenSentence(Protocol):
    """One sentence: where it stands, who is named in it, its predicates, the figures of its encounters."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""

    @property
    def named(self) -> Sequence[int]:
        """Places in the list of people."""

    @property
    def predicates(self) -> Sequence[SeenPredicate]:
        """In the order of the text."""

    @property
    def encounters(self) -> Sequence[Sequence[int]]:
        """The figures of each, before encounters told twice were made one."""


class SeenDocument(Protocol):
    """A whole document; the first of its people is the subject."""

    @property
    def people(self) -> Sequence[SeenPerson]:
        """Everybody recognised."""

    @property
    def sentences(self) -> Sequence[SeenSentence]:
        """Those that were read: page furniture is not among them."""
