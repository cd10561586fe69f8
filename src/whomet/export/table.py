"""A record of the ledger as one line of a table: for spreadsheets and terminals."""

from collections.abc import Mapping

from whomet.export.exchange import best_claim
from whomet.model import Claim, Encounter

COLUMNS = (
    "id", "date", "who", "country", "mode", "occurrence", "verification", "place", "place_country",
    "topics", "orgs", "counted", "reason", "documents", "quote",
)  # fmt: skip

# A spreadsheet takes a cell that begins with one of these for a formula and computes it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def encounter_as_cells(encounter: Encounter, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The cells of `COLUMNS`. Several values in one cell are separated by `; `. A cell that a spreadsheet
    would compute begins with an apostrophe; the JSON formats have the words unchanged."""
    cells = (
        encounter.id,
        encounter.date.value or "",
        "; ".join(_who(figure.title, figure.name) for figure in encounter.figures),
        "; ".join(dict.fromkeys(figure.country for figure in encounter.figures if figure.country)),
        encounter.mode.value,
        encounter.occurrence.value,
        encounter.verification.value,
        encounter.place.value or "",
        encounter.place_country.value or "",
        "; ".join(topic.value for topic in encounter.topics),
        "; ".join(organisation.value for organisation in encounter.organisations),
        "yes" if encounter.counted else "no",
        encounter.reason or "",
        "; ".join(encounter.documents),
        best_claim(encounter, claims).quote.text,
    )
    return tuple(f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells)


def _who(title: str | None, name: str | None) -> str:
    return " ".join(part for part in (title, name) if part) or "unnamed"
