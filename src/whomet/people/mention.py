"""What a document says of one participant, ready to be compared with the figures of the table."""

from dataclasses import dataclass

from whomet.knowledge.names import fold, name_key, name_words
from whomet.knowledge.offices import kind_of_title, load_title_wording
from whomet.knowledge.places import load_places
from whomet.model import Claim, Document, Participant, is_day
from whomet.people.lookup import PeopleTable


@dataclass(frozen=True, slots=True)
class Mention:
    """A participant as the text gives them. `day` is the EDTF date of the encounter (else of
    publication), `exact` whether it was read from the text to the day; `kind` is the kind of the
    office in the title ("" without one); `context` is the folded text around; `namesakes` is the number
    of figures in the table who bear the family name. `phrase` is the title as the text writes it, with
    its country; `told` the folded sentence of the encounter."""

    name: str | None
    title: str | None
    kind: str
    country: str | None
    day: str | None
    exact: bool
    context: str
    namesakes: int = 0
    phrase: str = ""
    told: str = ""

    @property
    def family_name_only(self) -> bool:
        """Whether the text gives one name alone ("Erdogan")."""
        return self.name is not None and len(name_words(self.name)) == 1

    def names_in_full(self, name: str) -> bool:
        """Whether the document also writes this full name somewhere."""
        key = name_key(name)
        return " " in key and f" {key} " in self.context

    @property
    def titles(self) -> tuple[str, ...]:
        """The ways to read the office: as the text writes it, without the country, and as the reader has it."""
        written = (self.phrase, without_country(self.phrase), self.title or "")
        return tuple(dict.fromkeys(title for title in written if title))

    @property
    def is_invented(self) -> bool:
        """Whether the sentence says that it tells of a film, a novel or a part that somebody plays."""
        return any(f" {words} " in f" {self.told} " for words in load_title_wording().fiction)

    @property
    def is_group(self) -> bool:
        """Whether the title is one of several people ("Chinese officials")."""
        words = set(fold(self.title or "").split())
        return self.name is None and bool(words & load_title_wording().groups)


def mention_of(
    participant: Participant, claim: Claim, document: Document, context: str, table: PeopleTable
) -> Mention:
    """The participant with the day, title and country to compare by. `context` is the folded text."""
    title = participant.title
    phrase = participant.title_span.text if participant.title_span else title or ""
    read = claim.date.value is not None
    country = participant.country or _country_in(title)
    return Mention(
        name=None if _named_by_title(participant, context, table) else participant.name,
        title=title,
        kind=kind_of_title(without_country(title)) if title else "",
        country=country,
        day=claim.date.value or document.published_day,
        exact=read
        and bool(claim.date.spans)
        and (is_day(claim.date.value) or len(claim.date.value or "") == 7),
        context=context,
        phrase=phrase,
        told=fold(claim.quote.text),
    )


def _named_by_title(participant: Participant, context: str, table: PeopleTable) -> bool:
    """Whether neither the name nor an alias stands in the text: whoever read it knew it from the title, as
    of the day of publication. The day of the encounter may be another one, so the title is asked again."""
    if participant.name is None or participant.title_span is None:
        return False
    figures = table.named(participant.name)
    names = [participant.name, *(name for figure in figures for name in (figure.name, *figure.aliases))]
    return not any(f" {word} " in context for name in names for word in name_words(name) if len(word) > 2)


def folded_context(document: Document) -> str:
    """The document's text, folded, with a space at either end."""
    return f" {fold(document.text)} "


def _country_in(title: str | None) -> str | None:
    if not title:
        return None
    found = load_places().find(title)
    return found[0].country if found else None


def without_country(title: str) -> str:
    """The title without the country or nationality that it begins with: "president" of "French president"."""
    for place in load_places().find(title):
        if place.start == 0 and place.kind in {"country", "demonym"}:
            return title[place.end :].removeprefix("'s").removeprefix("’s").strip()
    return title
