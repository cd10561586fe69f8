"""Linking the participants of claims to figures, with the reason, or leaving them unlinked with one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whomet.knowledge.names import fold, name_key, name_words
from whomet.knowledge.offices import NO_COUNTRY, load_office_table, load_title_wording
from whomet.knowledge.places import load_places
from whomet.model import Claim, Document, Figure, Participant, Subject
from whomet.people.candidates import candidates
from whomet.people.comparisons import Evidence, compare, score
from whomet.people.lookup import PeopleTable
from whomet.people.mention import Mention, folded_context, mention_of, without_country
from whomet.people.qualifiers import qualifier_conflict
from whomet.people.titles import country_on_the_day, title_on_the_day

# Below this score a mention stays unlinked: a full name alone just suffices, a family name needs the
# country and an office, or the full name elsewhere in the text.
THRESHOLD = 0.6
# Two figures closer than this are not told apart.
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Link:
    """The figure a mention was linked to (None: to nobody), its score, and the reason in words."""

    figure: Figure | None
    score: float
    reason: str


def link_claims(
    claims: Sequence[Claim], document: Document, subject: Subject, table: PeopleTable | None = None
) -> tuple[Claim, ...]:
    """The claims with every participant linked to a figure where the comparisons allow it, with the
    title held on the day of the encounter, and the country. `subject` is never linked. Participants
    that stay unlinked say why; a named politician unknown to the table gets a provisional id."""
    table = table or load_office_table()
    context = folded_context(document)
    return tuple(
        claim.model_copy(
            update={
                "participants": tuple(
                    _linked(participant, claim, document, subject, context, table)
                    for participant in claim.participants
                )
            }
        )
        for claim in claims
    )


def link(mention: Mention, table: PeopleTable) -> Link:
    """The best figure for a mention, if it is good enough and clearly better than the next."""
    if _is_private(mention, table):
        return Link(None, 0.0, f"not linked: “{mention.phrase or mention.title}” is no public office")
    if mention.is_invented:
        return Link(None, 0.0, "not linked: the sentence tells of a film, a novel or a part that is played")
    scored = sorted(
        ((score(evidence), figure, evidence) for figure, evidence in _compared(mention, table)),
        key=lambda found: (-found[0], found[1].id),
    )
    if not scored:
        return Link(None, 0.0, _why_nobody(mention))
    best, figure, evidence = scored[0]
    if best < THRESHOLD:
        return Link(None, best, f"not linked: {figure.name} reaches only {best:.2f}: {_sentences(evidence)}")
    if len(scored) > 1 and best - scored[1][0] < MARGIN:
        other = scored[1][1].name
        return Link(None, best, f"not linked: {figure.name} and {other} fit equally well")
    return Link(figure, best, f"{figure.name}, {best:.2f}: {_sentences(evidence)}")


def _compared(mention: Mention, table: PeopleTable) -> list[tuple[Figure, tuple[Evidence, ...]]]:
    figures = candidates(mention, table)
    counted = replace(mention, namesakes=len(figures))
    return [(figure, compare(counted, figure)) for figure in figures]


def _linked(
    participant: Participant,
    claim: Claim,
    document: Document,
    subject: Subject,
    context: str,
    table: PeopleTable,
) -> Participant:
    if participant.name and name_key(participant.name) in {
        name_key(n) for n in (subject.name, *subject.aliases)
    }:
        return participant
    mention = mention_of(participant, claim, document, context, table)
    found = link(mention, table)
    title, title_from, conflict = title_on_the_day(mention, found.figure)
    conflict = conflict or qualifier_conflict(mention, found.figure)
    return participant.model_copy(
        update={
            "name": _name(participant, mention, found.figure),
            "title": title,
            "title_from": title_from,
            "country": participant.country or _country(mention, found.figure),
            "figure_id": found.figure.id if found.figure else _provisional(mention, table),
            "link_reason": f"{found.reason} {conflict}".strip(),
            "title_conflict": conflict or None,
        }
    )


def _name(participant: Participant, mention: Mention, figure: Figure | None) -> str | None:
    """The text's own name, except where it gives a family name or a title alone."""
    if figure is not None and (mention.name is None or mention.family_name_only):
        return figure.name
    return mention.name


def _country(mention: Mention, figure: Figure | None) -> str | None:
    if figure is None or mention.country is not None:
        return mention.country
    return country_on_the_day(mention, figure)


def _provisional(mention: Mention, table: PeopleTable) -> str | None:
    """An id for a named person who holds an office by the text's word alone."""
    if mention.name is None or not mention.title or _is_private(mention, table) or mention.is_invented:
        return None
    words = name_words(mention.name)
    return f"provisional:{'-'.join(words)}-{(mention.country or 'xx').lower()}" if words else None


def _is_private(mention: Mention, table: PeopleTable) -> bool:
    """Whether the title is one of a company, a club or a university ("Microsoft president"), and of no
    public body that the table knows ("managing director of the IMF")."""
    wording = load_title_wording()
    words = f" {fold(mention.title or '')} "
    private = any(f" {word} " in words for word in wording.private) or _of_an_organisation(mention)
    if not private or mention.country in wording.public_in:
        return False
    places = (mention.country or NO_COUNTRY, "EU")
    return not any(table.knows_office(title, place) for title in mention.titles for place in places)


def _of_an_organisation(mention: Mention) -> bool:
    """Whether a title that companies give too stands with words for neither a place nor a public body."""
    wording, title = load_title_wording(), without_country(mention.phrase or mention.title or "")
    head = next((h for h in sorted(wording.companies_have, key=len, reverse=True) if h in fold(title)), None)
    if head is None or f" {head} " not in f" {fold(title)} ":
        return False
    places = load_places().find(title)
    others = fold("".join(c for i, c in enumerate(title) if not any(p.start <= i < p.end for p in places)))
    return bool(set(others.split()) - set(head.split()) - wording.public_bodies)


def _why_nobody(mention: Mention) -> str:
    if mention.is_group:
        return "not linked: a group without names"
    if mention.name is None:
        return "not linked: the title alone names no one person on that day"
    if load_places().is_country_word(mention.name):
        return "not linked: the name of a country"
    return "not linked: nobody of that name is in the table of office-holders"


def _sentences(evidence: tuple[Evidence, ...]) -> str:
    return " ".join(f"{piece.sentence} ({piece.points:+.2f})" for piece in evidence)
