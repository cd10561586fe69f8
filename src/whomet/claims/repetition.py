"""Several encounters in one sentence, told apart by their dates alone: "in February and in May", "on Friday
night, from Chetumal, and yesterday morning"."""

import re
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from whomet.claims.drafts import Draft
from whomet.claims.scene import Scene
from whomet.claims.timex import FoundTimex
from whomet.knowledge.lexicon import lexicon
from whomet.model import Occurrence, Reading, parse_edtf

_TOLD = {Occurrence.HAPPENED, Occurrence.PLANNED}


def repeated(scene: Scene, sentence: TokenSpan, draft: Draft) -> list[Draft]:
    """The draft, and one more for every date that the sentence joins to the draft's by "and"."""
    if draft.occurrence.value not in _TOLD or not draft.date.spans or draft.date.value is None:
        return [draft]
    found = scene.calendar.inside(sentence.start_char, sentence.end_char)
    own = next((n for n, timex in enumerate(found) if timex.start == draft.date.spans[0].start), None)
    if own is None:
        return [draft]
    drafts = [draft]
    joined = re.compile(lexicon(scene.language, "dates")["joined"]["regex"])
    for step in (-1, 1):
        at = own + step
        while 0 <= at < len(found) and _are_joined(
            scene, found[min(at, at - step)], found[max(at, at - step)], joined
        ):
            value = scene.calendar.value(found[at], draft.occurrence.value)
            if value is None or any(_overlap(value, other.date.value) for other in drafts):
                break
            span = scene.parsed.document.span(found[at].start, found[at].end)
            date: Reading[str | None] = Reading(value=value, spans=(span,), rule=found[at].rule)
            drafts.append(replace(draft, date=date))
            at += step
    return drafts


def _are_joined(scene: Scene, first: FoundTimex, second: FoundTimex, joined: re.Pattern[str]) -> bool:
    return joined.fullmatch(scene.parsed.document.text[first.end : second.start]) is not None


def _overlap(value: str, other: str | None) -> bool:
    return other is not None and parse_edtf(value).overlaps(parse_edtf(other))
