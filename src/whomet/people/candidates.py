"""Which figures of the table a mention could be."""

from whomet.knowledge.names import fold
from whomet.knowledge.offices import leading_role, load_title_wording
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
    """Nobody for a group, for an office that several hold at a time, or without country and day."""
    wording = load_title_wording()
    if mention.is_group or mention.country is None or mention.day is None or not mention.title:
        return ()
    words = fold(mention.title)
    if any(
        f" {qualifier} " in f" {words} " for qualifier in ("former", "ex", "elect", "deputy", "vice")
    ) and (mention.kind != "vice_president"):
        return ()
    if mention.kind in wording.single_holder:
        return table.holders(mention.country, mention.kind, mention.day)
    plain = words if words.endswith((" of state", " of government")) else words.split(" of ")[0]
    if plain.endswith("head of state"):
        return table.holders(mention.country, "head_of_state", mention.day)
    if plain.endswith(("head of government", "premier", "prime minister", " pm")) or plain == "pm":
        return table.holders(mention.country, "head_of_government", mention.day)
    if any(plain == head or plain.endswith(f" {head}") for head in wording.heads):
        return _who_leads(mention.country, mention.day, table)
    return ()


def _who_leads(country: str, day: str, table: PeopleTable) -> tuple[Figure, ...]:
    """Whom "the leader" of the country means: who is head of both, else as `leadership.toml` says;
    nobody where custom wavers."""
    state = table.holders(country, "head_of_state", day)
    government = table.holders(country, "head_of_government", day)
    both = tuple(figure for figure in state if figure in government)
    return both or {"head_of_state": state, "head_of_government": government}.get(leading_role(country), ())
