"""The learned scorer: a linear model that says how likely a figure and the subject took part together.

Logistic regression over the features of `candidates` and the mean spaCy vector of the path between the two
mentions. The weights stand in `knowledge/<language>/scorer.json`, made by `tools/train_scorer.py`;
`docs/model-card.md` tells from what, and how well it does on batches it was not trained on.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from whomet.claims.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature name, weights of the path vector, and the probability from which on a candidate
    is confident or worth an editor's look."""

    weights: Mapping[str, float]
    vector: NDArray[np.float32]
    confident: float
    possible: float

    def probability(self, candidate: Candidate) -> float:
        """How likely it is that the figure and the subject took part in one interaction here (0 to 1)."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in candidate.features)
        total += float(path_vector(candidate) @ self.vector)
        return 1.0 / (1.0 + math.exp(-total))


def path_vector(candidate: Candidate, width: int = 300) -> NDArray[np.float32]:
    """The mean vector of the words on the candidate's path; zeros where none has a vector."""
    vectors: Sequence[NDArray[np.float32]] = [np.asarray(t.vector) for t in candidate.path if t.has_vector]
    return np.mean(vectors, axis=0) if len(vectors) else np.zeros(width, dtype=np.float32)


def scorer_from(data: Mapping[str, object]) -> Scorer:
    """The scorer of a parsed weights file."""
    return Scorer(
        weights=dict(data["weights"]),  # type: ignore[call-overload]
        vector=np.asarray(data["vector"], dtype=np.float32),
        confident=float(data["confident"]),  # type: ignore[arg-type]
        possible=float(data["possible"]),  # type: ignore[arg-type]
    )


@cache
def load_scorer(language: str = "en") -> Scorer:
    """The bundled scorer of a language. Raises FileNotFoundError where there is none."""
    text = (files("whomet.knowledge") / language / "scorer.json").read_text(encoding="utf-8")
    return scorer_from(json.loads(text))
