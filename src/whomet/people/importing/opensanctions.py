"""OpenSanctions, flat (`entities.ftm.json`) and nested (`targets.nested.json`): a JSON object a line.

The flat file names holder and post of an Occupancy by id, in any order; the nested one has them inside.
Both may be mixed. Properties are lists of strings or of nested entities (FollowTheMoney)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from whomet.people.importing.facts import Facts, Origin, PersonFact, PostFact, held, problem

_REPAIR = "get the file again, or correct the line"
_ALIASES = ("name", "alias")


def read_opensanctions(lines: Iterable[bytes], origin: Origin) -> Facts:
    """The persons, positions and occupancies of the lines. Entities of other kinds (companies,
    sanctions, addresses) are passed over: they hold no offices."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            entity = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            cut = "" if line.endswith(b"\n") else "; the file ends inside it"
            yield problem(where, f"not JSON: {error}{cut}", _REPAIR)
            continue
        yield from _entity(entity, where, origin, ())


def _entity(entity: Any, where: str, origin: Origin, above: tuple[str, ...]) -> Facts:
    """The facts of an entity and of those inside it; `above` are the ids of the entities around."""
    wrong = _wrong_shape(entity)
    if wrong:
        yield problem(where, wrong, "see https://followthemoney.tech for the shape of an entity")
        return
    ref, properties = entity["id"], entity["properties"]
    if ref in above:
        yield problem(where, f"the entity {ref} is nested inside itself", "correct the nesting at the source")
        return
    schema = entity["schema"]
    if schema == "Person":
        yield _person(entity, properties)
    elif schema == "Position":
        yield _post(entity, properties)
    elif schema == "Occupancy":
        yield from _occupancy(entity, properties, where, above)
    for values in properties.values():
        for value in values:
            if isinstance(value, dict):
                yield from _entity(value, where, origin, (*above, ref))


def _wrong_shape(entity: Any) -> str:
    if not isinstance(entity, dict):
        return "an entity must be a JSON object"
    for key in ("id", "schema"):
        if not isinstance(entity.get(key), str) or not entity[key]:
            return f"an entity without {key!r}"
    properties = entity.get("properties")
    if not isinstance(properties, dict):
        return f"the entity {entity['id']} has no properties"
    for name, values in properties.items():
        if not isinstance(values, list):
            return f"the property {name!r} of {entity['id']} is no list"
    return ""


def _person(entity: Mapping[str, Any], properties: Mapping[str, Sequence[Any]]) -> PersonFact:
    names = [name for key in _ALIASES for name in _strings(properties, key)]
    shown = entity.get("caption") or (names[0] if names else entity["id"])
    aliases = tuple(dict.fromkeys(name for name in names if name != shown))
    qid = next(iter(_strings(properties, "wikidataId")), None)
    if qid is None and entity["id"].startswith("Q") and entity["id"][1:].isdigit():
        qid = entity["id"]
    return PersonFact(entity["id"], shown, aliases, qid)


def _post(entity: Mapping[str, Any], properties: Mapping[str, Sequence[Any]]) -> PostFact:
    names = list(_strings(properties, "name"))
    country = next(iter(_strings(properties, "country")), "")
    code = country.split("-")[0].upper()
    return PostFact(
        ref=entity["id"],
        title=entity.get("caption") or (names[0] if names else entity["id"]),
        country=code if len(code) == 2 and code.isalpha() else "XX",
        area=next(iter(_strings(properties, "subnationalArea")), None),
    )


def _occupancy(
    entity: Mapping[str, Any], properties: Mapping[str, Sequence[Any]], where: str, above: tuple[str, ...]
) -> Facts:
    holders = list(_references(properties, "holder")) or list(above[-1:])
    posts = list(_references(properties, "post"))
    if not holders or not posts:
        missing = "post" if holders else "holder"
        yield problem(where, f"the occupancy {entity['id']} names no {missing}", _REPAIR)
    starts, ends = list(_strings(properties, "startDate")), list(_strings(properties, "endDate"))
    current = "current" in _strings(properties, "status") and not ends
    seen = str(entity.get("last_seen") or "")[:10] or None
    for person in holders:
        for post in posts:
            start, end = min(starts, default=None), max(ends, default=None)
            yield held(person, post, start, end, where, last_seen=seen if current else None)


def _strings(properties: Mapping[str, Sequence[Any]], name: str) -> Iterator[str]:
    return (value for value in properties.get(name, ()) if isinstance(value, str))


def _references(properties: Mapping[str, Sequence[Any]], name: str) -> Iterator[str]:
    for value in properties.get(name, ()):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict) and isinstance(value.get("id"), str):
            yield value["id"]
