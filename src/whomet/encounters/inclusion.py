"""Whether a record is counted, and if not, why: in words that are shown to readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from whomet.encounters.status import dispute, labels
from whomet.encounters.testimony import Testimony, possible_days
from whomet.model import (
    CountingRule,
    DateRange,
    Encounter,
    Investigation,
    Judgement,
    Occurrence,
    Tier,
    Verdict,
    Verification,
    parse_edtf,
)

type WindowFit = Literal["inside", "perhaps", "outside"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies against the window, and the reason for readers where it is not inside."""

    fit: WindowFit
    reason: str | None = None


def counting_rule(investigation: Investigation) -> str:
    """The counting rule as a sentence for the page."""
    rule = investigation.rule
    occurrences = " or ".join(value.value for value in rule.occurrences)
    verifications = " or ".join(value.value for value in rule.verifications)
    window = f", that lie certainly inside {investigation.window}" if investigation.window else ""
    undated = "count by the day of publication" if rule.undated_counts else "do not count"
    return (
        f"Counted are records that are {occurrences} and {verifications}{window}; "
        f"records without a date {undated}."
    )


def record_days(value: str | None, held: Occurrence, told: Sequence[Testimony]) -> DateRange:
    """The days on which a record can have been: those of its date, and, for what happened, no later
    than the day after the first text that told of it. A date that is only inferred proves nothing."""
    given = any(testimony.stated is not None for testimony in told)
    stated = parse_edtf(value) if value is not None and given else None
    days = stated or DateRange(earliest=None, latest=None)
    for testimony in told:
        if held is Occurrence.HAPPENED and testimony.claim.occurrence.value is held:
            days = possible_days(days, held, testimony.published)
    return days


def in_words(value: str) -> str:
    """An EDTF date as a reader would say it: "../2021" is "before 2022"."""
    start, slash, end = value.partition("/")
    if not slash:
        return value
    if start == "..":
        return f"before {int(end) + 1}" if len(end) == 4 else f"until {end}"
    return f"since {start}" if end == ".." else f"from {start} to {end}"


def place_in_window(
    value: str | None, held: Occurrence, told: Sequence[Testimony], investigation: Investigation
) -> Place:
    """Where a record lies against the investigation's window.

    By its date, which the first report of it bounds: "2024" in a text of October 2024 is before
    November. A record without a date lies where the first text that tells of it was published.
    """
    if investigation.window is None:
        return Place("inside")
    window = parse_edtf(investigation.window)
    giving = [testimony for testimony in told if testimony.claim.occurrence.value is held]
    told_on = min((testimony.published for testimony in giving if testimony.published), default=None)
    if value is None:
        return _undated(told_on, window)
    stated = parse_edtf(value)
    days = stated
    if held is Occurrence.HAPPENED and told_on is not None:
        known = DateRange(earliest=None, latest=told_on)
        days = DateRange(earliest=stated.earliest, latest=_earlier(stated.latest, told_on))
        if not stated.overlaps(known):
            days = stated
    if days.within(window):
        return Place("inside")
    if not days.overlaps(window):
        return Place("outside", f"{in_words(value)}: outside the window {investigation.window}")
    return Place("perhaps", f"only '{in_words(value)}': not certainly inside the window")


def _earlier(a: date | None, b: date) -> date:
    return b if a is None else min(a, b)


def _undated(told_on: date | None, window: DateRange) -> Place:
    if told_on is None:
        return Place("perhaps", "no date, and the day of publication is not known")
    if window.earliest is not None and told_on < window.earliest:
        return Place("outside", f"no date, and told already on {told_on}, before the window")
    if window.latest is not None and told_on > window.latest:
        return Place("perhaps", f"no date, and first told on {told_on}, after the window")
    return Place("inside")


def status_reason(
    held: Occurrence, verified: Verification, told: Sequence[Testimony], rule: CountingRule
) -> str | None:
    """Why the record's status keeps it out of the count; None where it does not."""
    giving = [testimony for testimony in told if testimony.claim.occurrence.value is held]
    if held not in rule.occurrences:
        as_of = max((t.published for t in told if t.published), default=None)
        return {
            Occurrence.PLANNED: f"planned, not yet held as of {as_of or 'the last text about it'}",
            Occurrence.CANCELLED: f"cancelled or postponed, by {labels(giving)}",
            Occurrence.HYPOTHETICAL: f"an invitation or a wish only, by {labels(giving)}",
            Occurrence.DENIED: f"denied by {labels(giving)}; no text vouches for it",
            Occurrence.HAPPENED: "it happened: the counting rule leaves out what happened",
        }[held]
    if verified not in rule.verifications:
        if verified is Verification.DISPUTED:
            denying = [t for t in told if t.claim.occurrence.value is Occurrence.DENIED]
            return f"disputed: {dispute(giving, denying)}"
        return f"{verified.value} by {labels(giving)}: the counting rule leaves {verified.value} records out"
    return None


def why_not_counted(
    record: Encounter, told: Sequence[Testimony], place: Place, judged: Judgement | None, rule: CountingRule
) -> str | None:
    """The first reason that keeps a record out of the count; None for a record that is counted.
    An editor's decision comes first; then its status; then its date against the window."""
    if counts_under(record, rule):
        return None
    if judged is not None and judged.verdict is Verdict.NO:
        return f"rejected by {judged.who}" + (f": {judged.why}" if judged.why else "")
    if record.tier is Tier.POSSIBLE and not record.accepted:
        return "read with little certainty: waits for an editor"
    undated = "no date: the counting rule leaves undated records out"
    return (
        status_reason(record.occurrence.value, record.verification.value, told, rule)
        or place.reason
        or undated
    )


def counts_under(record: Encounter, rule: CountingRule) -> bool:
    """Whether a counting rule counts a record: one that an editor has not rejected (and has accepted,
    if it is only possible), of a status that the rule names, certainly inside the window."""
    return (
        record.accepted is not False
        and (record.tier is Tier.CONFIDENT or record.accepted is True)
        and record.occurrence.value in rule.occurrences
        and record.verification.value in rule.verifications
        and record.window == "inside"
        and (record.date.value is not None or rule.undated_counts)
    )
