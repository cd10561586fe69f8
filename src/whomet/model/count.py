"""A published number: always "at least N", always with the records that prove it."""

from whomet.model.base import Noun


class Count(Noun):
    """At least `number` of `what`. `records` are encounter ids, no two of which can be one under
    `assumptions` (sentences, printed with the number); `members` names what was counted where it
    is not encounters (country codes, figure ids), each with the records that show it."""

    what: str
    number: int
    assumptions: tuple[str, ...]
    records: tuple[str, ...]
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
