"""The encounter format: the one JSON form in which encounters leave whomet (docs/reference)."""

from collections.abc import Iterable, Mapping
from typing import Any

from whomet.model import Claim, Encounter, OutcomeClaim, Reading, Span, Tier

# Decimal places of a score: more would only tell processors apart.
_SCORE_PLACES = 4


def claim_as_exchange(claim: Claim) -> dict[str, Any]:
    """What one document says of one encounter, in the encounter format."""
    return {
        "with": [{"name": p.name, "title": p.title, "country": p.country} for p in claim.participants],
        "mode": claim.mode.value,
        "occurrence": claim.occurrence.value,
        "verification": claim.verification.value,
        "date": claim.date.value,
        "date_text": _words(claim.date.spans),
        "place": claim.place.value,
        "place_country": claim.place_country.value,
        "topics": _distinct(topic.value for topic in claim.topics),
        "orgs": _distinct(organisation.value for organisation in claim.organisations),
        **_quoted(claim),
        "score": round(claim.score, _SCORE_PLACES),
        "tier": claim.tier,
    }


def claim_reasons(claim: Claim) -> dict[str, Any]:
    """For each field of a claim: the rule that read it, and the words it was read from."""
    single: dict[str, Reading[Any]] = {
        "mode": claim.mode,
        "occurrence": claim.occurrence,
        "attribution": claim.attribution,
        "verification": claim.verification,
        "date": claim.date,
        "place": claim.place,
        "place_country": claim.place_country,
    }
    several: dict[str, tuple[Reading[Any], ...]] = {"topics": claim.topics, "orgs": claim.organisations}
    return {
        "with": [
            {
                "name": p.name,
                "figure": p.figure_id,
                "spans": [_span(s) for s in (p.mention, p.title_span) if s],
                "title_from": p.title_from,
                "rule": p.link_reason,
            }
            for p in claim.participants
        ],
        **{field: _reason(reading) for field, reading in single.items()},
        **{field: [_reason(reading) for reading in readings] for field, readings in several.items()},
        "producer": claim.producer,
    }


def outcome_as_exchange(outcome: OutcomeClaim) -> dict[str, Any]:
    """A development that a text ties to an encounter or a government, in the encounter format."""
    return {
        "what": outcome.what,
        "date": outcome.date,
        "country": outcome.country,
        "org": outcome.organisation,
        "amount": outcome.amount,
        "quote": outcome.quote.text,
        "start": outcome.quote.start,
        "end": outcome.quote.end,
    }


def encounter_as_exchange(encounter: Encounter, claims: Mapping[str, Claim]) -> dict[str, Any]:
    """One record of the ledger: the encounter format with its id, documents, claims, and whether and why
    (not) it is counted. `claims` holds at least the encounter's own, by id."""
    own = [claims[claim_id] for claim_id in encounter.claims]
    best = best_claim(encounter, claims)
    dated = [claims[claim_id] for claim_id in encounter.date.claims]
    return {
        "id": encounter.id,
        "with": [{"name": f.name, "title": f.title, "country": f.country} for f in encounter.figures],
        "mode": encounter.mode.value,
        "occurrence": encounter.occurrence.value,
        "verification": encounter.verification.value,
        "date": encounter.date.value,
        "date_text": next((_words(claim.date.spans) for claim in dated if claim.date.spans), None),
        "place": encounter.place.value,
        "place_country": encounter.place_country.value,
        "topics": [topic.value for topic in encounter.topics],
        "orgs": [organisation.value for organisation in encounter.organisations],
        **_quoted(best),
        "score": round(max(claim.score for claim in own), _SCORE_PLACES),
        "tier": encounter.tier,
        "documents": list(encounter.documents),
        "claims": list(encounter.claims),
        "counted": encounter.counted,
        "reason": encounter.reason,
    }


def best_claim(encounter: Encounter, claims: Mapping[str, Claim]) -> Claim:
    """The claim whose quote shows the record best: one that says what the record says happened, the
    surest of them, the first of equals."""
    saying_so = encounter.occurrence.claims or encounter.claims
    return max(
        (claims[claim_id] for claim_id in saying_so), key=lambda c: (c.tier is Tier.CONFIDENT, c.score)
    )


def _quoted(claim: Claim) -> dict[str, Any]:
    return {"quote": claim.quote.text, "start": claim.quote.start, "end": claim.quote.end}


def _words(spans: Iterable[Span]) -> str | None:
    return " … ".join(span.text for span in spans) or None


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _reason(reading: Reading[Any]) -> dict[str, Any]:
    return {"value": reading.value, "rule": reading.rule, "spans": [_span(span) for span in reading.spans]}


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
