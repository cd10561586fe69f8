"""What is said to have been discussed: topic words in the sentence of a record and where the text goes on."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan

from whomet.claims.cues import any_of
from whomet.claims.mentions import Mentions
from whomet.knowledge.lexicon import lexicon
from whomet.model import Document, Reading, Topic


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one topic: those that count anywhere, and those that count only after a cue."""

    topic: Topic
    anywhere: re.Pattern[str]
    after_cue: re.Pattern[str] | None


@cache
def _words(language: str) -> tuple[_Words, ...]:
    return tuple(
        _Words(
            Topic(name),
            any_of(tuple(entry["words"])),
            any_of(tuple(entry["after_cue"])) if entry["after_cue"] else None,
        )
        for name, entry in lexicon(language, "topics")["topics"].items()
    )


@cache
def _cue(language: str) -> tuple[re.Pattern[str], int]:
    discussing = lexicon(language, "topics")["discussing"]
    return re.compile(rf"\b(?:{'|'.join(discussing['cues'])})\b", re.IGNORECASE), discussing["reach"]


def _masked(mentions: Mentions, sentence: TokenSpan) -> str:
    """The sentence with people and their titles blanked: "Minister of Energy" is no topic. Length is kept, so
    that offsets stay true."""
    pieces: list[str] = []
    for token in sentence:
        blank = token.i in mentions.at
        pieces.append((" " * len(token.text) if blank else token.text) + token.whitespace_)
    return "".join(pieces)


def read_topics(
    mentions: Mentions, sentences: tuple[TokenSpan, ...], main: TokenSpan, language: str
) -> tuple[Reading[Topic], ...]:
    """Topics of a record, each with the word that named it: read in its own sentence (`main`) and in those that
    go on about it, or in the next one where none does."""
    parsed = mentions.parsed
    following = [s for s in sentences if s.start != main.start]
    if not following:
        index = parsed.sentence_index(main[0])
        following = list(parsed.sentences[index + 1 : index + 2])
    found: dict[Topic, Reading[Topic]] = {}
    for sentence in (main, *following):
        text = _masked(mentions, sentence)
        for words in _words(language):
            span = None if words.topic in found else _find(words, text, language)
            if span is not None:
                start = sentence.start_char
                place = parsed.document.span(start + span[0], start + span[1])
                found[words.topic] = Reading(
                    value=words.topic, spans=(place,), rule="named where the encounter is told"
                )
    if len(found) > 1 and Topic.OTHER in found:
        del found[Topic.OTHER]
    return tuple(found.values())


def _find(words: _Words, text: str, language: str) -> tuple[int, int] | None:
    """Where a topic's word stands in a sentence, or None."""
    match = words.anywhere.search(text)
    if match is not None:
        return match.span()
    cue, reach = _cue(language)
    for match in words.after_cue.finditer(text) if words.after_cue else ():
        if cue.search(text, max(0, match.start() - reach), match.start()):
            return match.span()
    return None


def topics_in(document: Document, start: int, end: int, language: str) -> tuple[Reading[Topic], ...]:
    """The topics named between two characters where a text says what was discussed and nothing else, such as the
    purpose of a meeting in a register: no word in it needs a cue."""
    text = document.text[:end]
    found: list[Reading[Topic]] = []
    for words in _words(language):
        match = words.anywhere.search(text, start) or (
            words.after_cue and words.after_cue.search(text, start)
        )
        if match:
            span = document.span(*match.span())
            found.append(Reading(value=words.topic, spans=(span,), rule="named as the purpose"))
    return tuple(reading for reading in found if len(found) == 1 or reading.value is not Topic.OTHER)
