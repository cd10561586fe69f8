"""The figures of an evaluation: shares and rates with the numbers they were made from."""

from collections.abc import Iterator

from pydantic import computed_field

from whomet.model import Noun


class Share(Noun):
    """So many of so many."""

    right: int = 0
    of: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def value(self) -> float | None:
        """Between 0 and 1; None where there was nothing to be right about."""
        return round(self.right / self.of, 3) if self.of else None

    def __add__(self, other: "Share") -> "Share":
        return Share(right=self.right + other.right, of=self.of + other.of)


class Rates(Noun):
    """What was found, what was found that is not there, and what was not found."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """The share of what was told that is right; 0 where nothing was told."""
        return round(self._precision, 3)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        return round(self._recall, 3)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self._precision + self._recall
        return round(2 * self._precision * self._recall / total, 3) if total else 0.0

    @property
    def _precision(self) -> float:
        told = self.found + self.spurious
        return self.found / told if told else 0.0

    @property
    def _recall(self) -> float:
        there = self.found + self.missed
        return self.found / there if there else 0.0

    @property
    def empty(self) -> bool:
        """Whether there was nothing to find and nothing was told."""
        return not (self.found or self.spurious or self.missed)

    def __add__(self, other: "Rates") -> "Rates":
        return Rates(
            found=self.found + other.found,
            spurious=self.spurious + other.spurious,
            missed=self.missed + other.missed,
        )


class Figures(Noun):
    """What is measured, as docs/evaluation.md defines it; of fields, over the matched records."""

    documents: int = 0
    unread: int = 0
    records: Rates = Rates()
    counted: Rates = Rates()
    negatives_clean: Share = Share()
    mode: Share = Share()
    occurrence: Share = Share()
    verification: Share = Share()
    date: Share = Share()
    place_country: Share = Share()
    country: Share = Share()
    title: Share = Share()
    participants: Rates = Rates()
    topics: Rates = Rates()
    organisations: Rates = Rates()
    outcomes: Rates = Rates()

    def __add__(self, other: "Figures") -> "Figures":
        names = type(self).model_fields
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})


# Of these rates all three numbers are pinned and printed, of the others F1 alone.
IN_FULL = ("records", "counted", "outcomes")


def figure_names() -> tuple[str, ...]:
    """The names of all figures, in the order in which they are printed."""
    return tuple(name for name in Figures.model_fields if name not in {"documents", "unread"})


def named_values(figures: Figures) -> Iterator[tuple[str, float]]:
    """Each figure that has a value, by its name ("records.f1", "mode")."""
    for name in figure_names():
        measured = getattr(figures, name)
        if isinstance(measured, Share):
            if measured.value is not None:
                yield name, measured.value
        elif not measured.empty:
            for part in ("precision", "recall", "f1") if name in IN_FULL else ("f1",):
                yield f"{name}.{part}", getattr(measured, part)
