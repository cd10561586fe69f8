"""Political figures and the offices they hold: FollowTheMoney's Person, Position and Occupancy."""

from whomet.model.base import Noun


class FactSource(Noun):
    """Where a fact was taken from, and under which licence; `as_of` is the day the source was
    published, where it is known for an imported one."""

    name: str
    licence: str
    as_of: str | None = None


class Office(Noun):
    """A post: its title as a newsroom writes it, the country (ISO 3166-1 alpha-2) and area.

    `roles` are `head_of_state` and `head_of_government` where the post is one or both of them."""

    title: str
    kind: str
    country: str
    area: str | None = None
    roles: tuple[str, ...] = ()


class Occupancy(Noun):
    """Who held an office from `start` (inclusive) to `end` (exclusive, None: not known to have
    ended). `last_seen` is the day on which the source still showed it; from `certain_until` on the
    source does not vouch for it any more. `party_family` is that of `party_family_source`, shown as
    such and never as a verdict of ours."""

    figure_id: str
    office: Office
    start: str | None
    end: str | None
    end_trusted: bool = True
    acting: bool = False
    party: str | None = None
    last_seen: str | None = None
    source: FactSource
    certain_until: str | None = None
    party_family: str | None = None
    party_family_source: str | None = None


class Figure(Noun):
    """A political figure. `id` is a Wikidata QID, a slug of the office table, or `provisional:…`
    for one known only from texts."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata_id: str | None = None
    occupancies: tuple[Occupancy, ...] = ()
