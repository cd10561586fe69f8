"""Popolo JSON (http://www.popoloproject.com): persons, organizations, memberships, events, posts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from whomet.people.importing.facts import Facts, Origin, PersonFact, PostFact, held, problem

# Reads the objects of one top-level list of the file, from its beginning.
type Section = Callable[[str], Iterator[Any]]


def read_popolo(section: Section, origin: Origin) -> Facts:
    """The persons and memberships. Where a membership lacks dates, those of its legislative period
    (in `events`) hold. Popolo names no country: it comes with `origin`."""
    organisations = {item["id"]: item for item in section("organizations") if _has_id(item)}
    periods = {item["id"]: item for item in section("events") if _has_id(item)}
    posts = {item["id"]: item for item in section("posts") if _has_id(item)}
    areas = {item["id"]: item for item in section("areas") if _has_id(item)}
    for number, person in enumerate(section("persons"), start=1):
        if not _has_id(person) or not isinstance(person.get("name"), str) or not person["name"]:
            yield problem(
                f"persons, item {number}", "a person without id or name", "complete it at the source"
            )
            continue
        yield _person(person)
    seen: set[str] = set()
    for number, membership in enumerate(section("memberships"), start=1):
        where = f"memberships, item {number}"
        if not isinstance(membership, Mapping) or not isinstance(membership.get("person_id"), str):
            yield problem(where, "a membership without person_id", "complete it at the source")
            continue
        organisation = organisations.get(membership.get("organization_id") or "", {})
        post = posts.get(membership.get("post_id") or "", {})
        title = _title(membership, organisation, post)
        if title is None:
            yield problem(
                where, "a membership without role, post or organization", "complete it at the source"
            )
            continue
        area = areas.get(membership.get("area_id") or post.get("area_id") or "", {}).get("name")
        ref = f"{title}|{area or ''}"
        if ref not in seen:
            seen.add(ref)
            yield PostFact(ref, title, origin.country or "XX", area)
        period = periods.get(membership.get("legislative_period_id") or "", {})
        start = membership.get("start_date") or period.get("start_date")
        end = membership.get("end_date") or period.get("end_date")
        party = organisations.get(membership.get("on_behalf_of_id") or "", {}).get("name")
        seen_on = None if end else origin.as_of
        yield held(membership["person_id"], ref, start, end, where, party=party, last_seen=seen_on)


def _person(person: Mapping[str, Any]) -> PersonFact:
    others = [item.get("name") for item in person.get("other_names") or () if isinstance(item, Mapping)]
    names = [name for name in others if isinstance(name, str) and name != person["name"]]
    identifiers = [item for item in person.get("identifiers") or () if isinstance(item, Mapping)]
    qid = next((item.get("identifier") for item in identifiers if item.get("scheme") == "wikidata"), None)
    return PersonFact(person["id"], person["name"], tuple(dict.fromkeys(names)), qid)


def _title(
    membership: Mapping[str, Any], organisation: Mapping[str, Any], post: Mapping[str, Any]
) -> str | None:
    role = membership.get("role") or post.get("label") or post.get("role")
    body = organisation.get("name")
    if role and str(role).lower() != "member":
        return str(role)
    return f"Member of the {body}".replace("the The", "the") if body else str(role) if role else None


def _has_id(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("id"), str)
