"""How well the reader reads: its records against gold ones, figures, and the causes of what went wrong."""

from whomet.evaluation.causes import Explained, MissCause, Missed, Mistake, Spurious, SpuriousCause, explain
from whomet.evaluation.evaluation import Evaluation, evaluation_of
from whomet.evaluation.figures import Figures, Rates, Share, figure_names, named_values
from whomet.evaluation.floors import (
    Drop,
    FloorsFile,
    Margins,
    drops_below,
    moved,
    pin,
    read_floors,
    write_floors,
)
from whomet.evaluation.gold import Corpus, batch_of, read_gold
from whomet.evaluation.listing import batch_lines, by_cause, figure_lines, label, mistake_lines
from whomet.evaluation.records import Answer, GoldDocument, Outcome, Party, Record, outcome_of, record_of
from whomet.evaluation.scoring import Comparison, compare_document, score
from whomet.evaluation.sight import SeenDocument, SeenPerson, SeenPredicate, SeenSentence

__all__ = [
    "Answer", "Comparison", "Corpus", "Drop", "Evaluation", "Explained", "Figures", "FloorsFile",
    "GoldDocument", "Margins", "MissCause", "Missed", "Mistake", "Outcome", "Party", "Rates", "Record",
    "SeenDocument", "SeenPerson", "SeenPredicate", "SeenSentence", "Share", "Spurious", "SpuriousCause",
    "batch_lines", "batch_of", "by_cause", "compare_document", "drops_below", "evaluation_of", "explain",
    "figure_lines", "figure_names", "label", "mistake_lines", "moved", "named_values", "outcome_of", "pin",
    "read_floors", "read_gold", "record_of", "score", "write_floors",
]  # fmt: skip
