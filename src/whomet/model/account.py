"""An account of a social network."""

from whomet.model.base import Noun


class Account(Noun):
    """Whose posts an export holds: the handle without @, and the name that is shown."""

    handle: str
    name: str | None = None
