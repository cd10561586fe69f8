"""Developments that the texts tie to an encounter or a government. The tie is the text's, never ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import format_compact_decimal

from whomet.model import Publication
from whomet.report.evidence import DocumentShown, document_of, document_shown, quoted
from whomet.report.quotation import Quotation
from whomet.report.spoken_dates import in_words, read_date
from whomet.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """One development, with the words that report it. `country` is ISO 3166-1 alpha-2."""

    id: str
    claim_id: str | None
    what: str
    date_words: str | None
    country: str | None
    country_name: str | None
    organisation: str | None
    amount: str | None
    quotation: Quotation
    document: DocumentShown


def outcomes_of(publication: Publication, wording: Wording) -> tuple[Outcome, ...]:
    """All developments by date, undated last. Raises UnreadableInput as evidence does."""
    shown = []
    for claim in publication.outcomes:
        document = document_of(publication, claim.document_id, claim.id)
        read_date(claim.date, claim.id)
        outcome = Outcome(
            id=claim.id,
            claim_id=claim.claim_id,
            what=claim.what,
            date_words=in_words(claim.date, wording) if claim.date else None,
            country=claim.country,
            country_name=wording.country_name(claim.country) if claim.country else None,
            organisation=claim.organisation,
            amount=_amount(claim.amount, wording),
            quotation=quoted(document, claim.quote, wording),
            document=document_shown(document, publication, wording),
        )
        shown.append((claim.date or "9999", claim.id, outcome))
    return tuple(outcome for _, _, outcome in sorted(shown, key=lambda row: row[:2]))


def outcomes_tied_to(claims: Sequence[str], outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """The developments that a text ties to one of these claims."""
    return tuple(outcome for outcome in outcomes if outcome.claim_id in claims)


def _amount(amount: str | None, wording: Wording) -> str | None:
    """ "153000000 USD" as "153 million USD"; an amount of another form as it stands."""
    if amount is None:
        return None
    number, _, currency = amount.partition(" ")
    try:
        value = Decimal(number)
    except InvalidOperation:
        return amount
    if not value.is_finite():
        return amount
    said = format_compact_decimal(value, format_type="long", locale=wording.language, fraction_digits=2)
    return f"{said} {currency}".strip()
