"""The table of measured quality in the README: the pinned figures, and the newest first look."""

import csv
import json
import re

from pages.console import ROOT

FLOORS = ROOT / "evaluation" / "floors.json"
FIRST_LOOKS = ROOT / "evaluation" / "first-look.csv"
_TABLE = re.compile(r"(<!-- quality -->\n).*?(<!-- end of quality -->)", re.DOTALL)
_WORDS = {
    "records.f1": "encounters found and not invented (F1)",
    "records.precision": "… of those it tells, right (precision)",
    "records.recall": "… of those there are, found (recall)",
    "counted.f1": "the same for encounters that count (F1)",
    "negatives_clean": "texts without an encounter that stay without one",
    "occurrence": "whether it took place",
    "verification": "whose word it is",
    "mode": "its form",
    "date": "its date, exactly",
    "country": "the figure's country",
    "title": "the figure's title on that day",
    "topics.f1": "what was discussed (F1)",
}


def with_quality(markdown: str) -> str:
    """The page with the figures as they are pinned now, and that of the newest batch when it was first seen.

    Raises KeyError where a figure is gone.
    """
    whole = json.loads(FLOORS.read_text(encoding="utf-8"))["whole"]
    rows = [f"| {words} | {whole['figures'][name]:.2f} |" for name, words in _WORDS.items()]
    head = [f"| over {whole['documents']} documents | |", "|---|---|"]
    with FIRST_LOOKS.open(encoding="utf-8", newline="") as file:
        *_, newest = csv.DictReader(file)
    first = (
        f"| **F1 on {newest['documents']} texts that it had never seen** | **{float(newest['f1']):.2f}** |"
    )
    table = "\n".join([*head, *rows, first])
    return _TABLE.sub(lambda found: f"{found[1]}{table}\n{found[2]}", markdown)
