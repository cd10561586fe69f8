"""A publication made by hand from `cases/report/lindqvist.toml`: the input of the report's tests."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from whomet.model import (
    Alternative,
    Attribution,
    Chosen,
    Claim,
    Company,
    Count,
    Document,
    DocumentKind,
    Encounter,
    EncounterFigure,
    FactSource,
    Found,
    Investigation,
    Issue,
    Mode,
    Noun,
    Occurrence,
    OutcomeClaim,
    Participant,
    Publication,
    Reading,
    Source,
    Span,
    Subject,
    Tier,
    Topic,
    Verification,
)  # fmt: skip

CASES = Path(__file__).parents[1] / "cases" / "report"
BANNER = "A demonstration. The persons, outlets and accounts on these pages are invented."


class Person(Noun):
    """A political figure, or without a name an unnamed group."""

    id: str
    name: str | None = None
    title: str
    country: str


class Telling(Noun):
    """What one document says: its text, with the quote in it between « and »."""

    publisher: str
    published: str | None = None
    text: str
    kind: DocumentKind = DocumentKind.NEWS
    attribution: Attribution = Attribution.OUTLET
    verification: Verification = Verification.REPORTED
    occurrence: Occurrence | None = None
    date: str | None = None
    mode: Mode | None = None
    place: str | None = None
    title: str | None = None
    url: str = "https://example.org/news"
    language: str = "en"
    handle: str | None = None
    restates: str | None = None
    copy_of: str | None = None


class Case(Noun):
    """One encounter and what is told of it. The values are those that the record shows."""

    id: str
    figures: tuple[Person, ...]
    mode: Mode
    date: str | None = None
    occurrence: Occurrence = Occurrence.HAPPENED
    verification: Verification = Verification.REPORTED
    place: str | None = None
    place_country: str | None = None
    topics: tuple[Topic, ...] = ()
    organisations: tuple[str, ...] = ()
    reason: str | None = None
    sources: int | None = None
    tier: Tier = Tier.CONFIDENT
    accepted: bool | None = None
    telling: tuple[Telling, ...]


def _cases() -> list[Case]:
    table = tomllib.loads((CASES / "lindqvist.toml").read_text(encoding="utf-8"))
    people = {key: Person.model_validate(person) for key, person in table["people"].items()}
    return [
        Case.model_validate({"figures": [people[key] for key in encounter.pop("with")], **encounter})
        for encounter in table["encounter"]
    ]


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def _document(case: Case, number: int, telling: Telling) -> Document:
    text = telling.text.replace("«", "").replace("»", "")
    return Document(
        id=f"{case.id}-{number}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        kind=telling.kind,
        url=f"{telling.url}/{case.id}-{number}" if telling.url else None,
        title=telling.title,
        publisher=telling.publisher,
        handle=telling.handle,
        published=Found(value=telling.published, how="json-ld", confidence=1) if telling.published else None,
        language=telling.language,
        text=text,
        restates=telling.restates,
        copy_of=telling.copy_of,
        copy_similarity=0.97 if telling.copy_of else None,
    )


def _claim(case: Case, number: int, telling: Telling, document: Document) -> Claim:
    quote = _span(document.text, telling.text.partition("«")[2].partition("»")[0])
    first_words = document.span(quote.start, quote.start + 6)
    date = telling.date or case.date

    def read[T](value: T, rule: str) -> Reading[T]:
        return Reading(value=value, spans=(first_words,) if value else (), rule=rule)

    return Claim(
        id=f"c-{case.id}-{number}",
        document_id=document.id,
        participants=tuple(
            Participant(
                name=person.name,
                title=person.title,
                country=person.country,
                figure_id=person.id,
                mention=first_words,
                title_from="text" if number == 1 else "table",
                link_reason="full name",
            )
            for person in case.figures
        ),
        mode=read(telling.mode or case.mode, "the predicate names the form"),
        occurrence=read(telling.occurrence or case.occurrence, "past tense, not negated"),
        attribution=Reading(value=telling.attribution, rule="the document’s own voice"),
        verification=Reading(value=telling.verification, rule="follows from the attribution"),
        date=read(date, "the day named, resolved from the date of publication"),
        place=read(telling.place or case.place, "the place of the predicate"),
        place_country=read(case.place_country, "the country of the place"),
        topics=tuple(read(topic, "said to have been discussed") for topic in case.topics),
        organisations=tuple(read(name, "named beside the subject") for name in case.organisations),
        quote=quote,
        score=0.9,
        producer="rules-en 0.1.0",
    )


def _chosen[T](value: T, given: dict[str, T], why: str) -> Chosen[T]:
    """The value with the claims that give it, and all other values with theirs."""
    others = dict.fromkeys(other for other in given.values() if other != value)
    return Chosen(
        value=value,
        claims=tuple(claim for claim, other in given.items() if other == value),
        why=why,
        others=tuple(
            Alternative(value=other, claims=tuple(claim for claim, said in given.items() if said == other))
            for other in others
        ),
    )


def _encounter(case: Case, claims: list[Claim]) -> Encounter:
    ids = tuple(claim.id for claim in claims)
    most = "that most independent sources give."
    return Encounter(
        id=case.id,
        figures=tuple(
            EncounterFigure(figure_id=p.id, name=p.name, title=p.title, country=p.country, claims=ids)
            for p in case.figures
        ),
        mode=_chosen(case.mode, {c.id: c.mode.value for c in claims}, f"The form {most}"),
        occurrence=_chosen(
            case.occurrence, {c.id: c.occurrence.value for c in claims}, "The latest word on it."
        ),
        verification=_chosen(
            case.verification, {c.id: c.verification.value for c in claims}, "The strongest word on it."
        ),
        date=_chosen(case.date, {c.id: c.date.value for c in claims}, f"The most exact date {most}"),
        place=_chosen(case.place, {c.id: c.place.value for c in claims}, f"The place {most}"),
        place_country=_chosen(
            case.place_country,
            {c.id: c.place_country.value for c in claims},
            "The country of the place shown.",
        ),
        topics=tuple(Alternative(value=topic, claims=ids) for topic in case.topics),
        organisations=tuple(Alternative(value=name, claims=ids) for name in case.organisations),
        claims=ids,
        documents=tuple(claim.document_id for claim in claims),
        independent_sources=case.sources or len(claims),
        counted=case.reason is None,
        reason=case.reason,
        tier=case.tier,
        accepted=case.accepted,
    )


INVESTIGATION = Investigation(
    name="The Lindqvist ledger",
    subject=Subject(
        name="Mara Lindqvist", companies=(Company(name="Heliograph"), Company(name="Polar Link"))
    ),
    window="2021-08-01/2024-10-25",
    languages=("en", "pt", "es"),
    sources=(
        Source(name="The Meridian Post", tier=1),
        Source(name="Evening Wire", tier=2),
        Source(
            name="Mara Lindqvist", match=("@maralindqvist",), kind="account", tier=1, speaks_for="subject"
        ),
        Source(name="Transparency register", kind="register", tier=1, speaks_for="EU"),
        Source(
            name="Palácio da Alvorada", match=("alvorada.example",), kind="office", tier=1, speaks_for="BR"
        ),
    ),
    banner=BANNER,
)


@cache
def lindqvist() -> Publication:
    """29 counted records and 6 others, one that waits for an editor and one rejected."""
    documents: dict[str, Document] = {}
    claims: dict[str, Claim] = {}
    encounters = []
    for case in _cases():
        own = []
        for number, telling in enumerate(case.telling, start=1):
            document = _document(case, number, telling)
            claim = _claim(case, number, telling, document)
            documents[document.id] = document
            claims[claim.id] = claim
            own.append(claim)
        encounters.append(_encounter(case, own))
    return Publication(
        investigation=INVESTIGATION,
        encounters=tuple(encounters),
        claims=claims,
        documents=documents,
        outcomes=(_outcome(documents["e-brazil-2022-05-20-1"]),),
        issues=(
            Issue(
                stage="documents",
                where="/home/desk/inbox/scan-0412.pdf",
                what="no text layer",
                next_step="recognise it",
            ),
            Issue(
                stage="claims", where="東都新聞-0209", what="Japanese is not read yet", next_step="read it"
            ),
        ),
        data_sources=(FactSource(name="An invented table of offices", licence="CC0 1.0"),),
        as_of="2024-10-25",
        **_counts([encounter for encounter in encounters if encounter.counted]),
    )


def _outcome(document: Document) -> OutcomeClaim:
    return OutcomeClaim(
        id="o-brazil",
        document_id=document.id,
        what="Polar Link’s satellite service started in Brazil",
        date="2022-05",
        country="BR",
        organisation="Polar Link",
        amount="153000000 USD",
        quote=_span(document.text, "The two spoke for an hour."),
        claim_id=f"c-{document.id}",
        producer="rules-en 0.1.0",
    )


def _counts(counted: list[Encounter]) -> dict[str, Count]:
    """Counts as the ledger makes them: an undated record, and a month that a day may be in, prove nothing."""
    apart = tuple(e.id for e in counted if e.date.value and e.id != "e-china-a")
    countries: dict[str, dict[str, None]] = {}
    figures: dict[str, dict[str, None]] = {}
    for encounter in counted:
        for figure in encounter.figures:
            if figure.country and figure.country != "EU":
                countries.setdefault(figure.country, {})[encounter.id] = None
            if figure.name:
                figures.setdefault(figure.figure_id, {})[encounter.id] = None

    def members(what: str, gathered: dict[str, dict[str, None]], assumption: str) -> Count:
        return Count(
            what=what,
            number=len(gathered),
            assumptions=(assumption,),
            records=tuple(sorted({record for own in gathered.values() for record in own})),
            members=tuple((member, tuple(own)) for member, own in sorted(gathered.items())),
        )

    undated = "Undated records may be any of the dated ones."
    return {
        "encounter_count": Count(what="encounters", number=len(apart), assumptions=(undated,), records=apart),
        "country_count": members("countries", countries, "The European Union is no country."),
        "figure_count": members("figures", figures, "Unnamed groups may consist of figures named elsewhere."),
    }
