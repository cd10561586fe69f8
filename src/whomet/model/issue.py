"""Something whomet could not do, said aloud: which document, what was tried, what to do next."""

from whomet.model.base import Noun


class Issue(Noun):
    """`where` is the document id or file, `stage` the folder of the code that reports it."""

    stage: str
    where: str
    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.next_step})"
