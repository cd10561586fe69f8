"""From a parsed document to drafts, sentence by sentence: the rules, the learned scorer, and what the
next sentences add."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from whomet.claims.candidates import Candidate
from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.elaboration import dated_back, joined_by_those_present
from whomet.claims.learned import candidates_of, weigh
from whomet.claims.mentions import Mentions
from whomet.claims.predicates import Predicate, find_predicates
from whomet.claims.rules import drafts_by_rules
from whomet.claims.scene import open_scene
from whomet.claims.scorer import Scorer
from whomet.model import Subject


class Extractor:
    """Reads the drafts of one document. Without a scorer the rules read alone."""

    def __init__(self, mentions: Mentions, subject: Subject, language: str, scorer: Scorer | None) -> None:
        self.scene = open_scene(mentions, subject, language)
        self.scorer = scorer

    def drafts(self) -> list[Draft]:
        """Every draft of the document, in the order of the text."""
        found: list[Draft] = []
        discourse = Discourse()
        for index, sentence in enumerate(self.scene.parsed.sentences):
            drafts = self._sentence(index, sentence, discourse)
            if found and all(draft.learned for draft in drafts):
                joined = joined_by_those_present(self.scene, index, sentence, found[-1])
                if joined is not None:
                    found[-1], drafts = joined, []
            if not drafts and found:
                found[-1] = dated_back(self.scene, index, sentence, found[-1], discourse)
            found += drafts
            discourse = _after(drafts, index, discourse)
        return found

    def candidates(self) -> Iterator[tuple[Candidate, TokenSpan]]:
        """Every candidate of the document with its sentence, as the rules alone leave the discourse."""
        discourse = Discourse()
        for index, sentence in enumerate(self.scene.parsed.sentences):
            predicates, drafts = self._by_rules(index, sentence, discourse)
            for candidate in candidates_of(self.scene, index, sentence, predicates, drafts, discourse):
                yield candidate, sentence
            discourse = _after(drafts, index, discourse)

    def _sentence(self, index: int, sentence: TokenSpan, discourse: Discourse) -> list[Draft]:
        predicates, drafts = self._by_rules(index, sentence, discourse)
        if self.scorer is None:
            return drafts
        return weigh(self.scene, index, sentence, predicates, drafts, discourse, self.scorer)

    def _by_rules(
        self, index: int, sentence: TokenSpan, discourse: Discourse
    ) -> tuple[tuple[Predicate, ...], list[Draft]]:
        """The predicates of a sentence, and what the rules make of them."""
        tokens, language = self.scene.parsed.tokens, self.scene.language
        predicates = find_predicates(tokens, sentence.start, sentence.end, language)
        return predicates, drafts_by_rules(self.scene, index, sentence, predicates, discourse)


def _after(drafts: list[Draft], index: int, before: Discourse) -> Discourse:
    """What the text has spoken of after a sentence with these drafts."""
    confident = [draft for draft in drafts if draft.confident]
    return Discourse((0, *confident[-1].figures), index) if confident else before
