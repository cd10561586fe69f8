"""The claims that are about one interaction, as one record."""

from typing import Literal

from whomet.model.base import Noun
from whomet.model.edtf import DateRange
from whomet.model.vocabulary import Mode, Occurrence, Tier, Topic, Verification


class Alternative[T](Noun):
    """A value that some claims give, and which claims."""

    value: T
    claims: tuple[str, ...]


class Chosen[T](Noun):
    """The value the record shows, the claims that give it, the rule that chose it (a sentence for
    readers), and the values it was preferred to: what contradicts is kept."""

    value: T
    claims: tuple[str, ...]
    why: str
    others: tuple[Alternative[T], ...] = ()


class EncounterFigure(Noun):
    """A figure who took part: the title held that day, and the claims that name them."""

    figure_id: str
    name: str | None
    title: str | None
    country: str | None
    claims: tuple[str, ...]


class Encounter(Noun):
    """One interaction. `counted` follows the counting rule; `reason` says why not.

    `days` are those on which it can have been, by its date and by when texts told of it; `window`
    says whether that is inside the investigation's window. A record of tier `possible` rests on
    uncertain claims alone; `possible_claims` are uncertain claims about a confident record, which
    lend it nothing. `accepted` is an editor's decision, None where there is none.
    `registers` are the originals (by SHA-256) of the registers in which it has a row.
    """

    id: str
    figures: tuple[EncounterFigure, ...]
    mode: Chosen[Mode]
    occurrence: Chosen[Occurrence]
    verification: Chosen[Verification]
    date: Chosen[str | None]
    place: Chosen[str | None]
    place_country: Chosen[str | None]
    topics: tuple[Alternative[Topic], ...] = ()
    organisations: tuple[Alternative[str], ...] = ()
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    independent_sources: int
    counted: bool
    reason: str | None = None
    tier: Tier = Tier.CONFIDENT
    days: DateRange | None = None
    window: Literal["inside", "perhaps", "outside"] = "inside"
    possible_claims: tuple[str, ...] = ()
    accepted: bool | None = None
    registers: tuple[str, ...] = ()
