"""docs/evaluation.md says of every figure and every cause what it is."""

from pathlib import Path

from whomet.evaluation import MissCause, SpuriousCause, figure_names, label

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_every_figure_and_every_cause_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    explained = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|")}
    assert {label(name) for name in figure_names()} - explained == set()
    assert {cause.value for cause in (*MissCause, *SpuriousCause)} - explained == set()
