"""The values a record shows, chosen by stated rules from all that its claims give."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whomet.encounters.comparisons import names_agree
from whomet.encounters.status import claim_ids, labels
from whomet.encounters.testimony import Testimony
from whomet.model import Alternative, Chosen, Mode, Occurrence

_NO_PUBLICATION = 10**6
"""Days between event and publication where one of them is not known: after all that are."""


@dataclass(frozen=True, slots=True)
class _Option[T]:
    """One value, the claims that give it, and those of them whose word on it still stands."""

    value: T
    told: tuple[Testimony, ...]
    standing: tuple[Testimony, ...]

    @property
    def sources(self) -> int:
        return len({testimony.source for testimony in self.standing})

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Most independent sources, then the most reliable source, then the word given closest to the day."""
        tier = min((testimony.tier for testimony in self.standing), default=math.inf)
        distance = min((_distance(testimony) for testimony in self.standing), default=_NO_PUBLICATION)
        return -self.sources, int(min(tier, _NO_PUBLICATION)), distance, str(self.value)


def _distance(testimony: Testimony) -> int:
    given = testimony.stated or testimony.inferred
    day = given.earliest if given else None
    if day is None or testimony.published is None:
        return _NO_PUBLICATION
    return abs((testimony.published - day).days)


def last_words(told: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """Of each source, the claims of its latest text: an outlet's later word corrects its earlier
    one. A copy does not correct its original."""
    latest: dict[str, tuple[bool, str]] = {}

    def when(testimony: Testimony) -> tuple[bool, str]:
        return not testimony.is_copy, testimony.document.published_day or ""

    for testimony in told:
        latest[testimony.source] = max(when(testimony), latest.get(testimony.source, (False, "")))
    return tuple(testimony for testimony in told if when(testimony) == latest[testimony.source])


def _options[T](told: Sequence[Testimony], value_of: Callable[[Testimony], T]) -> list[_Option[T]]:
    standing = set(map(id, last_words(told)))
    given: dict[T, list[Testimony]] = {}
    for testimony in told:
        given.setdefault(value_of(testimony), []).append(testimony)
    return [
        _Option(value, tuple(claims), tuple(t for t in claims if id(t) in standing))
        for value, claims in given.items()
    ]


def _alternatives[T](
    told: Sequence[Testimony], value_of: Callable[[Testimony], T | None], chosen: T
) -> tuple[Alternative[T], ...]:
    others: dict[T, list[Testimony]] = {}
    for testimony in told:
        value = value_of(testimony)
        if value is not None and value != chosen:
            others.setdefault(value, []).append(testimony)
    return tuple(
        Alternative(value=value, claims=claim_ids(others[value])) for value in sorted(others, key=str)
    )


def _giving(told: Sequence[Testimony], held: Occurrence) -> Sequence[Testimony]:
    """The claims that give the record's occurrence, where there are any: what was announced for a
    meeting yields to what is told of it."""
    return [testimony for testimony in told if testimony.claim.occurrence.value is held] or told


def _sources(number: int) -> str:
    return "one source" if number == 1 else f"{number} independent sources"


def chosen_date(told: Sequence[Testimony], held: Occurrence) -> Chosen[str | None]:
    """The most precise date that words give, else one that the narrative is at; among equally precise
    ones that of the most independent sources, then
    of the most reliable source, then of the one that wrote closest to the day."""
    dated = [testimony for testimony in told if testimony.stated is not None]
    dated = dated or [testimony for testimony in told if testimony.inferred is not None]
    if not dated:
        return Chosen(value=None, claims=(), why="no text gives a date")

    def precision(testimony: Testimony) -> float:
        given = testimony.stated or testimony.inferred
        days = given.days if given else None
        return math.inf if days is None else days

    finest = min(map(precision, dated))
    options = _options(
        _giving([testimony for testimony in dated if precision(testimony) == finest], held),
        lambda testimony: testimony.claim.date.value,
    )
    best = min(options, key=lambda option: option.rank)
    others = _alternatives(told, lambda testimony: testimony.claim.date.value, best.value)
    why = f"given by {_sources(best.sources)}: {labels(best.standing)}"
    if len(options) > 1:
        rivals = ", ".join(f"{option.value} ({option.sources})" for option in options if option is not best)
        why += f"; preferred to {rivals}"
    elif others:
        why = f"the most precise date, {why}"
    if all(testimony.stated is None for testimony in best.told):
        why += "; inferred from the sentences around"
    if all(testimony.claim.occurrence.value is not held for testimony in best.told):
        why += "; from the announcement"
    return Chosen(value=best.value, claims=claim_ids(best.told), why=why, others=others)


def chosen_mode(told: Sequence[Testimony], held: Occurrence) -> Chosen[Mode]:
    """The form that the most independent sources give, leaving aside those that leave it open. A call
    that some text says was by video is a video call: many texts call both a call."""
    open_form = Mode.UNSPECIFIED
    specific = [t for t in _giving(told, held) if t.claim.mode.value is not open_form]
    specific = specific or [t for t in told if t.claim.mode.value is not open_form]
    if not specific:
        return Chosen(value=open_form, claims=claim_ids(told), why="no text says in which form")
    by_video = any(t.claim.mode.value is Mode.VIDEO for t in specific)
    options = [
        option
        for option in _options(specific, lambda t: t.claim.mode.value)
        if not (by_video and option.value is Mode.CALL)
    ]
    best = min(options, key=lambda option: option.rank)
    return Chosen(
        value=best.value,
        claims=claim_ids(best.told),
        why=f"given by {_sources(best.sources)}: {labels(best.told)}",
        others=_alternatives(told, lambda t: t.claim.mode.value, best.value),
    )


def chosen_country(told: Sequence[Testimony], held: Occurrence) -> Chosen[str | None]:
    """The country of the place that the most independent sources give."""
    return _chosen_text(told, held, lambda testimony: testimony.claim.place_country.value, "country")


def chosen_place(told: Sequence[Testimony], held: Occurrence, country: str | None) -> Chosen[str | None]:
    """The place that the most independent sources give or agree with, in the chosen country; of
    places that agree, the most precisely named."""

    def value_of(testimony: Testimony) -> str | None:
        here = testimony.claim.place_country.value
        return testimony.claim.place.value if here in (None, country) else None

    placed = [testimony for testimony in _giving(told, held) if value_of(testimony)]

    def support(option: _Option[str | None]) -> int:
        return len({t.source for t in placed if names_agree(value_of(t) or "", option.value or "")})

    found = _chosen_text(told, held, value_of, "place", support)
    others = _alternatives(told, lambda testimony: testimony.claim.place.value, found.value)
    return found.model_copy(update={"others": others})


def _chosen_text(
    told: Sequence[Testimony],
    held: Occurrence,
    value_of: Callable[[Testimony], str | None],
    what: str,
    support: Callable[[_Option[str | None]], int] = lambda option: option.sources,
) -> Chosen[str | None]:
    given = [testimony for testimony in _giving(told, held) if value_of(testimony)]
    given = given or [testimony for testimony in told if value_of(testimony)]
    if not given:
        return Chosen(value=None, claims=(), why=f"no text names the {what}")
    options = _options(given, value_of)
    best = min(options, key=lambda option: (-support(option), -len(option.value or ""), option.rank))
    return Chosen(
        value=best.value,
        claims=claim_ids(best.told),
        why=f"given by {_sources(best.sources)}: {labels(best.told)}",
        others=_alternatives(told, value_of, best.value),
    )
