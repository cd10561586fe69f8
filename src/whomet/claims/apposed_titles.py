"""Titles that stand at a name: before it, after it in apposition, or over a list of names."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from whomet.claims.cues import word_set
from whomet.claims.names import Name
from whomet.claims.titles import Title


def title_of(name: Name, titles: Sequence[Title], names: Sequence[Name], tokens: Doc) -> Title | None:
    """The title beside a name: before it, after a comma, or in brackets."""
    between = word_set(tokens.lang_, "names", "honorifics", "between")
    for title in titles:
        gap = tokens[title.end : name.start] if title.end <= name.start else None
        if gap is not None and len(gap) <= 3 and not title.plural:
            words = [t.lower_ for t in gap]
            if all(w in between or w in {",", "\n"} for w in words) and words.count(",") <= 1:
                comma = "," in words
                if not comma or _closes_apposition(tokens, name.end):
                    return title
    for title in titles:
        if not name.end <= title.start <= name.end + 6 or title.plural:
            continue
        gap = tokens[name.end : title.start]
        follows = any(n.start in range(title.end, title.end + 2) for n in names)
        glue = gap.text.strip().lower()
        if follows or tokens[title.end - 1].sent.start > name.start:
            continue
        if re.search(r"\b(?:and|but|while|when|said|says|who had|who has)\b", glue):
            continue
        if re.fullmatch(
            r"[,(–—-]\s*(?:who (?:is|was|runs as|serves as) )?(?:\d\d,? )?"
            r"(?:the|a|an|his|her|its|their|now|then|also)?\s*(?:[\w’'.-]+\s?){0,3}",
            glue,
        ):
            return title
    return None


def _closes_apposition(tokens: Doc, end: int) -> bool:
    return (
        end >= len(tokens)
        or tokens[end].text in {",", ".", ";", ")", "–", "—", ":", "’s", "'s"}
        or tokens[end].is_space
    )


def titles_of_lists(names: Sequence[Name], titles: Sequence[Title], tokens: Doc) -> dict[int, Title]:
    """ "ministers A, B and C": the plural title belongs to every name of the list."""
    found: dict[int, Title] = {}
    for title in titles:
        if not title.plural:
            continue
        end = title.end
        for name in names:
            if name.start < end:
                continue
            gap = tokens[end : name.start].text.strip().lower()
            if not re.fullmatch(r"(?:[,&(]|and|as well as|\([^)]*\)|\s|[rd]-[\w.]+\)?)*", gap):
                break
            found[name.start] = title
            end = name.end
    return found
