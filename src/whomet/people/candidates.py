"""Which figures of the table a mention could be."""

from whomet.knowledge.names import fold
from whomet.knowledge.offices import (
    NO_COUNTRY,
    Holding,
    holding_on,
    leading_role,
    load_title_wording,
)
from whomet.model import Figure
from whomet.people.lookup import PeopleTable
from whomet.people.mention import Mention


def candidates(mention: Mention, table: PeopleTable) -> tuple[Figure, ...]:
    """By full name or alias; else by the family name; without a name by country, office and day."""
    if mention.name is None:
        return _by_title(mention, table)
    named = table.named(mention.name)
    if mention.family_name_only:
        family = table.with_family_name(mention.name)
        return tuple(dict.fromkeys(named + family))
    return named


def _by_title(mention: Mention, table: PeopleTable) -> tuple[Figure, ...]:
    """Nobody for a group, for an office that several hold at a time, or without a day."""
    if mention.is_group or mention.day is None or not mention.titles:
        return ()
    wording, words = load_title_wording(), set(fold(f"{mention.phrase} {mention.title}").split())
    if words & wording.held_before:
        return ()
    leading = () if words & (wording.held_later | {"deputy"}) else _leading(mention, table)
    if leading and words & wording.acting:
        return tuple(f for f in leading if _acts(f, mention.day)) or leading
    if leading:
        return leading
    places = (mention.country,) if mention.country else (NO_COUNTRY, "EU")
    found = (
        table.holders_of(title, place, mention.day)
        for place in places
        for title in mention.titles
        if place != NO_COUNTRY or len(fold(title).split()) > 1
    )
    return next(filter(None, found), ())


def _acts(figure: Figure, day: str) -> bool:
    return any(o.acting and holding_on(o, day) is Holding.HELD for o in figure.occupancies)


def _leading(mention: Mention, table: PeopleTable) -> tuple[Figure, ...]:
    """Who led the country: its president, its head of government, or whom "the leader" means."""
    if mention.country in {None, "EU"} or mention.day is None:
        return ()
    wording = load_title_wording()
    words = fold(mention.title or "")
    if "vice" in words.split() and mention.kind != "vice_president":
        return ()
    if mention.kind in wording.single_holder:
        return table.holders(mention.country, mention.kind, mention.day)
    plain = words if words.endswith((" of state", " of government")) else words.split(" of ")[0]
    if plain.endswith("head of state"):
        return table.holders(mention.country, "head_of_state", mention.day)
    if plain.endswith(("head of government", "premier", "prime minister", " pm")) or plain == "pm":
        return table.holders(mention.country, "head_of_government", mention.day)
    if any(plain == head or (plain.endswith(f" {head}") and "party" not in plain) for head in wording.heads):
        return _who_leads(mention.country, mention.day, table)
    return ()


def _who_leads(country: str, day: str, table: PeopleTable) -> tuple[Figure, ...]:
    """Whom "the leader" of the country means: who is head of both, else as `leadership.toml` says;
    nobody where custom wavers."""
    state = table.holders(country, "head_of_state", day)
    government = table.holders(country, "head_of_government", day)
    both = tuple(figure for figure in state if figure in government)
    return both or {"head_of_state": state, "head_of_government": government}.get(leading_role(country), ())
