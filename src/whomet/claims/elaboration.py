"""Sentences that go on about an encounter already told: its date, who was there, what was discussed."""

import re
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from whomet.claims.coreference import Discourse
from whomet.claims.drafts import Draft
from whomet.claims.mentions import Kind
from whomet.claims.occurrence import by_date
from whomet.claims.predicates import find_predicates
from whomet.claims.scene import Scene, is_definite
from whomet.model import Occurrence

_REACH = 3
_PRESENT = re.compile(
    r"\b(?:looking on|looked on|present|in attendance|attended|attending|also there|took part|"
    r"were there|was there|flanked|accompanied|sat in|joined)\b",
    re.IGNORECASE,
)
_PRESENT_ROLES = {"nsubj", "nsubjpass", "conj", "pobj"}


def elaborating(scene: Scene, index: int, figures: tuple[int, ...]) -> tuple[TokenSpan, ...]:
    """The sentences after number `index` that go on about the same encounter: they point back to its
    parties and name no other figure."""
    found: list[TokenSpan] = []
    sentences = scene.parsed.sentences
    for at in range(index + 1, min(index + 1 + _REACH, len(sentences))):
        sentence = sentences[at]
        named = {m.entity for m in scene.mentions.between(sentence.start, sentence.end)}
        strangers = {
            e for e in named - {0, *figures} if scene.mentions.entities[e].kind is Kind.FIGURE
        }  # fmt: skip
        if strangers or not (named & {0, *figures} or scene.anaphoric(sentence)):
            break
        found.append(sentence)
    return tuple(found)


def dated_back(scene: Scene, index: int, sentence: TokenSpan, last: Draft, discourse: Discourse) -> Draft:
    """The last draft with the date that this sentence gives it: "The meeting took place on Friday"."""
    if last.date.value is not None or index - last.sentence > _REACH:
        return last
    for predicate in find_predicates(scene.parsed.tokens, sentence.start, sentence.end, scene.language):
        token = scene.parsed.tokens[predicate.head]
        if predicate.part != "noun" or not is_definite(token):
            continue
        if scene.figures(scene.arguments.parties(predicate, discourse)):
            continue
        date = scene.calendar.read(predicate, sentence, last.occurrence.value)
        if date.value is not None:
            occurrence = by_date(scene.parsed.document, last.occurrence, date)
            return replace(last, date=date, occurrence=occurrence, apart=False)
    return last


def joined_by_those_present(scene: Scene, index: int, sentence: TokenSpan, last: Draft) -> Draft | None:
    """The last draft with the figures added who this sentence says were there too; None where it adds none."""
    if (
        last.sentence < index - 2
        or last.occurrence.value is not Occurrence.HAPPENED
        or not _PRESENT.search(sentence.text)
    ):
        return None
    more = [
        m for m in scene.mentions.between(sentence.start, sentence.end)
        if scene.mentions.political(m) and m.entity not in last.figures
        and scene.mentions.head(m).dep_ in _PRESENT_ROLES
    ]  # fmt: skip
    if not more:
        return None
    figures = (*last.figures, *dict.fromkeys(m.entity for m in more))
    return replace(last, figures=figures, words=(*last.words, *((m.entity, m.start) for m in more)))
