"""What a source of office-holders says, in the three parts of FollowTheMoney: who, which post, who held it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whomet.model import Issue, parse_edtf

STAGE = "people"


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person under the id that the source gives. `wikidata_id` is a QID."""

    ref: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True)
class PostFact:
    """An office under the id that the source gives. `country` is ISO 3166-1 alpha-2, XX for no country."""

    ref: str
    title: str
    country: str
    area: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFact:
    """That a person held a post from `start` to `end` (exclusive), both perhaps partial. `last_seen` is
    the day on which the source still showed it; `where` the line or record it stands in."""

    person: str
    post: str
    start: str | None
    end: str | None
    where: str
    acting: bool = False
    party: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a reader is told about its file: the country where the file names none, and the day the
    source was published (`as_of`), which every fact keeps."""

    as_of: str
    country: str | None = None


type Fact = PersonFact | PostFact | HeldFact
type Facts = Iterator[Fact | Issue]


def problem(where: str, what: str, next_step: str) -> Issue:
    """A fact that could not be taken; the rest goes on."""
    return Issue(stage=STAGE, where=where, what=what, next_step=next_step)


def held(
    person: str,
    post: str,
    start: str | None,
    end: str | None,
    where: str,
    *,
    acting: bool = False,
    party: str | None = None,
    last_seen: str | None = None,
) -> HeldFact | Issue:
    """The fact, or the problem with its dates: one that no calendar has, or an end before the start."""
    try:
        first, last = partial_date(start), partial_date(end)
    except ValueError as error:
        return problem(where, str(error), "write the day as 2024-10-25, 2024-10 or 2024")
    if first and last and _latest(last) < _earliest(first):
        return problem(
            where, f"the end {last} is before the start {first}", "correct one of the two at the source"
        )
    return HeldFact(person, post, first, last, where, acting, party, last_seen)


def partial_date(value: str | None) -> str | None:
    """A day, month or year without a time of day and without the zeros that stand for "not known"
    (2012-00-00 is 2012); None for an empty value. Raises ValueError for anything else."""
    if not value:
        return None
    text = value.strip().removeprefix("+").partition("T")[0].partition(" ")[0]
    text = text.removesuffix("-00").removesuffix("-00")
    parse_edtf(text)
    if "/" in text:
        raise ValueError(f"not a day, month or year: {value!r}")
    return text


def _earliest(value: str) -> date:
    return parse_edtf(value).earliest or date.min


def _latest(value: str) -> date:
    return parse_edtf(value).latest or date.max
