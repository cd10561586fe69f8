"""Claims keep their names, and no two have the same."""

from hypothesis import given
from hypothesis import strategies as st

from whomet.model import Attribution, Claim, Mode, Occurrence, Participant, Reading, Span, Verification
from whomet.reading import distinct

QUOTE = Span(start=0, end=4, text="they")


def a_claim(claim_id: str) -> Claim:
    return Claim(
        id=claim_id,
        document_id="d1",
        participants=(Participant(name="Olaf Scholz", title=None, country="DE", mention=QUOTE),),
        mode=Reading(value=Mode.MEETING, rule="met"),
        occurrence=Reading(value=Occurrence.HAPPENED, rule="past"),
        attribution=Reading(value=Attribution.OUTLET, rule="own voice"),
        verification=Reading(value=Verification.REPORTED, rule="outlet"),
        date=Reading(value=None, rule="no words"),
        place=Reading(value=None, rule="no words"),
        place_country=Reading(value=None, rule="no words"),
        quote=QUOTE,
        score=0.9,
        producer="test@1",
    )


@given(ids=st.lists(st.sampled_from(["a", "b", "a-2", "a-3"])))
def test_no_two_claims_have_one_name(ids: list[str]) -> None:
    named = [claim.id for claim in distinct(a_claim(name) for name in ids)]
    assert len(set(named)) == len(ids)
    assert all(new.startswith(old) for new, old in zip(named, ids, strict=True))
    if len(set(ids)) == len(ids):
        assert named == ids
