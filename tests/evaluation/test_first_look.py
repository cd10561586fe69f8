"""What the reader made of each batch when it saw it first: the record that nobody can take back."""

import csv
from datetime import date
from pathlib import Path

EVALUATION = Path(__file__).parents[2] / "evaluation"
COLUMNS = [
    "date", "batch", "writer", "documents", "commit", "precision", "recall", "f1", "counted_f1", "note",
]  # fmt: skip


def test_the_first_look_at_each_batch_is_on_record(own_gold: Path) -> None:
    with (EVALUATION / "first-look.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == COLUMNS
    batches = [row["batch"] for row in rows]
    assert len(set(batches)) == len(batches)
    for row in rows:
        date.fromisoformat(row["date"])
        folders = (own_gold, EVALUATION / "locked")
        held = [path for folder in folders for path in folder.glob(f"{row['batch']}-*.json")]
        assert int(row["documents"]) == len(held)
        assert len(row["commit"]) >= 7
        assert int(row["commit"], 16)
        precision, recall, f1 = (float(row[name]) for name in ("precision", "recall", "f1"))
        # Within what rounding to three places leaves open.
        assert abs(f1 - 2 * precision * recall / (precision + recall)) < 0.002
        assert 0 <= float(row["counted_f1"]) <= 1
