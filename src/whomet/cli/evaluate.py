"""`whomet evaluate`: the reader measured against gold documents."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whomet.cli.console import note, progress, report_issues, result, result_json
from whomet.cli.options import JsonOption
from whomet.errors import UsageError
from whomet.model import Document, Issue, Tier
from whomet.watching import Watch

if TYPE_CHECKING:
    from whomet.claims import DocumentReading
    from whomet.evaluation import Answer, Comparison, Corpus, Evaluation, Explained, FloorsFile

_LISTED = 5
_NEXT_STEP = "whomet evaluate GOLD_DIR --floors FILE --write-floors"


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold documents.")],
    as_json: JsonOption = False,
    errors: Annotated[
        int | None,
        typer.Option("--errors", min=0, help="How many of each cause to list: 5, in JSON all; 0: none."),
    ] = None,
    floors: Annotated[
        Path | None, typer.Option("--floors", help="Fail where a figure is below its floor in this file.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write-floors", help="Put the figures as they are into the file of floors.")
    ] = False,
    only: Annotated[
        str, typer.Option("--only", metavar="PREFIX", help="Only documents whose ids begin so.")
    ] = "",
) -> None:
    """Read gold documents; print how many of their encounters were found, and why the others were not."""
    from whomet.evaluation import drops_below, read_floors, read_gold

    if write and (floors is None or only):
        raise UsageError("floors are those of all documents, in a named file", next_step=_NEXT_STEP)
    corpus = read_gold(gold, only)
    pinned = read_floors(floors) if floors and (floors.exists() or not write) else None
    with progress() as watch:
        measured, issues = _measured(corpus, with_causes=errors != 0, watch=watch)
    _print(measured, as_json, errors if errors is not None or as_json else _LISTED)
    if write and floors is not None:
        _write(floors, corpus, measured, pinned)
        drops: tuple[Any, ...] = ()
    else:
        drops = drops_below(corpus, measured, pinned, all_documents=not only) if pinned else ()
    for drop in drops:
        note(f"below the floor: {drop}")
    report_issues((*corpus.issues, *issues))
    if drops:
        raise typer.Exit(1)


def _measured(corpus: "Corpus", *, with_causes: bool, watch: Watch) -> tuple["Evaluation", list[Issue]]:
    """Read the documents as `whomet read` does, and compare. The reader gets the documents only: the gold
    answers come from another reading of the same files."""
    from whomet.evaluation import compare_document, evaluation_of

    documents, issues = _documents(corpus)
    answers: dict[str, Answer] = {}
    for done, found in enumerate(_readings(documents.values()), start=1):
        issues.extend(found.issues)
        answers[found.document_id] = _answer(found)
        watch("documents read", done, len(documents))
    comparisons = [
        compare_document(file.document, answers.get(file.document.id) or _no_document(file.document.id))
        for file in corpus.files
    ]
    mistakes = _explained(comparisons, documents, watch) if with_causes else ()
    return evaluation_of(comparisons, tuple(mistakes)), issues


def _documents(corpus: "Corpus") -> tuple[dict[str, Document], list[Issue]]:
    from whomet.files import read_files

    documents: dict[str, Document] = {}
    issues: list[Issue] = []
    for one in read_files([file.path for file in corpus.files]):
        if isinstance(one, Issue):
            issues.append(one)
            continue
        issues.extend(one[1].issues)
        documents |= {document.id: document for document in one[1].documents}
    return documents, issues


def _readings(documents: Iterable[Document]) -> Iterator["DocumentReading"]:
    from whomet import reading
    from whomet.knowledge.subjects import load_subject

    in_order = sorted(documents, key=lambda document: document.subject or "")
    for name, group in groupby(in_order, key=lambda document: document.subject or ""):
        yield from reading.read(group, load_subject(name))


def _answer(found: "DocumentReading") -> "Answer":
    from whomet.evaluation import Answer, outcome_of, record_of

    # A document that was not read has an issue instead of claims: the reader never returns neither.
    unread = "; ".join(issue.what for issue in found.issues) if not found.claims else ""
    return Answer(
        document_id=found.document_id,
        records=tuple(record_of(claim) for claim in found.claims if claim.tier is Tier.CONFIDENT),
        possible=tuple(record_of(claim) for claim in found.claims if claim.tier is not Tier.CONFIDENT),
        outcomes=tuple(outcome_of(outcome) for outcome in found.outcomes),
        unread=unread or None,
    )


def _no_document(document_id: str) -> "Answer":
    from whomet.evaluation import Answer

    return Answer(document_id=document_id, unread="the file was not read as a document")


def _explained(
    comparisons: Iterable["Comparison"], documents: dict[str, Document], watch: Watch
) -> Iterator["Explained"]:
    from whomet.claims import diagnose
    from whomet.evaluation import explain
    from whomet.knowledge.subjects import load_subject

    mistaken = [c for c in comparisons if c.matching.missed or c.matching.spurious]
    for done, compared in enumerate(mistaken, start=1):
        read = compared.answer.unread is None
        subject = load_subject(compared.gold.subject)
        yield explain(compared, diagnose(documents[compared.gold.id], subject) if read else None)
        watch("mistakes explained", done, len(mistaken))


def _print(measured: "Evaluation", as_json: bool, at_most: int | None) -> None:
    from whomet.evaluation import batch_lines, by_cause, figure_lines, mistake_lines

    if as_json:
        listed = {
            heading: {
                cause: [mistake.model_dump(mode="json", by_alias=True) for mistake in members[:at_most]]
                for cause, members in by_cause(mistakes).items()
            }
            for heading, mistakes in (("missed", measured.missed), ("spurious", measured.spurious))
        }
        figures = measured.model_dump(mode="json", include={"whole", "batches", "unread"})
        result_json(figures | (listed if at_most != 0 else {}), indent=1)
        return
    for line in figure_lines(measured.whole):
        result(line)
    if len(measured.batches) > 1:
        result("")
        for line in batch_lines(measured.batches):
            result(line)
    if at_most != 0:
        result("")
        for line in mistake_lines(measured.missed, measured.spurious, at_most):
            result(line)


def _write(path: Path, corpus: "Corpus", measured: "Evaluation", pinned: "FloorsFile | None") -> None:
    from whomet.evaluation import Margins, moved, pin, write_floors

    floors = pin(corpus, measured, pinned.margins if pinned else Margins())
    write_floors(path, floors)
    for line in moved(pinned, floors):
        note(f"floor of {line}")
    note(f"wrote {path}")
