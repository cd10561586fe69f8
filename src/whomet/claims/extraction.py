"""From a parsed document to drafts, sentence by sentence: the rules, the learned scorer, and what the
next sentences add."""

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from whomet.claims.candidates import Candidate
from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.elaboration import dated_back, joined_by_those_present
from whomet.claims.fields import by_date
from whomet.claims.learned import candidates_of, weigh
from whomet.claims.mentions import Mentions
from whomet.claims.predicates import find_predicates
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
                found[-1] = self._elaborated(index, sentence, found[-1], discourse)
            found += drafts
            discourse = _after(drafts, index, discourse)
        return found

    def candidates(self) -> Iterator[tuple[Candidate, TokenSpan]]:
        """Every candidate of the document with its sentence, as the rules alone leave the discourse."""
        discourse = Discourse()
        for index, sentence in enumerate(self.scene.parsed.sentences):
            predicates = find_predicates(
                self.scene.parsed.tokens, sentence.start, sentence.end, self.scene.language
            )
            drafts = drafts_by_rules(self.scene, index, sentence, predicates, discourse)
            for candidate in candidates_of(self.scene, index, sentence, predicates, drafts, discourse):
                yield candidate, sentence
            discourse = _after(drafts, index, discourse)

    def _sentence(self, index: int, sentence: TokenSpan, discourse: Discourse) -> list[Draft]:
        predicates = find_predicates(
            self.scene.parsed.tokens, sentence.start, sentence.end, self.scene.language
        )
        drafts = drafts_by_rules(self.scene, index, sentence, predicates, discourse)
        if self.scorer is None:
            return drafts
        return weigh(self.scene, index, sentence, predicates, drafts, discourse, self.scorer)

    def _elaborated(self, index: int, sentence: TokenSpan, last: Draft, discourse: Discourse) -> Draft:
        joined = joined_by_those_present(self.scene, index, sentence, last)
        if joined is not None:
            return joined
        return dated_back(
            self.scene, index, sentence, last, discourse, lambda o, d: by_date(self.scene, o, d)
        )  # fmt: skip


def _after(drafts: list[Draft], index: int, before: Discourse) -> Discourse:
    """What the text has spoken of after a sentence with these drafts."""
    confident = [draft for draft in drafts if draft.confident]
    return Discourse((0, *confident[-1].figures), index) if confident else before
