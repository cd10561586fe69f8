"""Comparisons between a mention and a figure. Each is one small function whose docstring the reader
of a record sees; evidence and importance are separate: the weights stand in `WEIGHTS`."""

from collections.abc import Callable
from dataclasses import dataclass

from whomet.knowledge.names import initial_key, loose_name_keys, name_key
from whomet.knowledge.offices import NO_COUNTRY, Holding, holding_on, load_title_wording
from whomet.model import Figure, Occupancy
from whomet.people.mention import Mention

Comparison = Callable[[Mention, Figure], bool]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison that applied: its name, what it adds to the score, and its sentence."""

    name: str
    points: float
    sentence: str


def same_full_name(mention: Mention, figure: Figure) -> bool:
    """The full name or a known alias is the same, whatever accents, hyphens and capitals."""
    if mention.name is None or mention.family_name_only:
        return False
    key = name_key(mention.name)
    return any(name_key(name) == key for name in _names(figure))


def known_by_one_name(mention: Mention, figure: Figure) -> bool:
    """The single name is a known alias of this person (Jokowi, AMLO)."""
    if mention.name is None or not mention.family_name_only:
        return False
    key = name_key(mention.name)
    return any(name_key(name) == key for name in _names(figure))


def nearly_same_full_name(mention: Mention, figure: Figure) -> bool:
    """The full name is the same apart from initials, particles and word breaks."""
    if mention.name is None or mention.family_name_only or same_full_name(mention, figure):
        return False
    keys = {name_key(mention.name), *loose_name_keys(mention.name)}
    return any(keys & {name_key(name), initial_key(name), *loose_name_keys(name)} for name in _names(figure))


def full_name_elsewhere(mention: Mention, figure: Figure) -> bool:
    """The text gives the family name here and the full name elsewhere."""
    if same_full_name(mention, figure) or nearly_same_full_name(mention, figure):
        return False
    return mention.name is not None and any(mention.names_in_full(name) for name in _names(figure))


def family_name_fits(mention: Mention, figure: Figure) -> bool:
    """The family name is the same."""
    return mention.name is not None and not (
        same_full_name(mention, figure)
        or nearly_same_full_name(mention, figure)
        or known_by_one_name(mention, figure)
    )


def title_alone_fits(mention: Mention, figure: Figure) -> bool:
    """The text gives no name; on that day this person alone held the office it names."""
    return mention.name is None


def same_country(mention: Mention, figure: Figure) -> bool:
    """The country is one that this person held office in."""
    return mention.country is not None and mention.country in _countries(figure)


def other_country(mention: Mention, figure: Figure) -> bool:
    """The country is another than those this person held office in."""
    countries = _countries(figure)
    return mention.country is not None and not countries & {mention.country, NO_COUNTRY}


def held_office_then(mention: Mention, figure: Figure) -> bool:
    """The person held an office on that day."""
    return any(answer is Holding.HELD for _, answer in _holdings(mention, figure))


def led_the_country_then(mention: Mention, figure: Figure) -> bool:
    """The person was head of state or of government on that day, so that a family name is enough."""
    return any(
        answer is Holding.HELD and occupancy.office.roles for occupancy, answer in _holdings(mention, figure)
    )


def led_a_country_once(mention: Mention, figure: Figure) -> bool:
    """The person was head of state or of government at another time."""
    return not led_the_country_then(mention, figure) and any(o.office.roles for o in figure.occupancies)


def title_fits_the_day(mention: Mention, figure: Figure) -> bool:
    """The title in the text is that of an office the person held on that day."""
    return any(
        answer is not Holding.NOT_HELD and occupancy.office.kind == mention.kind
        for occupancy, answer in _holdings(mention, figure)
    )


def title_fits_another_day(mention: Mention, figure: Figure) -> bool:
    """The title in the text is that of an office the person held at another time."""
    return not title_fits_the_day(mention, figure) and any(
        occupancy.office.kind == mention.kind for occupancy in figure.occupancies
    )


def title_fits_no_office(mention: Mention, figure: Figure) -> bool:
    """The title in the text is that of a leading office which the person is not known to have held."""
    return mention.kind in load_title_wording().single_holder and not any(
        occupancy.office.kind == mention.kind for occupancy in figure.occupancies
    )


def local_office_only(mention: Mention, figure: Figure) -> bool:
    """The person is known for a local or parliamentary office alone, which many namesakes share."""
    return all(
        occupancy.office.area is not None and occupancy.office.kind not in {"governor", "minister"}
        for occupancy in figure.occupancies
    )


def only_one_of_that_family_name(mention: Mention, figure: Figure) -> bool:
    """Nobody else in the table of office-holders bears this family name."""
    return mention.name is not None and mention.family_name_only and mention.namesakes == 1


def common_family_name(mention: Mention, figure: Figure) -> bool:
    """Many in the table of office-holders bear this family name, and the text gives neither title nor
    country nor, elsewhere, the full name."""
    alone = not mention.title and mention.country is None and not full_name_elsewhere(mention, figure)
    return mention.family_name_only and mention.namesakes >= _MANY and alone


# So many bearers make a family name a common one (Kim, Lee, Johnson).
_MANY = 5

WEIGHTS: tuple[tuple[Comparison, float], ...] = (
    (same_full_name, 0.60),
    (known_by_one_name, 0.50),
    (nearly_same_full_name, 0.50),
    (full_name_elsewhere, 0.25),
    (family_name_fits, 0.25),
    (only_one_of_that_family_name, 0.15),
    (title_alone_fits, 0.60),
    (same_country, 0.15),
    (other_country, -0.40),
    (held_office_then, 0.10),
    (led_the_country_then, 0.25),
    (led_a_country_once, 0.10),
    (title_fits_the_day, 0.20),
    (title_fits_another_day, 0.10),
    (title_fits_no_office, -0.25),
    (local_office_only, -0.10),
    (common_family_name, -0.10),
)


def compare(mention: Mention, figure: Figure) -> tuple[Evidence, ...]:
    """Every comparison that applies to the pair."""
    return tuple(
        Evidence(comparison.__name__, points, " ".join((comparison.__doc__ or "").split()))
        for comparison, points in WEIGHTS
        if comparison(mention, figure)
    )


def score(evidence: tuple[Evidence, ...]) -> float:
    """The sum of the points, between 0 and 1."""
    return min(1.0, max(0.0, round(sum(piece.points for piece in evidence), 3)))


def _names(figure: Figure) -> tuple[str, ...]:
    return (figure.name, *figure.aliases)


def _countries(figure: Figure) -> set[str]:
    return {occupancy.office.country for occupancy in figure.occupancies}


def _holdings(mention: Mention, figure: Figure) -> list[tuple[Occupancy, Holding]]:
    if mention.day is None:
        return []
    return [(occupancy, holding_on(occupancy, mention.day)) for occupancy in figure.occupancies]
