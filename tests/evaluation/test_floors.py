"""Floors: what fell is named, and lowering one is an act of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evaluation_cases import CASES

from whomet.errors import SettingsError
from whomet.evaluation import (
    Answer,
    Corpus,
    Evaluation,
    FloorsFile,
    Margins,
    compare_document,
    drops_below,
    evaluation_of,
    moved,
    pin,
    read_floors,
    read_gold,
    write_floors,
)

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def corpus() -> Corpus:
    return read_gold(CASES / "small")


def measured(corpus: Corpus, silent: tuple[str, ...] = ()) -> Evaluation:
    """As if a reader had found everything but in the documents named."""
    return evaluation_of(
        [
            compare_document(
                file.document,
                Answer(
                    document_id=file.document.id,
                    records=() if file.document.id in silent else file.document.encounters,
                ),
            )
            for file in corpus.files
        ]
    )


def test_the_reader_is_not_below_the_floors_of_our_own_gold(
    evaluate: Callable[..., Any], own_gold: Path
) -> None:
    floors = REPOSITORY / "evaluation" / "floors.json"
    done = evaluate(own_gold, "--floors", floors, "--errors", 0)
    fell = [line for line in done.stderr.splitlines() if line.startswith(("below the floor", "issue"))]
    assert not fell, "\n".join(fell)
    assert done.returncode == 0, done.stderr


def test_the_floors_are_those_of_every_batch(own_gold: Path) -> None:
    floors = read_floors(REPOSITORY / "evaluation" / "floors.json")
    assert set(floors.batches) == set(read_gold(own_gold).batches)
    assert floors.whole.documents == sum(batch.documents for batch in floors.batches.values())


def test_every_figure_that_fell_is_named_for_the_whole_and_for_its_batch(corpus: Corpus) -> None:
    floors = pin(corpus, measured(corpus), Margins())
    assert drops_below(corpus, measured(corpus), floors) == ()
    drops = [str(drop) for drop in drops_below(corpus, measured(corpus, ("p-milei",)), floors)]
    assert any(drop.startswith("whole: records.recall fell to 0.667, its floor is 1.000") for drop in drops)
    assert any(drop.startswith("batch p: records.recall fell to 0.500") for drop in drops)
    assert not any("batch q" in drop or "precision" in drop for drop in drops)


def test_a_fall_within_the_margin_passes(corpus: Corpus) -> None:
    floors = pin(corpus, measured(corpus), Margins(whole=0.334, batch=0.5))
    drops = [str(drop) for drop in drops_below(corpus, measured(corpus, ("p-milei",)), floors)]
    assert [drop for drop in drops if "records.recall" in drop] == []


def test_a_figure_without_a_value_has_fallen(corpus: Corpus) -> None:
    floors = pin(corpus, measured(corpus), Margins())
    silent = measured(corpus, ("p-milei", "p-waiters", "q-versailles"))
    assert any("mode has no value any more" in str(drop) for drop in drops_below(corpus, silent, floors))


def test_floors_of_other_documents_say_nothing_of_these(corpus: Corpus) -> None:
    floors = pin(corpus.batch("p"), measured(corpus.batch("p")), Margins())
    drops = [str(drop) for drop in drops_below(corpus, measured(corpus), floors)]
    assert (
        "whole: the documents are not those of its floors (4 documents, 3 when its floors were written)"
        in drops
    )
    assert "batch q: it has no floors yet" in drops


def test_a_batch_is_compared_alone(corpus: Corpus) -> None:
    floors = pin(corpus, measured(corpus), Margins())
    alone = corpus.batch("q")
    fell = drops_below(alone, measured(alone, ("q-versailles",)), floors, all_documents=False)
    assert {drop.of for drop in fell} == {"batch q"}


def test_what_moves_is_said(corpus: Corpus) -> None:
    before = pin(corpus, measured(corpus, ("p-milei",)), Margins())
    after = pin(corpus, measured(corpus), Margins())
    assert "records.recall: 0.667 -> 1.000" in moved(before, after)
    assert moved(after, after) == ()


def test_floors_are_read_back_as_written(corpus: Corpus, tmp_path: Path) -> None:
    floors: FloorsFile = pin(corpus, measured(corpus), Margins())
    write_floors(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


def test_a_file_without_floors_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no floors here"):
        read_floors(tmp_path / "floors.json")
    (tmp_path / "floors.json").write_text('{"whole": {}}', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"whole\.documents"):
        read_floors(tmp_path / "floors.json")
