"""Train the learned scorer: python tools/train_scorer.py GOLD_DIR [GOLD_DIR ...] [--folds]

Gold documents (the exchange format, with the field `writer` or the first letters of the id as batch) are read
by the rules; every figure beside the subject in a sentence is a candidate. A candidate is right when a gold
record with that figure quotes its sentence; a figure with a record quoted elsewhere counts little, since
the sentence may well speak of the same encounter. With --folds nothing is written: each batch is scored by
weights made from the others, which is the figure to believe.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_fscore_support
from spacy.tokens import Span as TokenSpan

from whomet.claims.candidates import Candidate
from whomet.claims.entities import build_mentions
from whomet.claims.extraction import Extractor
from whomet.claims.parse import parse_documents
from whomet.claims.scorer import path_vector
from whomet.evaluation.comparing import same_figure
from whomet.evaluation.records import Party
from whomet.knowledge.subjects import load_subject
from whomet.model import Document, DocumentKind, Found

MINIMUM = 4  # documents of features seen less often tell nothing
INVERSE_REGULARISATION = 0.3
VECTOR_SCALE = 0.5
WEIGHT_OF_ELSEWHERE = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate with its answer: 1 quoted, 0 no record, -1 a record quoted elsewhere."""

    batch: str
    answer: int
    features: dict[str, float]
    vector: np.ndarray


def document_of(data: dict[str, Any]) -> Document:
    """The document of one gold file."""
    published = Found(value=data["published"], how="given", confidence=1.0) if data.get("published") else None
    return Document(
        id=data["id"], sha256="0" * 64, kind=DocumentKind(data["kind"]), text=data["text"], language="en",
        published=published,
    )  # fmt: skip


def examples(folders: Iterable[Path]) -> list[Example]:
    """The examples of all gold files in the folders."""
    found: list[Example] = []
    for folder in folders:
        for file in sorted(folder.glob("*.json")):
            data = json.loads(file.read_text(encoding="utf-8"))
            batch = f"{folder.name}/{re.match(r'[A-Za-z]*', data['id']).group()}"  # type: ignore[union-attr]
            parsed = next(iter(parse_documents([document_of(data)])))
            subject = load_subject(data["subject"])
            extractor = Extractor(build_mentions(parsed, subject), subject, "en", scorer=None)
            for candidate, sentence in extractor.candidates():
                found.append(_example(batch, data, extractor, candidate, sentence))
    return found


def _example(
    batch: str, data: dict[str, Any], extractor: Extractor, candidate: Candidate, sentence: TokenSpan
) -> Example:
    entity = extractor.scene.mentions.entities[candidate.figure]
    party = Party(name=entity.name, title=None, country=entity.country)
    answer = 0
    for record in data["encounters"]:
        parties = [Party(name=w["name"], title=w["title"], country=w["country"]) for w in record["with"]]
        if not any(same_figure(p, party) for p in parties):
            continue
        start = data["text"].find(record["quote"])
        overlaps = start < sentence.end_char and sentence.start_char < start + len(record["quote"])
        answer = 1 if overlaps else answer or -1
    return Example(batch, answer, dict(candidate.features), path_vector(candidate))


def fit(train: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """The vectoriser and the model of these examples."""
    counts = Counter(name for e in train for name in e.features)
    vectoriser = DictVectorizer()
    plain = vectoriser.fit_transform(
        [{k: v for k, v in e.features.items() if counts[k] >= MINIMUM} for e in train]
    )
    matrix = hstack([plain, csr_matrix(np.array([e.vector for e in train]) * VECTOR_SCALE)]).tocsr()
    answers = np.array([e.answer == 1 for e in train])
    weights = np.where([e.answer == -1 for e in train], WEIGHT_OF_ELSEWHERE, 1.0)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=3000).fit(
        matrix, answers, sample_weight=weights
    )
    return vectoriser, model


def probabilities(
    vectoriser: DictVectorizer, model: LogisticRegression, items: Sequence[Example]
) -> np.ndarray:
    """The model's probability for each example."""
    plain = vectoriser.transform([e.features for e in items])
    matrix = hstack([plain, csr_matrix(np.array([e.vector for e in items]) * VECTOR_SCALE)]).tocsr()
    return np.asarray(model.predict_proba(matrix)[:, 1])


def as_weights(
    vectoriser: DictVectorizer, model: LogisticRegression, confident: float, possible: float
) -> dict[str, Any]:
    """The weights as the file keeps them, rounded to three digits."""
    names = vectoriser.get_feature_names_out()
    coefficients = model.coef_[0]
    weights = {
        str(n): round(float(c), 3) for n, c in zip(names, coefficients, strict=False) if abs(c) >= 0.005
    }
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 3)
    vector = [round(float(c) * VECTOR_SCALE, 4) for c in coefficients[len(names) :]]
    return {
        "confident": confident,
        "possible": possible,
        "vector": vector,
        "weights": dict(sorted(weights.items())),
    }


def report_folds(items: Sequence[Example]) -> None:
    """Print what each batch gets from weights made without it."""
    scores = np.zeros(len(items))
    for batch in sorted({e.batch for e in items}):
        inside = np.array([e.batch == batch for e in items])
        vectoriser, model = fit([e for e, left in zip(items, inside, strict=True) if not left])
        scores[inside] = probabilities(
            vectoriser, model, [e for e, left in zip(items, inside, strict=True) if left]
        )
    judged = np.array([e.answer >= 0 for e in items])
    truth = np.array([e.answer == 1 for e in items])
    print(
        f"candidates {judged.sum()}, right {truth.sum()}, average precision "
        f"{average_precision_score(truth[judged], scores[judged]):.3f}"
    )
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        p, r, f, _ = precision_recall_fscore_support(
            truth[judged], scores[judged] > threshold, average="binary", zero_division=0
        )
        print(f"from {threshold}: precision {p:.3f} recall {r:.3f} F1 {f:.3f}")


def main() -> int:
    """Train, or report the folds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--confident", type=float, default=0.5)
    parser.add_argument("--possible", type=float, default=0.25)
    arguments = parser.parse_args()
    items = examples(arguments.gold)
    if arguments.folds:
        report_folds(items)
        return 0
    vectoriser, model = fit(items)
    data = as_weights(vectoriser, model, arguments.confident, arguments.possible)
    data["trained_on"] = dict(sorted(Counter(e.batch for e in items).items()))
    target = Path(str(files("whomet.knowledge") / "en" / "scorer.json"))
    target.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(items)} candidates, {len(data['weights'])} weights written to {target.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
