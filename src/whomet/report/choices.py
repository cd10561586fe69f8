"""Every value of a record: which was chosen and why, and what was said against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from whomet.model import Alternative, Chosen, Encounter, Occurrence, Verification, parse_edtf
from whomet.report.evidence import Evidence
from whomet.report.spoken_dates import in_words
from whomet.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Against:
    """Another value, the numbers of the pieces of evidence that give it, and whether both can be true."""

    value: str
    numbers: tuple[int, ...]
    relation: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A field: the value shown, the pieces of evidence that give it, the rule that chose it, the rest."""

    field: str
    value: str
    numbers: tuple[int, ...]
    why: str
    others: tuple[Against, ...]


def choices_of(encounter: Encounter, evidence: tuple[Evidence, ...], wording: Wording) -> tuple[Choice, ...]:
    """The record's fields in the order in which readers ask for them."""
    numbers = {item.claim.id: item.number for item in evidence}

    def choice[T: str | None](
        field: str, chosen: Chosen[T], say: Callable[[T], str], less_exact: Callable[[T, T], bool]
    ) -> Choice:
        return Choice(
            field=wording.fields[field],
            value=say(chosen.value),
            numbers=_numbers(chosen.claims, numbers),
            why=chosen.why,
            others=tuple(
                _against(other, numbers, say, less_exact(chosen.value, other.value))
                for other in chosen.others
            ),
        )

    def said_date(value: str | None) -> str:
        return in_words(value, wording)

    def said_country(code: str | None) -> str:
        return wording.country_name(code) if code else "not stated"

    return (
        choice("occurrence", encounter.occurrence, wording.value_label, _one_may_precede),
        choice("verification", encounter.verification, wording.value_label, _undisputed),
        choice("date", encounter.date, said_date, _dates_agree),
        choice("mode", encounter.mode, wording.value_label, _mode_open),
        choice("place", encounter.place, _said_place, _place_agrees),
        choice("place_country", encounter.place_country, said_country, _one_missing),
    )


def listed[T: str](
    alternatives: tuple[Alternative[T], ...], evidence: tuple[Evidence, ...], wording: Wording
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Values that stand side by side (topics, companies), each with its pieces of evidence."""
    numbers = {item.claim.id: item.number for item in evidence}
    return tuple((wording.value_label(a.value), _numbers(a.claims, numbers)) for a in alternatives)


def conflicts_among(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The fields on which the sources cannot all be right."""
    return tuple(choice for choice in choices if any(other.contradicts for other in choice.others))


def _against[T](
    other: Alternative[T], numbers: Mapping[str, int], say: Callable[[T], str], compatible: bool
) -> Against:
    return Against(
        value=say(other.value),
        numbers=_numbers(other.claims, numbers),
        relation="compatible" if compatible else "contradicts",
        contradicts=not compatible,
    )


def _numbers(claims: tuple[str, ...], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[claim] for claim in claims if claim in numbers))


def _said_place(value: str | None) -> str:
    return value or "not stated"


def _one_may_precede(chosen: Occurrence, other: Occurrence) -> bool:
    """What was proposed or announced may later have happened, or not: the earlier word was no error."""
    return bool({chosen, other} & {Occurrence.PLANNED, Occurrence.HYPOTHETICAL})


def _undisputed(chosen: Verification, other: Verification) -> bool:
    """A stronger and a weaker word for the same thing are no conflict; a denial is."""
    return Verification.DISPUTED not in (chosen, other)


def _one_missing(chosen: str | None, other: str | None) -> bool:
    return chosen is None or other is None


def _mode_open(chosen: StrEnum, other: StrEnum) -> bool:
    """A text that leaves the form open contradicts none that names it."""
    return "unspecified" in (chosen.value, other.value)


def _place_agrees(chosen: str | None, other: str | None) -> bool:
    """One place named within the other ("Austin", "Giga Texas, Austin") is less exact, not different."""
    if chosen is None or other is None:
        return True
    first, second = chosen.casefold(), other.casefold()
    return first in second or second in first


def _dates_agree(chosen: str | None, other: str | None) -> bool:
    """Dates with a day in common can both be right."""
    return chosen is None or other is None or parse_edtf(chosen).overlaps(parse_edtf(other))
