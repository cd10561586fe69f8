"""Wikidata: entity JSON (`wbgetentities`, `Special:EntityData`) and the results of a SPARQL query."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whomet.knowledge.places import load_places
from whomet.people.importing.facts import (
    Facts,
    Origin,
    PersonFact,
    PostFact,
    held,
    problem,
)

_HUMAN = "Q5"
# Precisions of a Wikidata time (wikibase:timePrecision) that say a year, a month, a day.
_LETTERS = {9: 4, 10: 7, 11: 10}
_QID = re.compile(r"Q\d+$")
_QUERY = "select ?person ?personLabel ?office ?officeLabel, and ?start ?end ?country where known"


def read_wikidata_entities(entities: Iterable[tuple[str, Any]], origin: Origin) -> Facts:
    """The persons (instances of Q5, or holders of a position, P39) and their offices. An office has its
    title where the file holds the office's entity too; deprecated statements are skipped."""
    for qid, entity in entities:
        if not isinstance(entity, Mapping) or not isinstance(entity.get("claims", {}), Mapping):
            yield problem(f"entity {qid}", "not the JSON of an entity", "get the file again")
            continue
        label = _label(entity)
        claims = entity.get("claims") or {}
        positions = _statements(claims, "P39")
        if not positions and _HUMAN not in _values(claims, "P31"):
            if label:
                yield PostFact(
                    qid, label, load_places().country_of(_place_of(label)) or _country(label, origin)
                )
            continue
        if not label:
            yield problem(f"entity {qid}", "a person without a label", "add the labels to the query")
            continue
        yield PersonFact(qid, label, tuple(_aliases(entity, label)), qid)
        party = next(iter(_values(claims, "P102")), None)
        for number, statement in enumerate(positions, start=1):
            where = f"entity {qid}, statement {number} of P39"
            office = _value(statement.get("mainsnak", {}))
            if office is not None:
                start, end = _time(statement, "P580"), _time(statement, "P582")
                still = _is_novalue(statement, "P582")
                seen = origin.as_of if still or (end is None and start is not None) else None
                yield held(qid, office, start, end, where, party=party, last_seen=seen)


def read_wikidata_results(bindings: Iterable[Any], origin: Origin) -> Facts:
    """The rows of SPARQL results (`results.bindings`): the variables person (or item), personLabel,
    office (or position), officeLabel, and where known start, end, country, countryCode, partyLabel."""
    posts: set[str] = set()
    for number, binding in enumerate(bindings, start=1):
        where = f"binding {number}"
        if not isinstance(binding, Mapping):
            yield problem(where, "a row that is no object", "get the file again")
            continue
        person = _bound(binding, "person", "item", "politician", "holder")
        office = _bound(binding, "office", "position", "post")
        name = _bound(binding, "personLabel", "itemLabel", "politicianLabel", "holderLabel", "name")
        if not person or not office or not name:
            yield problem(where, "a row without person, personLabel or office", _QUERY)
            continue
        ref, post = _qid(person), _qid(office)
        yield PersonFact(ref, name, (), ref if _QID.fullmatch(ref) else None)
        if post not in posts:
            posts.add(post)
            title = _bound(binding, "officeLabel", "positionLabel", "postLabel") or post
            code = _bound(binding, "countryCode", "iso")
            named = load_places().country_of(_bound(binding, "countryLabel") or "")
            yield PostFact(post, title, (code or named or _country(title, origin)).upper())
        end = _bound(binding, "end")
        party = _bound(binding, "partyLabel")
        seen = None if end else origin.as_of
        yield held(ref, post, _bound(binding, "start"), end, where, party=party, last_seen=seen)


def _country(title: str, origin: Origin) -> str:
    found = load_places().find(title)
    return found[0].country if found else origin.country or "XX"


def _place_of(label: str) -> str:
    return label.rpartition(" of ")[2].removeprefix("the ")


def _label(entity: Mapping[str, Any]) -> str | None:
    labels = entity.get("labels") or {}
    for language in ("en", "mul", *labels):
        value = labels.get(language)
        if isinstance(value, Mapping) and isinstance(value.get("value"), str):
            return str(value["value"])
    return None


def _aliases(entity: Mapping[str, Any], label: str) -> Iterator[str]:
    named = list((entity.get("labels") or {}).values())
    named += [value for values in (entity.get("aliases") or {}).values() for value in values]
    seen = {label}
    for value in named:
        name = value.get("value")
        if isinstance(name, str) and name not in seen:
            seen.add(name)
            yield name


def _statements(claims: Mapping[str, Any], prop: str) -> list[Mapping[str, Any]]:
    return [statement for statement in claims.get(prop) or () if statement.get("rank") != "deprecated"]


def _values(claims: Mapping[str, Any], prop: str) -> list[str]:
    found = [_value(statement.get("mainsnak", {})) for statement in _statements(claims, prop)]
    return [value for value in found if value]


def _value(snak: Mapping[str, Any]) -> str | None:
    """The QID of a snak; None for an unknown value or none."""
    if snak.get("snaktype") != "value":
        return None
    value = (snak.get("datavalue") or {}).get("value")
    return str(value["id"]) if isinstance(value, Mapping) and "id" in value else None


def _time(statement: Mapping[str, Any], prop: str) -> str | None:
    """The date of a qualifier to its precision; None where it is unknown or coarser than a year."""
    for snak in (statement.get("qualifiers") or {}).get(prop) or ():
        if snak.get("snaktype") == "value":
            value = snak["datavalue"]["value"]
            letters = _LETTERS.get(int(value["precision"]))
            if letters and value["time"].startswith("+"):
                return str(value["time"])[1 : letters + 1]
    return None


def _is_novalue(statement: Mapping[str, Any], prop: str) -> bool:
    snaks = (statement.get("qualifiers") or {}).get(prop) or ()
    return any(snak.get("snaktype") == "novalue" for snak in snaks)


def _bound(binding: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = binding.get(name)
        if isinstance(value, Mapping) and isinstance(value.get("value"), str) and value["value"]:
            return str(value["value"])
    return None


def _qid(value: str) -> str:
    return value.rpartition("/")[2]
