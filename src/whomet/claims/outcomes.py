"""Outcomes: developments of business or policy that a text ties to an encounter or to a figure's government.

The tie is the text's: the development stands in the sentence of an encounter or within two of it, or concerns
the country of a figure whom the subject is said to have met. Nothing is said about cause.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan

from whomet.claims.amounts import find_amounts
from whomet.claims.developments import Development, deepest, find_developments, may_report
from whomet.claims.mentions import Mentions
from whomet.claims.outcome_dates import OutcomeDates
from whomet.claims.outcome_parties import Actor, PartyReader, Side
from whomet.claims.outcome_ties import Tie, TieReader
from whomet.claims.outcome_words import outcome_words
from whomet.claims.telling import is_background, is_headline, is_told
from whomet.knowledge.lexicon import fingerprint
from whomet.model import Claim, OutcomeClaim, Subject

# Stems that two wordings of one development share at least.
_ONE_DEVELOPMENT = 2


def read_outcomes(
    mentions: Mentions, claims: Sequence[Claim], subject: Subject, language: str
) -> tuple[OutcomeClaim, ...]:
    """The outcomes a document reports beside its encounters, in the order of the text, each once.

    `claims` are the document's own; an outcome names the one it is tied to, or none where the text ties it to
    the government of a figure named beside it.
    """
    return _Reader(mentions, claims, subject, language).outcomes()


class _Reader:
    """Reads the outcomes of one document."""

    def __init__(self, mentions: Mentions, claims: Sequence[Claim], subject: Subject, language: str) -> None:
        self.parsed, self.language = mentions.parsed, language
        self.parties = PartyReader(mentions, subject, language)
        self.ties = TieReader(mentions, claims, self.parties, language)
        self.dates = OutcomeDates(self.parsed, language)

    def outcomes(self) -> tuple[OutcomeClaim, ...]:
        found: list[tuple[int, OutcomeClaim]] = []
        for index, sentence in enumerate(self.parsed.sentences):
            if may_report(sentence, self.language):
                for outcome in self._sentence(index, sentence):
                    _add(found, (index, outcome), self.parsed.sentences)
        return tuple(outcome for _, outcome in found)

    def _sentence(self, index: int, sentence: TokenSpan) -> Iterator[OutcomeClaim]:
        amounts = find_amounts(sentence.text, self.language, sentence.start_char)
        found = find_developments(sentence, amounts, self.parties.own_words(), self.language)
        for development in deepest(tuple(found), self.parsed.tokens):
            if not is_told(development, sentence, self.language):
                continue
            actor = self.parties.actor(development)
            organisation = self._organisation(actor, development, sentence)
            tie = self.ties.tie(index, sentence, development, amounts, actor.side)
            if tie is None or not self._concerns_subject(actor, organisation, development, tie):
                continue
            outcome = self._outcome(development, sentence, organisation, tie)
            if self.dates.is_long_ago(outcome.date, outcome.country, tie.claim):
                continue
            if not is_background(self.parsed.tokens[development.head], outcome.date, self.language):
                yield outcome

    def _concerns_subject(
        self, actor: Actor, organisation: str | None, development: Development, tie: Tie
    ) -> bool:
        """Whether the subject or their company is a party: it acts, or it is what somebody unsaid, or a
        government, acts upon. An agreement "reached" right beside an encounter is one of its parties."""
        if development.kind.by_company and actor.company is None:
            return False
        if actor.side is Side.UNSAID and development.kind.mutual and tie.apart is not None and tie.apart <= 1:
            return True
        if actor.side is Side.OWN or (actor.side is not Side.OTHER and organisation is not None):
            return True
        return self.parties.is_own_business(list(self.parsed.tokens[development.head].subtree))

    def _organisation(self, actor: Actor, development: Development, sentence: TokenSpan) -> str | None:
        """The subject's company that is party to the development: as its actor, or named in its clause."""
        if actor.company is not None:
            return actor.company
        head = self.parsed.tokens[development.head]
        own = self.parties.company_in(head.subtree, sentence)
        if own is None and actor.side is Side.OWN:
            own = self.parties.company_before(head) or self.parties.only_company()
        return own

    def _outcome(
        self,
        development: Development,
        sentence: TokenSpan,
        organisation: str | None,
        tie: Tie,
    ) -> OutcomeClaim:
        head = self.parsed.tokens[development.head]
        thing = self.parsed.tokens[development.thing] if development.thing is not None else None
        quote = self.parsed.quote(sentence)
        what = outcome_words(head, thing, self.language)
        key = f"{self.parsed.document.id}|{quote.start}|{head.i}|{what}"
        return OutcomeClaim(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            document_id=self.parsed.document.id,
            what=what,
            date=self.dates.date(head, sentence),
            country=tie.country,
            organisation=organisation,
            amount=str(development.amount) if development.amount else None,
            quote=quote,
            claim_id=tie.claim.id if tie.claim is not None else None,
            producer=f"outcomes@0.1+{fingerprint(self.language)}",
        )


def _add(
    found: list[tuple[int, OutcomeClaim]], new: tuple[int, OutcomeClaim], sentences: Sequence[TokenSpan]
) -> None:
    """Keep a development once: of a headline and the sentence below it, the sentence, unless only the
    headline gives the sum."""
    index, outcome = new
    for i, (other_index, other) in enumerate(found):
        if _same(other, outcome):
            fuller = (other.amount is None, is_headline(sentences[other_index])) > (
                outcome.amount is None,
                is_headline(sentences[index]),
            )
            found[i] = new if fuller else found[i]
            return
    found.append(new)


def _same(one: OutcomeClaim, other: OutcomeClaim) -> bool:
    if one.country != other.country or one.organisation != other.organisation:
        return False
    if one.amount is not None and one.amount == other.amount:
        return True
    if one.amount is not None and other.amount is not None:
        return False
    return len(_stems(one.what) & _stems(other.what)) >= _ONE_DEVELOPMENT


def _stems(words: str) -> set[str]:
    return {word[:5].lower() for word in re.findall(r"\w{4,}", words)}
