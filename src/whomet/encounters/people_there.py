"""Who took part, what was discussed, and whose business it concerned: unions over the claims."""

from collections import Counter
from collections.abc import Callable, Sequence

from whomet.encounters.figure_keys import FigureKeys, group_country
from whomet.encounters.status import claim_ids
from whomet.encounters.testimony import Testimony
from whomet.model import Alternative, EncounterFigure, Occurrence, Participant, Topic


def _favourite(values: Sequence[tuple[str, str | None]]) -> str | None:
    """The value that the most sources give; among equals the longest, then the first by alphabet."""
    votes = Counter(value for _, value in set(values) if value)
    return min(votes, key=lambda value: (-votes[value], -len(value), value), default=None)


def figures_of(told: Sequence[Testimony], keys: FigureKeys) -> tuple[EncounterFigure, ...]:
    """Every figure that some claim names, with the name, title and country that most
    sources give. Named figures come first, then unnamed groups."""
    mentions: dict[str, list[tuple[Testimony, Participant]]] = {}
    for testimony in told:
        for participant in testimony.claim.participants:
            mentions.setdefault(keys.key(participant), []).append((testimony, participant))
    return tuple(
        EncounterFigure(
            figure_id=key,
            name=_favourite([(t.source, p.name) for t, p in found]),
            title=_favourite([(t.source, p.title) for t, p in found]),
            country=_favourite([(t.source, p.country) for t, p in found]),
            claims=tuple(sorted({t.claim.id for t, _ in found})),
        )
        for key, found in sorted(
            mentions.items(), key=lambda item: (group_country(item[0]) is not None, item[0])
        )
    )


def topics_of(told: Sequence[Testimony], held: Occurrence) -> tuple[Alternative[Topic], ...]:
    """What was discussed, by the claims that give the record's occurrence: the agenda of a plan is
    not what was spoken of."""
    giving = [testimony for testimony in told if testimony.claim.occurrence.value is held]
    return _union(giving, lambda testimony: [reading.value for reading in testimony.claim.topics])


def organisations_of(told: Sequence[Testimony]) -> tuple[Alternative[str], ...]:
    """The subject's organisations that any claim names."""
    return _union(told, lambda testimony: [reading.value for reading in testimony.claim.organisations])


def _union[T](
    told: Sequence[Testimony], values_of: Callable[[Testimony], list[T]]
) -> tuple[Alternative[T], ...]:
    given: dict[T, list[Testimony]] = {}
    for testimony in told:
        for value in dict.fromkeys(values_of(testimony)):
            given.setdefault(value, []).append(testimony)
    return tuple(
        Alternative(value=value, claims=claim_ids(claims))
        for value, claims in sorted(given.items(), key=lambda item: (-len(item[1]), str(item[0])))
    )
