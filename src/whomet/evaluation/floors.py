"""Floors: figures below which the reader must not fall, and the documents they were measured on."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from whomet.errors import SettingsError
from whomet.evaluation.evaluation import Evaluation
from whomet.evaluation.figures import Figures, named_values
from whomet.evaluation.gold import Corpus
from whomet.model import Noun

WHOLE = "whole"


class Pinned(Noun):
    """The figures of some documents: how many they were, and a fingerprint of what stood in them."""

    documents: int
    sha256: str
    figures: Mapping[str, float]


class Margins(Noun):
    """How far a figure may fall and still pass: what one record more or less amounts to. A batch has fewer
    records than the whole, so one of them weighs more."""

    whole: float = Field(default=0.01, ge=0, le=1)
    batch: float = Field(default=0.03, ge=0, le=1)


class FloorsFile(Noun):
    """`floors.json`."""

    margins: Margins = Margins()
    whole: Pinned
    batches: Mapping[str, Pinned]


class Drop(Noun):
    """A figure below its floor, or documents that are not those of the floors; a sentence for people."""

    of: str
    figure: str | None
    why: str

    def __str__(self) -> str:
        return f"{self.of}: {self.why}"


def read_floors(path: Path) -> FloorsFile:
    """The floors in a file. Raises SettingsError where there are none."""
    next_step = "write them: whomet evaluate GOLD_DIR --floors FILE --write-floors"
    try:
        return FloorsFile.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise SettingsError("no floors here", where=str(path), next_step=next_step) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        what = f"no floors that can be read: {place} {first['msg']}"
        raise SettingsError(what, where=str(path), next_step=next_step) from error


def pin(corpus: Corpus, measured: Evaluation, margins: Margins) -> FloorsFile:
    """Floors at the figures as they are now."""
    return FloorsFile(
        margins=margins,
        whole=_pinned(corpus, measured.whole),
        batches={name: _pinned(corpus.batch(name), figures) for name, figures in measured.batches.items()},
    )


def write_floors(path: Path, floors: FloorsFile) -> None:
    """Write the file, to be read and kept with the documents."""
    path.write_text(floors.model_dump_json(indent=2) + "\n", encoding="utf-8")


def drops_below(
    corpus: Corpus, measured: Evaluation, floors: FloorsFile, *, all_documents: bool = True
) -> tuple[Drop, ...]:
    """Everything that fell below its floor. Where only some documents were read, the batches that are there
    are compared, and nothing is said of the whole and of the others."""
    drops: list[Drop] = []
    if all_documents:
        drops += _drops(WHOLE, corpus, measured.whole, floors.whole, floors.margins.whole)
        drops += [
            Drop(of=f"batch {name}", figure=None, why="it has floors, but no documents any more")
            for name in floors.batches
            if name not in measured.batches
        ]
    for name, figures in measured.batches.items():
        pinned = floors.batches.get(name)
        if pinned is None:
            drops.append(Drop(of=f"batch {name}", figure=None, why="it has no floors yet"))
        else:
            drops += _drops(f"batch {name}", corpus.batch(name), figures, pinned, floors.margins.batch)
    return tuple(drops)


def moved(before: FloorsFile | None, after: FloorsFile) -> tuple[str, ...]:
    """What the floors of the whole are now, and what they were: a line for each that moved."""
    old = before.whole.figures if before else {}
    new = after.whole.figures
    return tuple(
        f"{name}: {_floor(old.get(name))} -> {_floor(new.get(name))}"
        for name in dict.fromkeys((*new, *old))
        if old.get(name) != new.get(name)
    )


def _floor(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _pinned(corpus: Corpus, figures: Figures) -> Pinned:
    return Pinned(documents=len(corpus.files), sha256=corpus.sha256, figures=dict(named_values(figures)))


def _drops(of: str, corpus: Corpus, figures: Figures, pinned: Pinned, margin: float) -> list[Drop]:
    if corpus.sha256 != pinned.sha256:
        count = f"{len(corpus.files)} documents, {pinned.documents} when its floors were written"
        return [Drop(of=of, figure=None, why=f"the documents are not those of its floors ({count})")]
    now = dict(named_values(figures))
    return [
        Drop(of=of, figure=name, why=_fell(name, now.get(name), floor, margin))
        for name, floor in pinned.figures.items()
        # Both numbers are rounded to three places: a tenth of the last one keeps their difference exact.
        if name not in now or now[name] < floor - margin - 0.0001
    ]


def _fell(name: str, value: float | None, floor: float, margin: float) -> str:
    if value is None:
        return f"{name} has no value any more, its floor is {floor:.3f}"
    return f"{name} fell to {value:.3f}, its floor is {floor:.3f} with a margin of {margin:.3f}"
