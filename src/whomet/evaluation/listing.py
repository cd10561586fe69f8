"""The figures and the mistakes as lines of text."""

from collections.abc import Iterator, Mapping, Sequence

from whomet.evaluation.causes import Missed, Mistake, Spurious
from whomet.evaluation.figures import IN_FULL, Figures, Rates, Share, figure_names
from whomet.evaluation.records import Record

_LABELS: Mapping[str, str] = {
    "records": "all records",
    "counted": "counted records",
    "negatives_clean": "negatives left clean",
    "place_country": "place country",
    "organisations": "orgs",
}
_QUOTE = 160


def label(name: str) -> str:
    """The name of a figure as it is printed."""
    return _LABELS.get(name, name)


def figure_lines(figures: Figures) -> Iterator[str]:
    """One line for each figure, with the numbers behind it."""
    unread = f", {figures.unread} of them not read" if figures.unread else ""
    yield f"{figures.documents} documents{unread}"
    for name in figure_names():
        measured = getattr(figures, name)
        words = _rates(measured, name in IN_FULL) if isinstance(measured, Rates) else _share(measured)
        yield f"{label(name):<22}{words}"


def batch_lines(batches: Mapping[str, Figures]) -> Iterator[str]:
    """A table of the batches: their documents, and the rates of all and of counted records."""
    yield f"{'batch':<12}{'documents':>9}{'P':>8}{'R':>7}{'F1':>7}{'counted F1':>12}"
    for name, figures in batches.items():
        rates = figures.records
        yield (
            f"{name:<12}{figures.documents:>9}{rates.precision:>8.3f}{rates.recall:>7.3f}{rates.f1:>7.3f}"
            f"{figures.counted.f1:>12.3f}"
        )


def mistake_lines(
    missed: Sequence[Missed], spurious: Sequence[Spurious], at_most: int | None
) -> Iterator[str]:
    """The mistakes by cause, the commonest cause first, at most so many of each."""
    yield f"missed: {len(missed)}"
    yield from _cause_lines(missed, at_most)
    yield f"spurious: {len(spurious)}"
    yield from _cause_lines(spurious, at_most)


def _cause_lines(mistakes: Sequence[Mistake], at_most: int | None) -> Iterator[str]:
    for cause, members in by_cause(mistakes).items():
        yield f"  {cause}: {len(members)}"
        for mistake in members[:at_most]:
            yield f"    {mistake.document_id} | {_told(mistake.record)}"
            yield f"      {mistake.seen}"
        if at_most is not None and 0 < at_most < len(members):
            yield f"    … and {len(members) - at_most} more"


def by_cause[T: Mistake](mistakes: Sequence[T]) -> dict[str, list[T]]:
    """The mistakes of each cause, the commonest cause first."""
    causes: dict[str, list[T]] = {}
    for mistake in mistakes:
        causes.setdefault(mistake.cause.value, []).append(mistake)
    return dict(sorted(causes.items(), key=lambda item: (-len(item[1]), item[0])))


def _rates(rates: Rates, in_full: bool) -> str:
    numbers = f"{rates.found} found, {rates.spurious} spurious, {rates.missed} missed"
    if rates.empty:
        return "none to find"
    if in_full:
        return f"P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}  ({numbers})"
    return f"F1 {rates.f1:.3f}  ({numbers})"


def _share(share: Share) -> str:
    if share.value is None:
        return "none to be right about"
    return f"{share.value:.3f}  ({share.right} of {share.of})"


def _told(record: Record) -> str:
    who = ", ".join(figure.name or figure.title or "unnamed" for figure in record.figures)
    words = " ".join(record.quote.split())
    quote = words if len(words) <= _QUOTE else f"{words[:_QUOTE]}…"
    return f"{who} | {record.date or 'no date'} | {record.occurrence} {record.mode} | {quote}"
