"""Whether it took place, and whose word that rests on: the two rules that are printed on the page."""

from collections.abc import Iterable, Sequence
from datetime import date

from whomet.encounters.testimony import Testimony
from whomet.model import Alternative, Attribution, Chosen, Occurrence, Verification

_PARTICIPANTS_WORD = frozenset(
    {Attribution.SUBJECT_SIDE, Attribution.FIGURE_SIDE, Attribution.BOTH_SIDES, Attribution.REGISTER}
)
_SIDE = {
    Attribution.SUBJECT_SIDE: "the subject's side",
    Attribution.FIGURE_SIDE: "the figure's side",
    Attribution.BOTH_SIDES: "both sides",
    Attribution.REGISTER: "an official register",
}
_STRONGEST = (
    Occurrence.HAPPENED,
    Occurrence.CANCELLED,
    Occurrence.DENIED,
    Occurrence.PLANNED,
    Occurrence.HYPOTHETICAL,
)
"""What holds where texts differ: what happened over what was called off (see `occurrence`), what
was called off or denied over its announcement, a plan over an invitation."""


def claim_ids(told: Iterable[Testimony]) -> tuple[str, ...]:
    """The ids of the claims, sorted."""
    return tuple(sorted(testimony.claim.id for testimony in told))


def labels(told: Iterable[Testimony]) -> str:
    """The sources as a reader would name them, each once; "…" after the third."""
    names = list(dict.fromkeys(testimony.label for testimony in told))
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def _latest(told: Iterable[Testimony]) -> date | None:
    return max((testimony.published for testimony in told if testimony.published), default=None)


def occurrence(told: Sequence[Testimony]) -> Chosen[Occurrence]:
    """Whether the encounter took place, as of all that is told of it.

    A plan that some text tells as held came true. What was called off holds against its
    announcement, and against reports that it was held unless one of them is of the same day or
    later. A denial against a report leaves it standing, as disputed (see `verification`).
    """
    said: dict[Occurrence, list[Testimony]] = {}
    for testimony in told:
        said.setdefault(testimony.claim.occurrence.value, []).append(testimony)
    ranked = [value for value in _STRONGEST if value in said]
    held, off = said.get(Occurrence.HAPPENED, []), said.get(Occurrence.CANCELLED, [])
    if held and off:
        held_as_of, off_as_of = _latest(held), _latest(off)
        if held_as_of is None or off_as_of is None or held_as_of < off_as_of:
            ranked = [Occurrence.CANCELLED, *(v for v in ranked if v is not Occurrence.CANCELLED)]
    value = ranked[0]
    others = tuple(Alternative[Occurrence](value=v, claims=claim_ids(said[v])) for v in ranked[1:])
    return Chosen(
        value=value, claims=claim_ids(said[value]), why=_occurrence_reason(value, said), others=others
    )


def _occurrence_reason(value: Occurrence, said: dict[Occurrence, list[Testimony]]) -> str:
    by = labels(said[value])
    if value is Occurrence.HAPPENED:
        if Occurrence.CANCELLED in said:
            return f"held, by a report as late as the news that it was called off: {by}"
        if Occurrence.DENIED in said:
            return f"told as held by {by}; denied in {labels(said[Occurrence.DENIED])}"
        if Occurrence.PLANNED in said:
            return f"announced, then told as held by {by}"
        return f"told as held by {by}"
    if value is Occurrence.CANCELLED:
        if Occurrence.HAPPENED in said:
            return f"called off, by {by}; no later report tells of it as held"
        return f"called off or postponed, by {by}"
    if value is Occurrence.DENIED:
        return f"said not to have happened, by {by}; no text vouches for it"
    if value is Occurrence.PLANNED:
        return f"announced by {by}; no text tells of it as held"
    return f"an invitation or a wish, by {by}"


def word(testimony: Testimony) -> Verification:
    """Whose word one claim is: a participant's (its own text, or quoted), a disputed one, or a report."""
    claim = testimony.claim
    if claim.verification.value is Verification.DISPUTED:
        return Verification.DISPUTED
    if testimony.speaks or claim.attribution.value in _PARTICIPANTS_WORD:
        return Verification.OFFICIAL
    return claim.verification.value


def _speakers(told: Sequence[Testimony]) -> str:
    sides = [
        testimony.label if testimony.speaks else _SIDE.get(testimony.claim.attribution.value, testimony.label)
        for testimony in told
    ]
    return ", ".join(dict.fromkeys(sides))


def verification(told: Sequence[Testimony], held: Occurrence) -> Chosen[Verification]:
    """Whose word the record rests on, over the claims that give its occurrence.

    Official: a participant, their office, government or company says so. Disputed: reported, and
    denied by a participant. Reported: all else. An announcement is no word that it was held.
    """
    supporting = [testimony for testimony in told if testimony.claim.occurrence.value is held]
    denying = [testimony for testimony in told if testimony.claim.occurrence.value is Occurrence.DENIED]
    words: dict[Verification, list[Testimony]] = {}
    for testimony in supporting:
        words.setdefault(word(testimony), []).append(testimony)
    if held is Occurrence.HAPPENED and denying:
        words.setdefault(Verification.DISPUTED, []).extend(denying)
    order = (Verification.OFFICIAL, Verification.DISPUTED, Verification.REPORTED)
    value = next(each for each in order if each in words)
    if value is Verification.OFFICIAL:
        why = f"said by a participant: {_speakers(words[value])}"
    elif value is Verification.DISPUTED:
        why = dispute(supporting, denying)
    else:
        why = f"reported by {labels(words[value])}; no participant's word"
    others = tuple(
        Alternative[Verification](value=each, claims=claim_ids(words[each]))
        for each in order
        if each in words and each != value
    )
    return Chosen(value=value, claims=claim_ids(words[value]), why=why, others=others)


def dispute(supporting: Sequence[Testimony], denying: Sequence[Testimony]) -> str:
    """Who reported and who denied, as a clause for readers."""
    reported = f"reported by {labels(supporting)}"
    if denying:
        return f"{reported}, denied by {_speakers(denying)}"
    return f"{reported}, denied by a participant in the same text"
