"""YAML of unitedstates/congress-legislators (a list) and openstates/people (a file a person)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pycountry
import yaml

from whomet.people.importing.facts import Facts, Origin, PersonFact, PostFact, held, problem

_STATE = re.compile(r"/(?:state|district|territory):(\w\w)")
_PLACE = re.compile(r"/place:(\w+)")
_CONGRESS = {"sen": "Senator", "rep": "Representative", "prez": "President", "viceprez": "Vice President"}
_STATES = {
    "governor": "Governor of {area}",
    "lt_governor": "Lieutenant Governor of {area}",
    "mayor": "Mayor of {area}",
    "chief election officer": "Chief Election Officer of {area}",
    "secretary of state": "Secretary of State of {area}",
    "upper": "State Senator",
    "lower": "State Representative",
    "legislature": "State Legislator",
}
_ROLES = {"President": ("head_of_state", "head_of_government")}


def read_congress(lines: Iterable[bytes], origin: Origin) -> Facts:
    """The legislators and executives of a congress-legislators file. The end of a running term is the
    scheduled one, so a term that ends after `as_of` counts as seen on `as_of`, without an end."""
    seen: set[str] = set()
    for first_line, text in _items(lines):
        where = f"the item from line {first_line}"
        try:
            (item,) = yaml.load(text, Loader=yaml.CSafeLoader)
            ref = item["id"]["bioguide"] if "bioguide" in item["id"] else str(item["id"]["wikidata"])
            person = _legislator(ref, item)
            terms = [(term["type"], term["start"], term["end"], term) for term in item["terms"]]
        except yaml.YAMLError as error:
            yield problem(_marked(error, first_line), "not YAML", "get the file again, or correct the line")
            continue
        except (KeyError, TypeError, ValueError) as error:
            yield problem(where, f"not a legislator of congress-legislators: {error!r}", "get the file again")
            continue
        yield person
        for kind, start, end, term in terms:
            title, state = _CONGRESS.get(kind), _state(str(term.get("state", "")))
            if title is None:
                yield problem(where, f"a term of the unknown type {kind!r}", "report it to whomet")
                continue
            post = f"{title}|{state or ''}"
            if post not in seen:
                seen.add(post)
                yield PostFact(post, title, "US", state, _ROLES.get(title, ()))
            running = str(end) > origin.as_of
            last = None if running else str(end)
            party = term.get("party")
            seen_on = origin.as_of if running else None
            yield held(ref, post, str(start), last, where, party=party, last_seen=seen_on)


def read_openstates(lines: Iterable[bytes], origin: Origin) -> Facts:
    """The person of an openstates/people file, with their roles."""
    try:
        item = yaml.load(b"".join(lines), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        yield problem(_marked(error, 1), "not YAML", "get the file again, or correct the line")
        return
    if not isinstance(item, dict) or not item.get("id") or not item.get("name"):
        yield problem("line 1", "a person without id or name", "see github.com/openstates/people")
        return
    others = [other["name"] for other in item.get("other_names") or () if other.get("name")]
    yield PersonFact(item["id"], item["name"], tuple(others), (item.get("ids") or {}).get("wikidata"))
    party = next((str(entry["name"]) for entry in item.get("party") or () if entry.get("name")), None)
    for number, role in enumerate(item.get("roles") or (), start=1):
        where = f"role {number}"
        jurisdiction = str(role.get("jurisdiction", ""))
        state = _STATE.search(jurisdiction)
        place = _PLACE.search(jurisdiction)
        form = _STATES.get(str(role.get("type", "")).lower())
        if state is None or form is None:
            what = f"a role of type {role.get('type')!r} in {jurisdiction!r}"
            yield problem(where, what, "only roles of states and cities are known")
            continue
        area = _state(state[1].upper()) or state[1].upper()
        town = place[1].replace("_", " ").title() if place else area
        ref = f"{role['type']}|{town}|{state[1]}"
        yield PostFact(ref, form.format(area=town), "US", town)
        end = str(role["end_date"]) if role.get("end_date") else None
        ended = end is not None and end <= origin.as_of
        yield held(
            item["id"],
            ref,
            str(role["start_date"]) if role.get("start_date") else None,
            end if ended else None,
            where,
            party=party,
            last_seen=None if ended else origin.as_of,
        )


def _items(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The items of a YAML list with the line each begins in, without loading the whole file."""
    item: list[bytes] = []
    begun = 1
    for number, line in enumerate(lines, start=1):
        if line.startswith(b"- ") and item:
            yield begun, b"".join(item)
            item, begun = [], number
        if item or line.startswith(b"- "):
            if not item:
                begun = number
            item.append(line)
    if item:
        yield begun, b"".join(item)


def _legislator(ref: str, item: Mapping[str, Any]) -> PersonFact:
    name = item["name"]
    shown = name.get("official_full") or f"{name['first']} {name['last']}"
    forms = [f"{name['first']} {name['last']}"]
    if name.get("nickname"):
        forms.append(f"{name['nickname']} {name['last']}")
    aliases = tuple(dict.fromkeys(form for form in forms if form != shown))
    return PersonFact(ref, shown, aliases, item["id"].get("wikidata"))


@cache
def _state(code: str) -> str | None:
    found = pycountry.subdivisions.get(code=f"US-{code}") if code else None  # type: ignore[no-untyped-call]
    return str(found.name) if found else None


def _marked(error: yaml.YAMLError, first_line: int) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {first_line + mark.line}" if mark else f"the item from line {first_line}"
