"""What is said to have been discussed: topic words in the words that follow a cue of discussing."""

import re
from functools import cache

from spacy.tokens import Span as TokenSpan

from whomet.claims.cues import any_of, word_set
from whomet.claims.mentions import Mentions
from whomet.knowledge.lexicon import lexicon
from whomet.model import Reading, Topic

_ABOUT = {
    "about",
    "on",
    "over",
    "regarding",
    "concerning",
    "for",
    "including",
    "of",
    "around",
    "as",
    "to",
    "in",
    "that",
}


@cache
def _patterns(language: str) -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    table = lexicon(language, "topics")["topics"]
    return tuple((Topic(name), any_of(tuple(words))) for name, words in table.items())


def _masked(mentions: Mentions, start: int, end: int) -> str:
    """The text of tokens `start` to `end` with people and their titles blanked: "Minister of Energy" is
    no topic. Length is kept, so that offsets stay true."""
    pieces: list[str] = []
    for token in mentions.parsed.tokens[start:end]:
        blank = token.i in mentions.at
        pieces.append((" " * len(token.text) if blank else token.text) + token.whitespace_)
    return "".join(pieces)


def _cue_end(sentence: TokenSpan, verbs: frozenset[str], nouns: frozenset[str]) -> int | None:
    """The token after the first cue of discussing in the sentence, or None."""
    for token in sentence:
        if token.lemma_.lower() in verbs and token.pos_ == "VERB":
            return token.i + 1
        if token.lower_ in nouns and token.i + 1 < sentence.end:
            following = sentence.doc[token.i + 1 : min(sentence.end, token.i + 12)]
            if any(
                t.lower_ in {"about", "on", "over", "regarding", "focused", "covered", "concerning", "for"}
                for t in following
            ):
                return token.i + 1
    return None


def read_topics(
    mentions: Mentions, sentences: tuple[TokenSpan, ...], main: TokenSpan, language: str
) -> tuple[Reading[Topic], ...]:
    """Topics of a record: read in its own sentence after a cue of discussing, and in the sentences that
    elaborate on it. Each is given with the word that named it."""
    verbs = word_set(language, "topics", "discussing", "verbs")
    nouns = word_set(language, "topics", "discussing", "nouns")
    found: dict[Topic, Reading[Topic]] = {}
    document = mentions.parsed.document
    for sentence in sentences:
        start = _cue_end(sentence, verbs, nouns)
        if start is None:
            continue
        if sentence.start != main.start:
            start = sentence.start
        if start >= sentence.end:
            continue
        text = _masked(mentions, start, sentence.end)
        offset = mentions.parsed.tokens[start].idx
        for topic, pattern in _patterns(language):
            match = pattern.search(text)
            if match and topic not in found:
                span = document.span(offset + match.start(), offset + match.end())
                found[topic] = Reading(value=topic, spans=(span,), rule="named in what was discussed")
    if len(found) > 1 and Topic.OTHER in found:
        del found[Topic.OTHER]
    return tuple(found.values())
