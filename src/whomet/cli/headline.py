"""The two sentences that an investigation comes down to."""

from collections.abc import Iterator

from whomet.model import Publication


def headline(published: Publication) -> Iterator[str]:
    """The headline numbers as sentences: lower bounds, as they are published."""
    name = published.investigation.subject.name
    countries, encounters = published.country_count.number, published.encounter_count.number
    yield f"{name} has met politicians from at least {countries} {_of(countries, 'country', 'countries')}"
    yield f"at least {encounters} {_of(encounters, 'encounter', 'encounters')}"


def _of(number: int, one: str, several: str) -> str:
    return one if number == 1 else several
