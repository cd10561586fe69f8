"""Syndicated copies: near-identical texts are linked, so that one report is not taken for two."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from whomet.documents.listing import article_text
from whomet.model import Document, Noun

# Runs of five words: a rewritten story shares hardly any with its source beyond quotations, a copy nearly all
# (Broder and others, "Syntactic clustering of the web", 1997, use runs of this order).
_SHINGLE = 5
_FEWEST_SHINGLES = 20  # shorter texts are alike by chance
# A copy shares this much of all shingles of both texts; or, where a paper cut the report short, this much
# of the shorter text's and still a good part of all.
_SAME, _SHORTENED, _SHORTENED_OF_ALL = 0.7, 0.9, 0.4
# Candidates are sought a good deal below what is then required exactly.
_PERMUTATIONS, _CANDIDATE = 128, 0.3
_WORD = re.compile(r"\w+")


class Copy(Noun):
    """`document_id` is a copy of `copy_of`; `similarity` is the share of five-word runs they have in
    common (0 to 1)."""

    document_id: str
    copy_of: str
    similarity: float


def find_copies(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """The documents that repeat an earlier one nearly word for word, each with the first of its kind.

    Of several copies the one published first is the original; of those of one moment, or without a date, the
    one whose id comes first. Texts below 24 words are never called copies.
    """
    # The library loads scipy, which takes half a second: only where copies are looked for.
    from datasketch import MinHash, MinHashLSH

    copies: list[Copy] = []
    originals: dict[str, frozenset[str]] = {}
    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    for document in sorted(documents, key=_age):
        shingles = _shingles(article_text(document))
        if len(shingles) < _FEWEST_SHINGLES:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
        alike = [
            (similarity, candidate)
            for candidate in index.query(sketch)
            if (similarity := _similarity(shingles, originals[candidate])) is not None
        ]
        if alike:
            similarity, original = max(alike)
            copies.append(Copy(document_id=document.id, copy_of=original, similarity=round(similarity, 3)))
        else:
            index.insert(document.id, sketch)
            originals[document.id] = shingles
    return tuple(copies)


def _age(document: Document) -> tuple[datetime, str]:
    """When the document appeared: a bare day counts as its last moment, since a stated hour is surer."""
    if not document.published:
        return (datetime.max.replace(tzinfo=UTC), document.id)
    value = document.published.value
    moment = datetime.fromisoformat(value if "T" in value else f"{value}T23:59:59")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC), document.id)


def _shingles(text: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(" ".join(words[first : first + _SHINGLE]) for first in range(len(words) - _SHINGLE + 1))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The share of common shingles where the texts are copies; None where they are not."""
    common = len(one & other)
    of_all = common / len(one | other)
    of_shorter = common / min(len(one), len(other))
    is_copy = of_all >= _SAME or (of_shorter >= _SHORTENED and of_all >= _SHORTENED_OF_ALL)
    return of_all if is_copy else None
