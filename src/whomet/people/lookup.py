"""What linking asks of a table of people: the bundled one, or one with imported people beside it."""

from typing import Protocol

from whomet.model import Figure


class PeopleTable(Protocol):
    """Look-ups by name and by office, as `OfficeTable` defines them."""

    def named(self, name: str) -> tuple[Figure, ...]:
        """The figures of a full name or alias."""
        ...

    def with_family_name(self, word: str) -> tuple[Figure, ...]:
        """The figures of a family name."""
        ...

    def holders(self, country: str, kind: str, day: str | None) -> tuple[Figure, ...]:
        """Who held an office of the kind in the country on the day."""
        ...

    def holders_of(self, title: str, country: str, day: str) -> tuple[Figure, ...]:
        """Who held the office of this title in the country on the day."""
        ...

    def knows_office(self, title: str, country: str) -> bool:
        """Whether somebody ever held an office of just this title in the country."""
        ...
