"""What every step of reading one document needs: its mentions, its calendar, who is meant by whom."""

from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from whomet.claims.arguments import ArgumentReader, Parties
from whomet.claims.coreference import Coreference, subject_writes
from whomet.claims.dating import Calendar
from whomet.claims.mentions import Kind, Mentions
from whomet.claims.parse import Parsed
from whomet.model import Subject

_POINTING = {"the", "this", "that", "their"}


@dataclass(frozen=True, slots=True)
class Scene:
    """One document laid open for reading."""

    mentions: Mentions
    subject: Subject
    language: str
    coreference: Coreference
    arguments: ArgumentReader
    calendar: Calendar

    @property
    def parsed(self) -> Parsed:
        """The document's parse."""
        return self.mentions.parsed

    def figures(self, parties: Parties) -> tuple[int, ...]:
        """The political ones of the parties."""
        return tuple(e for e in parties.all if self.mentions.entities[e].kind in {Kind.FIGURE, Kind.GROUP})

    def names_subject(self, start: int, end: int) -> bool:
        """Whether the subject is named in tokens `start` to `end`."""
        return any(m.entity == 0 for m in self.mentions.between(start, end))

    def anaphoric(self, sentence: TokenSpan) -> bool:
        """Whether the sentence points back to somebody ("they", "he", "the two")."""
        return any(
            self.coreference.pair(t) or self.coreference.pronoun(t) in {"masculine", "feminine"}
            for t in sentence
        )


def open_scene(mentions: Mentions, subject: Subject, language: str) -> Scene:
    """The scene of a document whose mentions are found."""
    coreference = Coreference(mentions, language, subject_writes(mentions, subject))
    return Scene(
        mentions,
        subject,
        language,
        coreference,
        ArgumentReader(mentions, coreference),
        Calendar(mentions.parsed, language),
    )


def is_definite(token: Token) -> bool:
    """Whether a noun points back to something told: "the meeting", "their talk"."""
    return any(c.lower_ in _POINTING for c in token.children)
