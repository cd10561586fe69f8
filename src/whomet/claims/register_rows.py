"""A register's row to a claim or a lead, straight from its columns: no sentence has to be understood."""

import hashlib

from whomet.claims.companies import companies_named
from whomet.claims.cues import cue
from whomet.claims.register_officials import Official, is_office, is_staff, officials_in
from whomet.claims.register_subject import Named, subject_in
from whomet.claims.topics import topics_in
from whomet.knowledge.lexicon import languages
from whomet.knowledge.places import load_places
from whomet.model import (
    Attribution,
    Claim,
    Document,
    Lead,
    Mode,
    Occurrence,
    Participant,
    Reading,
    RegisterRow,
    Span,
    Subject,
    Tier,
    Verification,
)

_CERTAIN, _DOUBTFUL = 0.99, 0.4  # scores of rows that name the subject among those met, and of all others
_OWN_ENTRY = "a register's own entry"


def claim_of_row(document: Document, row: RegisterRow, subject: Subject, producer: str) -> Claim | None:
    """The encounter that a row records; None where it does not name the subject.

    Who is named in the purpose alone, sends somebody, or meets an office-holder's staff, waits for an editor.
    """
    language = _language(document)
    named, met = _named(document, row, subject, language)
    if named is None:
        return None
    participants, political = _participants(document, row, language)
    certain = met and named.themselves and political
    place = _place(document, row, language)
    purpose = row.purpose
    return Claim(
        id=_id(document, "claim"),
        document_id=document.id,
        participants=participants,
        mode=_mode(document, row, language),
        occurrence=_occurrence(document, row, language),
        attribution=Reading(value=Attribution.REGISTER, rule=_OWN_ENTRY),
        verification=Reading(value=Verification.OFFICIAL, rule=_OWN_ENTRY),
        date=_date(row),
        place=place,
        place_country=_country_of(place),
        topics=topics_in(document, purpose.start, purpose.end, language) if purpose else (),
        organisations=_companies(document, row, subject),
        quote=_whole(document),
        score=_CERTAIN if certain else _DOUBTFUL,
        tier=Tier.CONFIDENT if certain else Tier.POSSIBLE,
        producer=producer,
    )


def leads_of_row(document: Document, row: RegisterRow, subject: Subject, producer: str) -> tuple[Lead, ...]:
    """A lead for each company of the subject, as of the day of the meeting, that a row without them names."""
    language = _language(document)
    if _named(document, row, subject, language)[0] is not None:
        return ()
    (official, *_), _ = _participants(document, row, language)
    known = {
        "official": official.name,
        "title": official.title,
        "country": official.country,
        "date": row.day,
        "purpose": row.purpose.text if row.purpose else None,
    }
    found = _companies(document, row, subject)
    return tuple(_lead(document, company, producer).model_copy(update=known) for company in found)


def leads_of_text(document: Document, subject: Subject, producer: str) -> tuple[Lead, ...]:
    """The leads of a register's row whose columns are not known; nobody has read an encounter in it."""
    if subject_in(document, _whole(document), subject, _language(document)) is not None:
        return ()
    found = companies_named(document, 0, len(document.text), subject.companies, None)
    return tuple(_lead(document, company, producer) for company in found)


def _lead(document: Document, company: Reading[str], producer: str) -> Lead:
    return Lead(
        id=_id(document, company.value),
        document_id=document.id,
        company=company.value,
        company_span=company.spans[0],
        quote=_whole(document),
        producer=producer,
    )


def _language(document: Document) -> str:
    """Names and dates are read in any language, topics in those that have lexicons."""
    return document.language if document.language in languages() else "en"


def _named(
    document: Document, row: RegisterRow, subject: Subject, language: str
) -> tuple[Named | None, bool]:
    """Where the row names the subject, and whether among those met."""
    met = subject_in(document, row.met_with, subject, language) if row.met_with else None
    if met is not None:
        return met, True
    return (subject_in(document, row.purpose, subject, language) if row.purpose else None), False


def _participants(
    document: Document, row: RegisterRow, language: str
) -> tuple[tuple[Participant, ...], bool]:
    """The office-holders of the row, and whether they are political figures and no staff."""
    country = _country(row)
    people = list(officials_in(document, row.official, language)) if row.official else []
    if not people:
        nobody = row.title or row.met_with or _whole(document)
        people = [Official(None, nobody, None)]
    titles = [row.title or person.title or _title_of_the_column(document, row, language) for person in people]
    participants = tuple(
        Participant(
            name=person.name,
            title=title.text if title else row.office,
            country=country,
            mention=person.mention,
            title_span=title,
            title_from="text" if title or row.office else None,
        )
        for person, title in zip(people, titles, strict=True)
    )
    known = any(participant.name or participant.title for participant in participants)
    staff = all(is_staff(participant.title or "", language) for participant in participants)
    return participants, known and not staff


def _title_of_the_column(document: Document, row: RegisterRow, language: str) -> Span | None:
    """The name of the column of office-holders, where it is a title ("Minister")."""
    if row.office or not row.official or not row.carried or not is_office(row.carried, language):
        return None
    end = row.official.start - len(": ")
    return document.span(end - len(row.carried), end)


def _country(row: RegisterRow) -> str | None:
    """ISO 3166-1 alpha-2 of the office."""
    if not row.country_words:
        return row.country
    words = row.country_words.text
    return load_places().country_of(words) or (words if len(words) == 2 and words.isupper() else row.country)


def _companies(document: Document, row: RegisterRow, subject: Subject) -> tuple[Reading[str], ...]:
    found: dict[str, Reading[str]] = {}
    for cell in (row.met_with, row.purpose):
        if cell:
            for company in companies_named(document, cell.start, cell.end, subject.companies, row.day):
                found.setdefault(company.value, company)
    return tuple(found.values())


def _mode(document: Document, row: RegisterRow, language: str) -> Reading[Mode]:
    for mode in (Mode.VIDEO, Mode.CALL):
        if span := _word(document, row, language, "mode", mode.value):
            return Reading(value=mode, spans=(span,), rule="said in the row")
    return Reading(value=Mode.MEETING, rule="a register of meetings")


def _occurrence(document: Document, row: RegisterRow, language: str) -> Reading[Occurrence]:
    if span := _word(document, row, language, "occurrence", "cancelled"):
        return Reading(value=Occurrence.CANCELLED, spans=(span,), rule="said in the row")
    if row.date and row.day and document.published_day and row.day > document.published_day:
        return Reading(value=Occurrence.PLANNED, spans=(row.date,), rule="after the register was published")
    return Reading(value=Occurrence.HAPPENED, rule="a register of meetings held")


def _word(document: Document, row: RegisterRow, language: str, table: str, key: str) -> Span | None:
    for cell in (row.place, row.purpose, row.met_with):
        if cell and (
            match := cue(language, "registers", table, key).search(document.text, cell.start, cell.end)
        ):
            return document.span(*match.span())
    return None


def _date(row: RegisterRow) -> Reading[str | None]:
    if row.date is None:
        return Reading(value=None, rule="the row gives no date")
    rule = "the date of the row" if row.day else "the row's date is none that a calendar has"
    return Reading(value=row.day, spans=(row.date,), rule=rule)


def _place(document: Document, row: RegisterRow, language: str) -> Reading[str | None]:
    blank = row.place is None or cue(language, "registers", "place", "none").fullmatch(row.place.text)
    if row.place is None or blank or cue(language, "registers", "mode", "video").search(row.place.text):
        return Reading(value=None, rule="the row gives no place")
    return Reading(value=row.place.text, spans=(row.place,), rule="the place of the row")


def _country_of(place: Reading[str | None]) -> Reading[str | None]:
    country = load_places().country_of(place.value) if place.value else None
    spans = place.spans if country else ()
    return Reading(
        value=country, spans=spans, rule="country of the place" if country else "no place is known"
    )


def _whole(document: Document) -> Span:
    return document.span(0, len(document.text))


def _id(document: Document, what: str) -> str:
    return hashlib.sha256(f"{document.id}|row|{what}".encode()).hexdigest()[:16]
