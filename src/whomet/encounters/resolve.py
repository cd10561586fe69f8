"""Claims about one interaction become one record."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from whomet.encounters.clustering import cluster
from whomet.encounters.editor import decisions
from whomet.encounters.figure_keys import FigureKeys
from whomet.encounters.inclusion import place_in_window, record_days, why_not_counted
from whomet.encounters.people_there import figures_of, organisations_of, topics_of
from whomet.encounters.status import claim_ids, occurrence, verification
from whomet.encounters.testimony import Testimony, testimonies
from whomet.encounters.values import chosen_country, chosen_date, chosen_mode, chosen_place
from whomet.model import Claim, Document, DocumentKind, Encounter, Investigation, Judgement, Tier, Verdict


def resolve(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    investigation: Investigation,
    judgements: Sequence[Judgement] = (),
) -> tuple[Encounter, ...]:
    """The records that the claims are about, by date; the order of the input does not matter.

    A record's id is made from the first text that told of it, and so outlasts later texts.
    Raises UnreadableInput where a claim's document is not given or its date is not EDTF.
    """
    keys = FigureKeys(claims)
    told = testimonies(claims, documents, investigation, keys)
    decided = decisions(judgements)
    groups = cluster(told, decided)
    records = []
    for record_id, group in zip(_ids(groups), groups, strict=True):
        judged = decided.about((record_id, *(testimony.claim.id for testimony in group)))
        records.append(_record(record_id, group, keys, investigation, judged))
    return tuple(sorted(records, key=lambda record: (record.date.value or "9999", record.id)))


def _ids(groups: Sequence[Sequence[Testimony]]) -> list[str]:
    """Ten hexadecimal digits of the document, figures, date and form of each group's first claim; a
    second record with the same words gets the next number."""
    words = []
    for group in groups:
        first = min(group, key=lambda t: (not t.confident, t.document.published_day or "9999", t.sort_key))
        claim = first.claim
        words.append("\n".join((claim.document_id, *first.figures, claim.date.value or "", claim.mode.value)))
    seen: Counter[str] = Counter()
    ids = [""] * len(groups)
    uncertain_last = sorted(
        range(len(groups)), key=lambda number: not any(t.confident for t in groups[number])
    )
    for number in uncertain_last:
        digest = hashlib.sha256(words[number].encode()).hexdigest()[:10]
        seen[digest] += 1
        ids[number] = f"e-{digest}" if seen[digest] == 1 else f"e-{digest}-{seen[digest]}"
    return ids


def _record(
    record_id: str,
    group: Sequence[Testimony],
    keys: FigureKeys,
    investigation: Investigation,
    judged: Judgement | None,
) -> Encounter:
    """The record of one group. Where some claim is confident, the uncertain ones only stand by."""
    speaking = [testimony for testimony in group if testimony.confident] or list(group)
    tier = Tier.CONFIDENT if speaking[0].confident else Tier.POSSIBLE
    held = occurrence(speaking)
    verified = verification(speaking, held.value)
    day = chosen_date(speaking, held.value)
    country = chosen_country(speaking, held.value)
    place = place_in_window(day.value, held.value, speaking, investigation)
    record = Encounter(
        id=record_id,
        figures=figures_of(speaking, keys),
        mode=chosen_mode(speaking, held.value),
        occurrence=held,
        verification=verified,
        date=day,
        place=chosen_place(speaking, held.value, country.value),
        place_country=country,
        topics=topics_of(speaking, held.value),
        organisations=organisations_of(speaking),
        claims=claim_ids(speaking),
        documents=tuple(sorted({testimony.document.id for testimony in speaking})),
        independent_sources=len({testimony.source for testimony in speaking}),
        counted=False,
        tier=tier,
        days=record_days(day.value, held.value, speaking),
        window=place.fit,
        possible_claims=() if tier is Tier.POSSIBLE else claim_ids(t for t in group if not t.confident),
        registers=tuple(
            sorted({t.document.sha256 for t in speaking if t.document.kind is DocumentKind.REGISTER})
        ),
        accepted=None if judged is None else judged.verdict is Verdict.YES,
    )
    reason = why_not_counted(record, speaking, place, judged, investigation.rule)
    return record.model_copy(update={"counted": reason is None, "reason": reason})
