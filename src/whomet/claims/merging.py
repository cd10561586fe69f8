"""Drafts of one document that speak of one encounter become one."""

from collections.abc import Sequence
from dataclasses import replace

from whomet.claims.drafts import Draft
from whomet.model import Mode, Occurrence, Reading, Verification, is_day, is_inferred, parse_edtf

# Of two readings of an occurrence in one text, the one that says more about what became of it.
_RANK = {
    Occurrence.CANCELLED: 4,
    Occurrence.HAPPENED: 3,
    Occurrence.PLANNED: 2,
    Occurrence.DENIED: 1,
    Occurrence.HYPOTHETICAL: 0,
}
# A draft within this many sentences, or of the model and less sure than this, goes on about the same.
_CLOSE = 3
_SURE = 0.75
# Of two forms, the one that says more.
_SPECIFIC = {
    Mode.VIDEO: 5,
    Mode.CALL: 4,
    Mode.EVENT: 3,
    Mode.MEETING: 2,
    Mode.MESSAGE: 1,
    Mode.UNSPECIFIED: 0,
}


def merge_drafts(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """One draft for each encounter of the document, in the order of first mention.

    What the rules and the model are sure of is merged first; a doubtful draft that would join one of
    these adds nothing to it.
    """
    sure = _merged(
        [d for d in drafts if d.confident and not d.learned]
        + [d for d in drafts if d.confident and d.learned]
    )
    doubtful = [d for d in drafts if not d.confident and not any(_one(m, d) for m in sure)]
    return tuple(sorted((*sure, *_merged(doubtful)), key=lambda d: d.sentence))


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    merged: list[Draft] = []
    for draft in drafts:
        best = max(
            (i for i in range(len(merged)) if _one(merged[i], draft)),
            key=lambda i: _affinity(merged[i], draft),
            default=None,
        )
        if best is None:
            merged.append(draft)
        else:
            merged[best] = _join(merged[best], draft)
    return merged


def _affinity(a: Draft, b: Draft) -> float:
    same_date = a.date.value is not None and a.date.value == b.date.value
    return len(set(a.figures) & set(b.figures)) + 2 * same_date - 0.05 * abs(a.sentence - b.sentence)


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or parse_edtf(a).overlaps(parse_edtf(b))


def _weak(draft: Draft) -> bool:
    """Whether the draft's day is only the one that the narrative is at, given by no words of its own."""
    return is_inferred(draft.date)


def _one(a: Draft, b: Draft) -> bool:
    if not set(a.figures) & set(b.figures):
        return False
    near = abs(a.sentence - b.sentence) <= _CLOSE
    weakly_dated = (_weak(a) or _weak(b)) and not (a.apart or b.apart)
    if near and weakly_dated and a.occurrence.value is b.occurrence.value:
        return True
    if (a.learned or b.learned) and _goes_on(a, b):
        return True
    if not _compatible(a.date.value, b.date.value):
        return False
    pair = {a.occurrence.value, b.occurrence.value}
    if Occurrence.HYPOTHETICAL in pair and len(pair) > 1:
        return Occurrence.PLANNED in pair and abs(a.sentence - b.sentence) <= 2
    if pair == {Occurrence.HAPPENED, Occurrence.PLANNED}:
        return a.date.value is not None and a.date.value == b.date.value
    if pair == {Occurrence.HAPPENED, Occurrence.CANCELLED}:
        return False
    undated = a.date.value is None or b.date.value is None
    if undated and (a.apart or b.apart) and a.sentence != b.sentence:
        return False
    modes = {a.mode.value, b.mode.value}
    if modes == {Mode.CALL, Mode.MEETING} and undated and a.sentence != b.sentence:
        return False
    places = {a.place_country.value, b.place_country.value} - {None}
    return not (undated and len(places) == 2)


def _goes_on(a: Draft, b: Draft) -> bool:
    """Whether a draft that only the model found goes on about an encounter told already: it has no day
    of its own, or stands close by and is not sure enough to be another one."""
    learned = b if b.learned else a
    if Occurrence.HYPOTHETICAL in {a.occurrence.value, b.occurrence.value}:
        return False
    if learned.date.value is None:
        return True
    close = abs(a.sentence - b.sentence) <= _CLOSE
    return _compatible(a.date.value, b.date.value) or (
        close and learned.score < _SURE and not is_day(learned.date.value)
    )


def _finer(a: Reading[str | None], b: Reading[str | None]) -> Reading[str | None]:
    if a.value is None:
        return b
    if b.value is None:
        return a
    if is_inferred(a) is not is_inferred(b):
        return b if is_inferred(a) else a
    return b if _days(b.value) < _days(a.value) else a


def _days(value: str) -> int:
    return parse_edtf(value).days or 10**6


def _join(a: Draft, b: Draft) -> Draft:
    occurrence = a.occurrence if _RANK[a.occurrence.value] >= _RANK[b.occurrence.value] else b.occurrence
    verification = a.verification
    if {a.occurrence.value, b.occurrence.value} == {Occurrence.HAPPENED, Occurrence.DENIED}:
        denied = a if a.occurrence.value is Occurrence.DENIED else b
        verification = Reading(
            value=Verification.DISPUTED, spans=(denied.quote,), rule="reported, and denied in the same text"
        )
    elif Verification.DISPUTED in {a.verification.value, b.verification.value}:
        verification = a.verification if a.verification.value is Verification.DISPUTED else b.verification
    elif b.verification.value is Verification.OFFICIAL and a.verification.value is not Verification.OFFICIAL:
        verification = b.verification
    official = verification is b.verification
    agree = _compatible(a.date.value, b.date.value)
    date = _finer(a.date, b.date) if agree else (b.date if a.learned or _weak(a) else a.date)
    place_from = a if a.place.value is not None else b
    if a.place_country.value is None and b.place_country.value is not None:
        place_from = b
    main = a if (a.score, a.date.value is not None) >= (b.score, b.date.value is not None) else b
    mode = a.mode if _SPECIFIC[a.mode.value] >= _SPECIFIC[b.mode.value] else b.mode
    if {a.mode.value, b.mode.value} == {Mode.MEETING, Mode.EVENT}:
        mode = main.mode
    return replace(
        a,
        figures=tuple(dict.fromkeys((*a.figures, *b.figures))),
        words=tuple({**dict(b.words), **dict(a.words)}.items()),
        mode=mode,
        occurrence=occurrence,
        attribution=b.attribution if official else a.attribution,
        verification=verification,
        date=date,
        place=place_from.place,
        place_country=place_from.place_country,
        topics=_union(a.topics, b.topics),
        organisations=_union(a.organisations, b.organisations),
        quote=main.quote,
        score=max(a.score, b.score),
        confident=a.confident or b.confident,
        apart=a.apart and b.apart,
        learned=a.learned and b.learned,
    )


def _union[T](a: tuple[Reading[T], ...], b: tuple[Reading[T], ...]) -> tuple[Reading[T], ...]:
    known = {reading.value for reading in a}
    return (*a, *(reading for reading in b if reading.value not in known))
