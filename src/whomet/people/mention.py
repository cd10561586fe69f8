"""What a document says of one participant, ready to be compared with the figures of the table."""

from dataclasses import dataclass

from whomet.knowledge.names import fold, name_key, name_words
from whomet.knowledge.offices import kind_of_title, load_title_wording
from whomet.knowledge.places import load_places
from whomet.model import Claim, Document, Participant, is_day


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant as the text gives them. `day` is the EDTF date of the encounter (else of
    publication), `exact` whether it was read from the text to the day; `kind` is the kind of the
    office in the title ("" without one); `context` is the folded text around; `namesakes` is the number
    of figures in the table who bear the family name."""

    name: str | None
    title: str | None
    kind: str
    country: str | None
    day: str | None
    exact: bool
    context: str
    namesakes: int = 0

    @property
    def family_name_only(self) -> bool:
        """Whether the text gives one name alone ("Erdogan")."""
        return self.name is not None and len(name_words(self.name)) == 1

    def names_in_full(self, name: str) -> bool:
        """Whether the document also writes this full name somewhere."""
        key = name_key(name)
        return " " in key and f" {key} " in self.context

    @property
    def is_group(self) -> bool:
        """Whether the title is one of several people ("Chinese officials")."""
        words = set(fold(self.title or "").split())
        return self.name is None and bool(words & load_title_wording().groups)


def mention_of(participant: Participant, claim: Claim, document: Document, context: str) -> Mention:
    """The participant with the day, title and country to compare by. `context` is the folded text."""
    title = participant.title
    read = claim.date.value is not None
    country = participant.country or _country_in(title)
    return Mention(
        name=participant.name,
        title=title,
        kind=kind_of_title(_without_country(title)) if title else "",
        country=country,
        day=claim.date.value or document.published_day,
        exact=read
        and bool(claim.date.spans)
        and (is_day(claim.date.value) or len(claim.date.value or "") == 7),
        context=context,
    )


def folded_context(document: Document) -> str:
    """The document's text, folded, with a space at either end."""
    return f" {fold(document.text)} "


def _country_in(title: str | None) -> str | None:
    if not title:
        return None
    found = load_places().find(title)
    return found[0].country if found else None


def _without_country(title: str) -> str:
    for place in load_places().find(title):
        if place.start == 0 and place.kind in {"country", "demonym"}:
            return title[place.end :].removeprefix("'s").removeprefix("’s").strip()
    return title
