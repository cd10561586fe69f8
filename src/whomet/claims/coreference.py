"""Pronouns and pairs: which entities of the document "he", "the two" or "his host" stand for.

A pronoun is never bound to a co-argument of its own verb (Chomsky's principle B): in "he met Modi", "he" is
not Modi. Among the rest, subjects of recent sentences come first (centering: Grosz, Joshi and
Weinstein 1995).
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from whomet.claims.mentions import Entity, Kind, Mentions
from whomet.knowledge.lexicon import lexicon
from whomet.model import DocumentKind, Subject

_WINDOW = 4
_SUBJECTS = {"nsubj", "nsubjpass", "agent"}


@cache
def _pronouns(language: str) -> dict[str, str]:
    table = lexicon(language, "coreference")["pronouns"]
    return {word: group for group, words in table.items() for word in words}


@cache
def _pairs(language: str) -> tuple[tuple[str, ...], ...]:
    words = lexicon(language, "coreference")["pairs"]["words"]
    return tuple(sorted((tuple(w.split()) for w in words), key=len, reverse=True))


@cache
def _counterparts(language: str) -> frozenset[str]:
    return frozenset(lexicon(language, "coreference")["counterpart"]["heads"])


@dataclass(frozen=True, slots=True)
class Discourse:
    """What the text has just spoken of: the parties of the encounter told last, and where."""

    parties: tuple[int, ...] = ()
    sentence: int = -100


def subject_writes(mentions: Mentions, subject: Subject) -> bool:
    """Whether "I" is the subject: a post of their own account, or a text in the first person that never
    names them but in its byline or signature."""
    document = mentions.parsed.document
    handles = {handle.lower().lstrip("@") for handle in subject.handles}
    if document.handle and document.handle.lower().lstrip("@") in handles:
        return True
    if document.kind not in {DocumentKind.POST, DocumentKind.PRESS_RELEASE}:
        return False
    inside = [
        m
        for m in mentions.mentions
        if m.entity == 0 and mentions.head(m).dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "poss"}
    ]
    return not inside


@dataclass(frozen=True, slots=True)
class Coreference:
    """Resolves the anaphoric words of one document."""

    mentions: Mentions
    language: str = "en"
    subject_writes: bool = False

    def pronoun(self, token: Token) -> str | None:
        """The group of a pronoun (masculine, feminine, plural, first_person), None for other words."""
        return _pronouns(self.language).get(token.lower_)

    def pair(self, token: Token) -> bool:
        """Whether the token heads words for two or more people together ("the two", "the pair", "they")."""
        tokens = token.doc
        if self.pronoun(token) == "plural":
            return True
        for words in _pairs(self.language):
            for offset in range(len(words)):
                start = token.i - offset
                if start < 0 or start + len(words) > len(tokens):
                    continue
                if tuple(t.lower_ for t in tokens[start : start + len(words)]) == words:
                    nxt = tokens[start + len(words)] if start + len(words) < len(tokens) else None
                    if (
                        words[0] == "the"
                        and words[-1] in {"two", "three"}
                        and nxt is not None
                        and nxt.pos_ in {"NOUN", "PROPN"}
                    ):
                        return nxt.lower_ in {
                            "leaders",
                            "men",
                            "women",
                            "sides",
                            "politicians",
                            "billionaires",
                        }
                    return token.i == start + len(words) - 1 or words[-1] in {"two", "both"}
        return False

    def counterpart(self, token: Token) -> bool:
        """Whether the token is "host", "guest", "counterpart": the other party of the encounter."""
        return token.lower_ in _counterparts(self.language) and any(
            child.dep_ in {"poss", "det"} for child in token.children
        )

    def antecedent(self, token: Token, excluded: Collection[int], discourse: Discourse) -> int | None:
        """The entity of a singular pronoun, or None. `excluded`: entities that cannot be meant here."""
        group = self.pronoun(token)
        if group == "first_person":
            return 0 if self.subject_writes else None
        best: tuple[float, int] | None = None
        here = self.mentions.parsed.sentence_index(token)
        times_named: Counter[int] = Counter()
        for mention in self.mentions.mentions:
            if mention.start >= token.i:
                break
            times_named[mention.entity] += 1
            entity = self.mentions.entities[mention.entity]
            if mention.entity in excluded or (
                entity.kind is Kind.GROUP and entity.title is not None and entity.title.plural
            ):
                continue
            if not _agrees(entity, group):
                continue
            head = self.mentions.head(mention)
            distance = here - self.mentions.parsed.sentence_index(head)
            if distance > _WINDOW:
                continue
            score = -3.0 * distance + _prominence(entity, head, times_named[mention.entity])
            score += 0.001 * mention.start
            if distance == 0 and head.dep_ in _SUBJECTS and any(head.head.i == a.i for a in token.ancestors):
                score += 1.5
            if mention.entity in discourse.parties and discourse.sentence >= here - 2:
                score += 1.0
            if best is None or score > best[0]:
                best = (score, mention.entity)
        return best[1] if best else None

    def together(self, token: Token, excluded: Collection[int], discourse: Discourse) -> tuple[int, ...]:
        """The entities of "the two" or "they": the parties just told of, else the subject and the figures
        named last within two sentences."""
        here = self.mentions.parsed.sentence_index(token)
        named_last = max(
            (self.mentions.parsed.sentence_index(self.mentions.head(m)) for m in self.mentions.mentions
             if m.start < token.i and self.mentions.political(m)
             and self.mentions.entity(m).kind is Kind.FIGURE),
            default=-1,
        )  # fmt: skip
        if 0 in discourse.parties and discourse.sentence >= max(here - 3, named_last):
            return discourse.parties
        figures: list[int] = []
        figures_at = 0
        subject_near = False
        for mention in reversed(self.mentions.mentions):
            if mention.start >= token.i:
                continue
            distance = here - self.mentions.parsed.sentence_index(self.mentions.head(mention))
            if distance > 2:
                break
            if mention.entity == 0:
                subject_near = True
            elif (
                self.mentions.political(mention)
                and not _is_possessor(self.mentions.head(mention))
                and (not figures or distance == figures_at)
            ):
                figures.append(mention.entity)
                figures_at = distance
        if subject_near and figures:
            return (0, figures[0])
        return ()


def _agrees(entity: Entity, group: str | None) -> bool:
    if group == "masculine":
        return entity.feminine is not True
    if group == "feminine":
        return entity.feminine is not False and not (entity.kind is Kind.SUBJECT and entity.feminine is None)
    return True


def _is_possessor(head: Token) -> bool:
    return head.dep_ == "poss"


def _prominence(entity: Entity, head: Token, times_named: int) -> float:
    score = 0.0
    if head.dep_ in _SUBJECTS:
        score += 2.0
    elif head.dep_ in {"poss", "compound", "nmod"}:
        score -= 1.0
    elif head.dep_ in {"dobj", "pobj"}:
        score += 0.5
    if entity.kind is Kind.SUBJECT:
        score += 0.5
    if entity.kind is Kind.PERSON:
        score -= 0.3
    if entity.title is not None and entity.title.qualifier == "former":
        score -= 1.0
    # The paragraph's protagonist: named more often than others so far (at most one sentence's worth).
    return score + min(2.0, 0.4 * times_named)
