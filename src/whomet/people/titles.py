"""The title held on the day of the encounter, as a newsroom would write it."""

from collections.abc import Iterable

from whomet.knowledge.names import fold
from whomet.knowledge.offices import NO_COUNTRY, Holding, holding_on, kind_of_title, load_title_wording
from whomet.knowledge.places import load_places
from whomet.model import Figure, Occupancy
from whomet.people.mention import Mention

FROM_TEXT, FROM_TABLE = "text", "table"


def title_on_the_day(mention: Mention, figure: Figure | None) -> tuple[str | None, str | None, str]:
    """The title, whether it is from `text` or `table`, and a sentence where the two contradict.

    The text's own words win where the table is silent. The table's win where the text names no
    office or a vague one ("the leader"), where it says more of the same office ("Governor" of which
    state), and where the encounter's own day is known and the table vouches for another state of
    things: an article of 2024 on "former President Bolsonaro" in May 2022 has him as President.
    """
    written = written_title(mention.title) if mention.title else None
    if figure is None or (mention.day is None and written is not None):
        return written, FROM_TEXT if written else None, ""
    if mention.day is None:
        known = _in_order(figure.occupancies)
        return (
            _title(known[0]),
            FROM_TABLE,
            "The text gives neither day nor title: the person's leading office.",
        )
    held = _in_order(o for o in figure.occupancies if _holding(o, mention.day) is Holding.HELD)
    if written is None:
        return _from_table_alone(mention.day, figure, held)
    kinds = {mention.kind, f"{mention.kind}_elect"} if _still_to_come(mention) else {mention.kind}
    same = [occupancy for occupancy in held if occupancy.office.kind in kinds]
    if same:
        return _same_office(written, same[0])
    if _is_vague(written) and held:
        return _title(held[0]), FROM_TABLE, ""
    if mention.exact and held and _contradicts(written, mention, figure):
        sentence = f"The text says “{mention.title}”; on {mention.day} it was {_title(held[0])}."
        return _title(held[0]), FROM_TABLE, sentence
    if mention.exact and not held and _past(mention, figure) and "former" not in written.lower():
        return (
            f"former {written}",
            FROM_TABLE,
            f"The text says “{mention.title}”; the office had ended by then.",
        )
    return written, FROM_TEXT, ""


def country_on_the_day(mention: Mention, figure: Figure) -> str | None:
    """The country of the office held on that day; else of the last one before, else of any. None for
    the head of an international body."""
    day = mention.day or ""
    held = _in_order(o for o in figure.occupancies if day and _holding(o, day) is not Holding.NOT_HELD)
    before = [o for o in figure.occupancies if o.start and o.start[: len(day)] <= day]
    before.sort(key=lambda occupancy: occupancy.start or "", reverse=True)
    known = [*held, *before, *figure.occupancies]
    return known[0].office.country if known and known[0].office.country != NO_COUNTRY else None


def written_title(title: str) -> str:
    """The text's title in the ledger's form: short forms spelled out, a nationality before it taken
    off, "then-" dropped, "former" kept.

    >>> written_title("Florida Gov."), written_title("then-President"), written_title("Turkish President")
    ('Governor of Florida', 'President', 'President')
    """
    wording = load_title_wording()
    words, area, qualifier = title.replace("’", "'").strip(" ,"), "", ""
    while words:
        first, _, rest = (
            words.replace("-", " ", 1).partition(" ") if _hyphened(words) else words.partition(" ")
        )
        known = wording.qualifiers.get(fold(first))
        if known is not None and rest:
            qualifier, words = known or qualifier, rest
            continue
        place = next((found for found in load_places().find(words) if found.start == 0), None)
        after = words[place.end :].removeprefix("'s").strip() if place else ""
        if place is None or not after or place.country == "EU":
            break
        area = words[: place.end] if place.kind in {"region", "city"} else area
        words = after
    plain = wording.spelled_out.get(fold(words), words)
    plain = plain if fold(plain) in {"head of state", "head of government"} else plain[:1].upper() + plain[1:]
    plain = _capitals(plain)
    if area and kind_of_title(plain) in {"governor", "mayor"} and fold(area) not in fold(plain):
        plain = f"{plain} of {area}"
    return f"{qualifier} {plain}".strip() if plain else title


def _capitals(title: str) -> str:
    """The name of an office with its capitals: "Finance Minister" for a text's "finance minister"."""
    wording = load_title_wording()
    if kind_of_title(title) not in wording.capitalised:
        return title
    words = title.split(" ")
    small = wording.small_words
    return " ".join(w if w in small and i else w[:1].upper() + w[1:] for i, w in enumerate(words))


def _hyphened(words: str) -> bool:
    return words.lower().startswith(("then-", "ex-", "former-"))


def _still_to_come(mention: Mention) -> bool:
    return bool(set(fold(mention.phrase).split()) & load_title_wording().held_later)


def _same_office(written: str, occupancy: Occupancy) -> tuple[str, str, str]:
    table = _title(occupancy)
    lowered = written.lower()
    if lowered.startswith("former "):
        return table, FROM_TABLE, f"The text says “{written}”; on that day the office was held."
    if fold(written) == fold(table):
        return table, FROM_TEXT, ""
    fuller = set(fold(written).split()) < set(fold(table).split())
    return (table, FROM_TABLE, "") if fuller or _is_vague(written) else (written, FROM_TEXT, "")


def _from_table_alone(day: str, figure: Figure, held: list[Occupancy]) -> tuple[str | None, str | None, str]:
    if held:
        return _title(held[0]), FROM_TABLE, ""
    possible = _in_order(o for o in figure.occupancies if _holding(o, day) is Holding.UNKNOWN)
    if possible:
        return (
            _title(possible[0]),
            FROM_TABLE,
            "The table cannot vouch for the office on every day of that time.",
        )
    past = _in_order(o for o in figure.occupancies if o.end and o.end <= day)
    return (f"former {_title(past[0])}", FROM_TABLE, "") if past else (None, None, "")


def _contradicts(written: str, mention: Mention, figure: Figure) -> bool:
    """Whether the table knows the office that the text names, and that it was not held that day."""
    same = [o for o in figure.occupancies if o.office.kind == mention.kind]
    leading = mention.kind in load_title_wording().single_holder
    return (
        bool(same)
        and leading
        and not written.lower().startswith("former ")
        and all(_holding(o, mention.day) is Holding.NOT_HELD for o in same)
    )


def _past(mention: Mention, figure: Figure) -> bool:
    """Whether the office that the text names had ended before the day, and was not held again."""
    same = [o for o in figure.occupancies if o.office.kind == mention.kind]
    return (
        mention.kind in load_title_wording().single_holder
        and bool(same)
        and all(_holding(o, mention.day) is Holding.NOT_HELD for o in same)
        and any(o.end is not None and mention.day is not None and o.end <= mention.day for o in same)
    )


def _is_vague(title: str) -> bool:
    words = fold(title).removeprefix("former ")
    return words in load_title_wording().vague


def _in_order(occupancies: Iterable[Occupancy]) -> list[Occupancy]:
    """The most prominent office first; of equal ones the one that began last."""
    wording = load_title_wording()
    by_start = sorted(occupancies, key=lambda occupancy: occupancy.start or "", reverse=True)
    return sorted(by_start, key=lambda occupancy: (occupancy.acting, wording.rank(occupancy.office.kind)))


def _holding(occupancy: Occupancy, day: str | None) -> Holding:
    return holding_on(occupancy, day) if day else Holding.UNKNOWN


def _title(occupancy: Occupancy) -> str:
    title = occupancy.office.title
    return f"acting {title}" if occupancy.acting and "acting" not in title.lower() else title
