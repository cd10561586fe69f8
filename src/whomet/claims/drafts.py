"""A draft: a claim about to be made, while its entities are still those of one document."""

from dataclasses import dataclass

from whomet.model import Attribution, Mode, Occurrence, Reading, Span, Topic, Verification


@dataclass(frozen=True, slots=True)
class Draft:
    """One predicate with its parties and fields. `figures` are entity ids; `words` maps an entity to the
    token it was read from; `confident` ones are counted, others wait for an editor."""

    sentence: int
    figures: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    predicate: str
    mode: Reading[Mode]
    occurrence: Reading[Occurrence]
    attribution: Reading[Attribution]
    verification: Reading[Verification]
    date: Reading[str | None]
    place: Reading[str | None]
    place_country: Reading[str | None]
    topics: tuple[Reading[Topic], ...]
    organisations: tuple[Reading[str], ...]
    quote: Span
    score: float
    apart: bool = False
    confident: bool = True
    learned: bool = False
