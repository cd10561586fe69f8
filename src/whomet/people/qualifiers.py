"""What the text's "then-", "former", "outgoing" and "incoming" say of a term, against the table."""

from whomet.knowledge.names import fold
from whomet.knowledge.offices import Holding, holding_on, load_title_wording
from whomet.model import Figure, Occupancy, parse_edtf
from whomet.people.mention import Mention


def qualifier_conflict(mention: Mention, figure: Figure | None) -> str:
    """A sentence where the table contradicts the word before the title; empty where it does not, or does not
    know the office. "Then" and "outgoing" say that the office was held on the day, "former" and "ex" that
    it had been, "incoming" and "-elect" that it was still to begin."""
    if figure is None or mention.day is None or not mention.exact:
        return ""
    wording, words = load_title_wording(), set(fold(mention.phrase).split())
    terms = [o for o in figure.occupancies if o.office.kind == mention.kind.removesuffix("_elect")]
    if not terms or mention.kind not in wording.single_holder | {"president_elect"}:
        return ""
    holdings = {holding_on(term, mention.day) for term in terms}
    term = _nearest(terms, mention.day)
    if words & wording.held_then and holdings == {Holding.NOT_HELD}:
        return _sentence(mention, "the office was not held on that day", term)
    if words & wording.held_before and Holding.HELD in holdings:
        return _sentence(mention, "on that day the office was held", term)
    if words & wording.held_before and all(_begins_after(t, mention.day) for t in terms):
        return _sentence(mention, "the office had not begun by then", term)
    if words & wording.held_later and Holding.HELD in holdings:
        return _sentence(mention, "on that day the office was held already", term)
    if words & wording.held_later and not any(_begins_after(t, mention.day) for t in terms):
        return _sentence(mention, "the office had begun, or ended, before", term)
    return ""


def _begins_after(term: Occupancy, day: str) -> bool:
    if term.start is None:
        return False
    begins, asked = parse_edtf(term.start).latest, parse_edtf(day).earliest
    return begins is not None and asked is not None and begins > asked


def _nearest(terms: list[Occupancy], day: str) -> Occupancy:
    """The term that began last before the day, else the first."""
    begun = [term for term in terms if (term.start or "") <= day]
    return max(begun, key=lambda t: t.start or "") if begun else min(terms, key=lambda t: t.start or "")


def _sentence(mention: Mention, what: str, term: Occupancy) -> str:
    end = term.end or f"{term.last_seen} at least"
    return f"The text says “{mention.phrase}” of {mention.day}; {what} ({term.start} to {end}, {term.source.name})."
