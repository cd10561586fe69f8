"""What the reader saw on the way to its claims: for finding out why a record is missing or wrong."""

from collections.abc import Iterator

from whomet.claims.coreference import Discourse
from whomet.claims.entities import build_mentions
from whomet.claims.extraction import Extractor
from whomet.claims.parse import parse_documents
from whomet.claims.predicates import find_predicates
from whomet.claims.scorer import load_scorer
from whomet.model import Document, Noun, Subject

_SUBJECT = 0


class PersonSeen(Noun):
    """One person or unnamed group that the reader recognised. `kind` is subject, figure, group or person:
    a person is nobody whose encounters count."""

    kind: str
    name: str | None
    title: str | None
    country: str | None


class PredicateSeen(Noun):
    """Words that can tell of an encounter, and the people whom the reader took for its parties, those behind
    a pronoun included; as places in `Diagnosis.people`."""

    words: str
    parties: tuple[int, ...]


class SentenceSeen(Noun):
    """Characters `start` to `end` of the text. `named` are the people named in it; `encounters` holds the
    figures of each encounter that was read from it, before those told twice were made one."""

    start: int
    end: int
    named: tuple[int, ...]
    predicates: tuple[PredicateSeen, ...]
    encounters: tuple[tuple[int, ...], ...]


class Diagnosis(Noun):
    """What the reader saw. The first of `people` is the subject; what was taken for page furniture is in no
    sentence."""

    document_id: str
    people: tuple[PersonSeen, ...]
    sentences: tuple[SentenceSeen, ...]


def diagnose(document: Document, subject: Subject) -> Diagnosis:
    """Read the document once more and tell what was seen in each sentence.

    Raises KeyError for a document in a language that is not read.
    """
    language = document.language or "en"
    parsed = next(parse_documents([document], language))
    mentions = build_mentions(parsed, subject, language)
    extractor = Extractor(mentions, subject, language, load_scorer(language))
    places = {entity: place for place, entity in enumerate(mentions.entities)}
    people = (
        PersonSeen(
            kind=entity.kind.value,
            name=entity.name,
            title=entity.title.words if entity.title else None,
            country=entity.country,
        )
        for entity in mentions.entities.values()
    )
    return Diagnosis(
        document_id=document.id,
        people=tuple(people),
        sentences=tuple(_sentences(extractor, places)),
    )


def _sentences(extractor: Extractor, places: dict[int, int]) -> Iterator[SentenceSeen]:
    scene, drafts = extractor.scene, extractor.drafts()
    parsed = scene.parsed
    discourse = Discourse()
    for index, sentence in enumerate(parsed.sentences):
        mentions = scene.mentions.between(sentence.start, sentence.end)
        found = find_predicates(parsed.tokens, sentence.start, sentence.end, scene.language)
        inside = [predicate for predicate in found if sentence.start <= predicate.head < sentence.end]
        own = [draft for draft in drafts if draft.sentence == index]
        yield SentenceSeen(
            start=sentence.start_char,
            end=sentence.end_char,
            named=tuple(dict.fromkeys(places[mention.entity] for mention in mentions)),
            predicates=tuple(
                PredicateSeen(
                    words=" ".join(parsed.tokens[predicate.start : predicate.end].text.split()),
                    parties=tuple(
                        places[entity] for entity in scene.arguments.parties(predicate, discourse).all
                    ),
                )
                for predicate in inside
            ),
            encounters=tuple(tuple(places[entity] for entity in draft.figures) for draft in own),
        )
        # The reader takes "they" for the parties of the encounter told last: so does this.
        told = [draft for draft in own if draft.confident]
        if told:
            discourse = Discourse((_SUBJECT, *told[-1].figures), index)
