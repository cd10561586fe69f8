"""Who says something in a sentence: a party, their side, another outlet, unnamed sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.clauses import is_negated
from whomet.claims.cues import cue, word_set
from whomet.claims.mentions import Mentions
from whomet.knowledge.lexicon import lexicon

# Words back in which the speaker is named for whom a pronoun stands: about two sentences.
_PRONOUN_REACH = 60


class Voice(StrEnum):
    """Whose voice a saying is."""

    SUBJECT = "subject"
    FIGURE = "figure"
    OUTLET = "outlet"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Saying:
    """Tokens `start` to `end` (exclusive) name the speaker; `verb` is the token that says, or that of the
    preposition or document; `said` are the tokens that the saying is about (empty: not known)."""

    voice: Voice
    start: int
    end: int
    verb: int
    said: frozenset[int] = frozenset()
    by_document: bool = False


def find_sayings(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> tuple[Saying, ...]:
    """The sayings of a sentence by anybody but bystanders, in the order of the text."""
    found = [
        *_by_verb(mentions, sentence, parties, language),
        *_according(mentions, sentence, parties, language),
    ]
    found += _by_phrase(mentions, sentence, "sources", "phrases", Voice.SOURCES, language)
    found += _by_phrase(mentions, sentence, "official", "documents", Voice.FIGURE, language)
    return tuple(sorted(found, key=lambda s: s.start))


def _by_verb(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> Iterator[Saying]:
    verbs = word_set(language, "attribution", "saying", "lemmas")
    addressed = word_set(language, "attribution", "saying", "addressed")
    for token in sentence:
        if token.lemma_ not in verbs or token.pos_ != "VERB" or is_negated(token):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None and token.dep_ == "conj":
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ == "who" and token.dep_ == "relcl":
            subject = token.head
        if subject is None or not _vouches(token, language):
            continue
        voice = voice_of(mentions, subject, parties, language)
        if voice is None or (token.lemma_ in addressed and _addressee(mentions, token, parties)):
            continue
        yield Saying(voice, subject.left_edge.i, subject.i + 1, token.i, saying_scope(token))


def saying_scope(verb: Token) -> frozenset[int]:
    """The tokens of what a verb of saying says."""
    clauses = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "dobj", "advcl", "parataxis"}]
    return frozenset(t.i for c in clauses for t in c.subtree)


def is_reported(token: Token, language: str) -> bool:
    """Whether the token stands in what somebody says: "he said that they had met", "they had met, he added"."""
    verbs = word_set(language, "attribution", "saying", "lemmas")
    around = [
        *token.ancestors,
        *(c for t in (token, *token.ancestors) for c in t.children if c.dep_ == "parataxis"),
    ]
    return any(
        verb.lemma_ in verbs
        and (token.i in saying_scope(verb) or verb.dep_ == "parataxis" or _says_that(token, verb))
        for verb in around
    )


def _says_that(token: Token, verb: Token) -> bool:
    """Whether the clause of the token is what the verb says although the parse hangs it on a noun between as a
    relative one: "said on the platform that he had spent hours with him" has its object already."""
    for current in (token, *token.ancestors):
        if current.i == verb.i:
            return False
        objects = [c.lower_ for c in current.children if c.dep_ == "dobj"]
        if current.dep_ == "relcl" and "that" in objects and len(objects) > 1:
            return True
    return False


def _vouches(verb: Token, language: str) -> bool:
    """Whether the verb says that something is so: it has a clause, stands after what it says, or has an
    encounter for its object; and does not merely date the claim ("before he told reporters that …")."""
    elsewhere = word_set(language, "attribution", "saying", "elsewhere")
    if verb.dep_ == "advcl" and any(c.lower_ in elsewhere for c in verb.children):
        return False
    if any(c.dep_ in {"ccomp", "xcomp", "parataxis"} for c in verb.children):
        return True
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if objects and verb.lemma_ in word_set(language, "attribution", "saying", "telling"):
        return True  # the object is the one who is told
    nouns = word_set(language, "attribution", "about", "nouns")
    return not objects or any(t.lemma_.lower() in nouns for o in objects for t in o.subtree)


def _addressee(mentions: Mentions, verb: Token, parties: tuple[int, ...]) -> bool:
    """Whether the words are said to one of the parties ("Musk told the president that …")."""
    for child in verb.children:
        target = child
        if child.dep_ in {"prep", "dative"} and child.pos_ == "ADP":
            target = next((c for c in child.children if c.dep_ == "pobj"), child)
        elif child.dep_ not in {"dobj", "dative", "iobj"}:
            continue
        mention = mentions.at.get(target.i)
        if (mention is not None and mention.entity in parties) or target.lower_ in {"him", "her", "them"}:
            return True
    return False


def _according(
    mentions: Mentions, sentence: TokenSpan, parties: tuple[int, ...], language: str
) -> Iterator[Saying]:
    for token in sentence:
        if token.lower_ != "according" or token.i + 2 >= len(token.doc):
            continue
        speaker = next((t for t in token.subtree if t.dep_ == "pobj"), None)
        if speaker is None:
            continue
        voice = voice_of(mentions, speaker, parties, language)
        if voice is not None:
            yield Saying(voice, speaker.left_edge.i, speaker.i + 1, token.i)


def _by_phrase(
    mentions: Mentions, sentence: TokenSpan, table: str, key: str, voice: Voice, language: str
) -> Iterator[Saying]:
    for match in cue(language, "attribution", table, key).finditer(sentence.text):
        span = sentence.doc.char_span(
            sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
        )
        if span is not None:
            yield Saying(voice, span.start, span.end, span.start, by_document=True)


def voice_of(mentions: Mentions, speaker: Token, parties: tuple[int, ...], language: str) -> Voice | None:
    """Whose voice the noun phrase around `speaker` is; None for a bystander's."""
    phrase = _phrase(speaker)
    words = " ".join(t.lower_ for t in phrase)
    if cue(language, "attribution", "sources", "phrases").search(words):
        return Voice.SOURCES
    if any(t.dep_ == "nummod" for t in phrase) and speaker.tag_ == "NNS":
        return Voice.SOURCES  # "three administration officials said": no office speaks by number
    mention = mentions.at.get(speaker.i)
    if mention is not None:
        if mention.entity in parties:
            return Voice.SUBJECT if mention.entity == 0 else Voice.FIGURE
        return Voice.FIGURE if mentions.political(mention) else None
    if cue(language, "attribution", "official", "names").search(words):
        return Voice.FIGURE
    if _is_outlet(speaker, words, language):
        return Voice.OUTLET
    if speaker.lemma_.lower() in word_set(language, "attribution", "official", "nouns"):
        owner = any(t.i in mentions.at and mentions.at[t.i].entity == 0 for t in phrase)
        return Voice.SUBJECT if owner or speaker.lower_ in {"company", "firm"} else Voice.FIGURE
    if speaker.ent_type_ in {"ORG", "FAC"}:
        return Voice.SUBJECT
    if speaker.lower_ in word_set(language, "attribution", "saying", "pronouns"):
        return _pronoun_voice(mentions, speaker, parties)
    return None


def _pronoun_voice(mentions: Mentions, pronoun: Token, parties: tuple[int, ...]) -> Voice | None:
    """A pronoun that speaks stands for whoever was named last before it, if that is a party."""
    for mention in reversed(mentions.mentions):
        if mention.start < pronoun.i and mention.start > pronoun.i - _PRONOUN_REACH:
            if mention.entity in parties:
                return Voice.SUBJECT if mention.entity == 0 else Voice.FIGURE
            return Voice.FIGURE if mentions.political(mention) else None
    return None


def _phrase(head: Token) -> list[Token]:
    """The tokens of a noun phrase without its relative clauses."""
    skipped = {t.i for c in head.children if c.dep_ in {"relcl", "appos", "acl", "conj"} for t in c.subtree}
    return [t for t in head.subtree if t.i not in skipped]


@cache
def _endings(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon(language, "attribution")["outlet"]["endings"]))
    return re.compile(rf"(?:^|\s)(?:{words})$")


def _is_outlet(speaker: Token, words: str, language: str) -> bool:
    if cue(language, "attribution", "outlet", "names").search(words):
        return True
    if speaker.lower_ in word_set(language, "attribution", "outlet", "nouns"):
        return True
    return speaker.pos_ == "PROPN" and _endings(language).search(speaker.lower_) is not None
