"""Who acts in a development: the subject's company, the subject, a government, or somebody else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.companies import introduced_companies, name_companies
from whomet.claims.coreference import Coreference, Discourse, subject_writes
from whomet.claims.cues import word_set
from whomet.claims.developments import Development
from whomet.claims.mentions import Kind, Mentions
from whomet.knowledge.places import load_places
from whomet.model import Subject

_BACK = 3
_SUBJECTS = {"nsubj", "nsubjpass", "agent"}


class Side(StrEnum):
    """Whose doing a development is."""

    OWN = "own"
    GOVERNMENT = "government"
    OTHER = "other"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the side, and the company of the subject that is named or stood for."""

    side: Side
    company: str | None = None


class PartyReader:
    """Reads the actors of one document's developments."""

    def __init__(self, mentions: Mentions, subject: Subject, language: str) -> None:
        self.mentions, self.subject, self.language = mentions, subject, language
        self.tokens = mentions.parsed.tokens
        self.coreference = Coreference(mentions, language, subject_writes(mentions, subject))
        self.companies = subject.companies or introduced_companies(mentions, subject, language)
        # Every name of a company, and those that do not stand for a person ("the Tesla boss").
        self.words: Mapping[int, str] = name_companies(mentions, self.companies)
        self.named = {place: name for place, name in self.words.items() if place not in mentions.at}

    def actor(self, development: Development) -> Actor:
        """Who acts in the development. A passive without "by", and a thing that opens by itself, leave it
        unsaid."""
        head = self.tokens[development.head]
        if head.pos_ in {"NOUN", "PROPN"}:
            return Actor(Side.UNSAID)
        for token in agents_of(head):
            for one in (token, *token.conjuncts, *(c for c in token.children if c.dep_ == "appos")):
                actor = self._actor(one, development)
                if actor.side is Side.OWN:
                    return actor
            return self._actor(token, development)
        return Actor(Side.UNSAID)

    def _actor(self, token: Token, development: Development) -> Actor:
        own = self._company_at(token)
        if own is not None:
            return Actor(Side.OWN, own)
        mention = self.mentions.at.get(token.i)
        if mention is not None:
            entity = self.mentions.entity(mention)
            if mention.entity == 0:
                return Actor(Side.OWN)
            return Actor(Side.OTHER if entity.kind is Kind.PERSON else Side.GOVERNMENT)
        if token.pos_ == "PRON":
            return self._pronoun(token)
        if self.coreference.pair(token) or token.text in self.subject.name.split():
            return Actor(Side.OWN)
        lemma = token.lemma_.lower()
        if token.i == development.thing:
            return Actor(Side.UNSAID)
        if lemma in word_set(self.language, "outcomes", "parties", "company") and _refers_back(
            token, self.language
        ):
            company = self.company_before(token)
            return Actor(Side.OWN, company) if company else Actor(Side.OTHER)
        if lemma in word_set(self.language, "outcomes", "parties", "government") or self._is_place(token):
            return Actor(Side.GOVERNMENT)
        return Actor(Side.OTHER)

    def _is_place(self, token: Token) -> bool:
        """Whether a noun stands for a state or one of its bodies ("Argentina", "Saudi Arabia's fund")."""
        if token.ent_type_ in {"GPE", "NORP"} or load_places().country_of(token.text) is not None:
            return True
        return any(c.dep_ == "poss" and c.ent_type_ == "GPE" for c in token.children)

    def _company_at(self, token: Token) -> str | None:
        """The subject's company that a noun names: by itself or before it ("Tesla's board", not "Tesla
        rivals")."""
        if token.i in self.named:
            return self.named[token.i]
        if token.lemma_.lower() in word_set(self.language, "outcomes", "parties", "other"):
            return None
        if token.lemma_.lower() in word_set(self.language, "outcomes", "parties", "government"):
            return None
        for child in token.children:
            if child.dep_ in {"compound", "nmod", "poss", "amod", "appos"} and child.i in self.named:
                return self.named[child.i]
        if self.is_own_business([token]):
            return self.company_before(token) or self.only_company()
        return None

    def _is_subject(self, token: Token) -> bool:
        mention = self.mentions.at.get(token.i)
        return mention is not None and mention.entity == 0

    def only_company(self) -> str | None:
        """The subject's company, where there is one only."""
        return self.companies[0].name if len(self.companies) == 1 else None

    def _pronoun(self, token: Token) -> Actor:
        group = self.coreference.pronoun(token)
        relative = word_set(self.language, "outcomes", "parties", "relative_pronouns")
        if token.lower_ in word_set(self.language, "outcomes", "parties", "neutral_pronouns"):
            company = self.company_before(token, reach=1)
            return Actor(Side.OWN, company) if company else Actor(Side.OTHER)
        if token.lower_ in relative and token.head.dep_ == "relcl":
            return self._antecedent(token.head.head)
        if group is None:
            return Actor(Side.OTHER)
        entity = self.coreference.antecedent(token, (), Discourse())
        if entity == 0:
            return Actor(Side.OWN)
        known = entity is not None and self.mentions.entities[entity].kind in {Kind.FIGURE, Kind.GROUP}
        return Actor(Side.GOVERNMENT if known else Side.OTHER)

    def _antecedent(self, noun: Token) -> Actor:
        company = self._company_at(noun)
        if company is not None:
            return Actor(Side.OWN, company)
        if self._is_subject(noun):
            return Actor(Side.OWN)
        return Actor(Side.GOVERNMENT if self._is_place(noun) else Side.OTHER)

    def company_before(self, token: Token, reach: int = _BACK) -> str | None:
        """The company named last before a token, within `reach` sentences; None where another organisation
        acts between."""
        index = self.mentions.parsed.sentence_index(token)
        first = self.mentions.parsed.sentences[max(0, index - reach)].start
        for before in reversed(self.tokens[first : token.i]):
            if before.i in self.words:
                return self.words[before.i]
            if before.ent_type_ == "ORG" and before.i not in self.mentions.at and before.dep_ in _SUBJECTS:
                return None
        return None

    def company_in(self, phrase: Iterable[Token], sentence: TokenSpan) -> str | None:
        """The first of the subject's companies that a phrase names, or that its sentence names otherwise than
        in words for a person."""
        inside = (self.words[t.i] for t in phrase if t.i in self.words)
        around = (self.named[t.i] for t in sentence if t.i in self.named)
        return next(inside, None) or next(around, None)

    def is_own_business(self, tokens: Sequence[Token]) -> bool:
        """Whether these words call a business the subject's ("his private equity shop")."""
        heads = word_set(self.language, "outcomes", "parties", "company")
        return any(
            child.dep_ == "poss" and (self._is_subject(child) or self._pronoun(child).side is Side.OWN)
            for token in tokens
            if token.lemma_.lower() in heads
            for child in token.children
        )

    def is_description(self, token: Token) -> bool:
        """Whether a country's adjective only describes a company ("the Chinese maker")."""
        return token.dep_ in {"amod", "compound"} and (
            token.head.i in self.named
            or token.head.lemma_.lower() in word_set(self.language, "outcomes", "parties", "company")
        )

    def own_words(self) -> frozenset[int]:
        """Places of the tokens that name a company or product of the subject."""
        return frozenset(self.named)


def _refers_back(token: Token, language: str) -> bool:
    """Whether "the", "his" or "its" says that the noun is known already."""
    known = word_set(language, "outcomes", "parties", "known")
    return any(c.lower_ in known and c.dep_ in {"det", "poss"} for c in token.children)


def agents_of(verb: Token) -> list[Token]:
    """The subject of a verb, its own or that of the verb it continues; of a passive, what stands after
    "by"."""
    current = verb
    for _ in range(5):
        by = [p for c in current.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        if by:
            return by
        own = [c for c in current.children if c.dep_ == "nsubj"]
        if own:
            return own
        if any(c.dep_ == "nsubjpass" for c in current.children) and current.i == verb.i:
            return []
        if current.dep_ in {"conj", "xcomp", "advcl", "acl"} and current.head.i != current.i:
            current = current.head
            continue
        return []
    return []
