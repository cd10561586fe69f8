"""The temporal expressions of a plain text with their values, as TIMEX3 (TimeML 1.2.1) has them.

For texts without a parse: tense is guessed from the words before an expression in its sentence.
"""

import re
from datetime import date

from whomet.claims.cues import cue, word_set
from whomet.claims.timex import FoundTimex, Timex, find_timexes
from whomet.claims.timex_rules import TimeContext
from whomet.model import is_day

# Characters before an expression in which a word of the future counts, and after it for the noun it belongs to.
_BEFORE = 70
_AFTER = 12
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s|\n")


def read_dates(text: str, published: date | None, language: str = "en") -> tuple[Timex, ...]:
    """The expressions of `text` in order, each with its EDTF value; None for one that nothing resolves.

    Words that count from the narrative ("the following day") count from the last day named before them, else
    from `published`."""
    anchor = published
    read: list[Timex] = []
    for found in find_timexes(text, language, reading="bare"):
        context = TimeContext(published, anchor, _is_ahead(text, found, language))
        timex = found.resolve(context, language)
        read.append(timex)
        if timex.value is not None and is_day(timex.value):
            anchor = date.fromisoformat(timex.value)
    return tuple(read)


def _is_ahead(text: str, found: FoundTimex, language: str) -> bool:
    before = _SENTENCE_END.split(text[max(0, found.start - _BEFORE) : found.start])[-1]
    after = text[found.end : found.end + _AFTER]
    if before.rstrip().rpartition(" ")[2].lower() in word_set(language, "dates", "future", "touching"):
        return True
    return bool(cue(language, "dates", "future", "before").search(before)) or bool(
        cue(language, "dates", "future", "after").match(after.lstrip())
    )
