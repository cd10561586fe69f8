"""What leaves whomet: the encounter format, field by field, and cells that no spreadsheet computes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from whomet.export import COLUMNS, claim_as_exchange, encounter_as_cells, encounter_as_exchange
from whomet.model import (
    Alternative,
    Attribution,
    Chosen,
    Claim,
    Encounter,
    EncounterFigure,
    Mode,
    Occurrence,
    Participant,
    Reading,
    Span,
    Topic,
    Verification,
)

FIELDS = {
    "with", "mode", "occurrence", "verification", "date", "date_text", "place", "place_country",
    "topics", "orgs", "quote", "start", "end", "score", "tier",
}  # fmt: skip
LEDGER_FIELDS = FIELDS | {"id", "documents", "claims", "counted", "reason"}
QUOTE = Span(start=10, end=54, text="Macron received Musk in Paris on 15 May 2023")


def a_claim(claim_id: str = "c1", *, quote: Span = QUOTE, score: float = 0.87654) -> Claim:
    topic = Reading(value=Topic.ENERGY_CLIMATE, rule="topic words")
    return Claim(
        id=claim_id,
        document_id="d1",
        participants=(Participant(name="Emmanuel Macron", title="President", country="FR", mention=QUOTE),),
        mode=Reading(value=Mode.MEETING, rule="received"),
        occurrence=Reading(value=Occurrence.HAPPENED, rule="past"),
        attribution=Reading(value=Attribution.OUTLET, rule="own voice"),
        verification=Reading(value=Verification.REPORTED, rule="outlet"),
        date=Reading(value="2023-05-15", spans=(Span(start=43, end=54, text="15 May 2023"),), rule="date"),
        place=Reading(value="Paris", rule="in"),
        place_country=Reading(value="FR", rule="city"),
        topics=(topic, topic),
        quote=quote,
        score=score,
        producer="test@1",
    )


def an_encounter(claim: Claim) -> Encounter:
    def chosen[T](value: T) -> Chosen[T]:
        return Chosen(value=value, claims=(claim.id,), why="the only claim")

    figure = EncounterFigure(
        figure_id="Q3052772", name="Emmanuel Macron", title="President", country="FR", claims=(claim.id,)
    )
    return Encounter(
        id="e1",
        figures=(figure,),
        mode=chosen(Mode.MEETING),
        occurrence=chosen(Occurrence.HAPPENED),
        verification=chosen(Verification.REPORTED),
        date=chosen("2023-05-15"),
        place=chosen("Paris"),
        place_country=chosen("FR"),
        topics=(Alternative(value=Topic.ENERGY_CLIMATE, claims=(claim.id,)),),
        claims=(claim.id,),
        documents=("d1",),
        independent_sources=1,
        counted=True,
    )


def test_a_claim_has_exactly_the_fields_of_the_format() -> None:
    written = claim_as_exchange(a_claim())
    assert set(written) == FIELDS
    assert json.loads(json.dumps(written)) == written
    assert written["with"] == [{"name": "Emmanuel Macron", "title": "President", "country": "FR"}]
    assert written["date_text"] == "15 May 2023"
    assert written["topics"] == ["energy_climate"]
    assert (written["quote"], written["start"], written["end"]) == (QUOTE.text, 10, 54)
    assert written["score"] == 0.8765


def test_a_record_adds_what_it_rests_on() -> None:
    claim = a_claim()
    written = encounter_as_exchange(an_encounter(claim), {claim.id: claim})
    assert set(written) == LEDGER_FIELDS
    assert (written["documents"], written["claims"]) == (["d1"], ["c1"])
    assert written["counted"] is True
    assert written["reason"] is None


@given(words=st.text(min_size=1))
def test_no_cell_is_a_formula_and_no_word_is_lost(words: str) -> None:
    claim = a_claim(quote=Span(start=0, end=len(words), text=words))
    cells = dict(zip(COLUMNS, encounter_as_cells(an_encounter(claim), {claim.id: claim}), strict=True))
    assert not cells["quote"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cells["quote"].removeprefix("'") == words.removeprefix("'")
