"""A noun as a row: its JSON, and the columns that repeat what is looked up or ordered by."""

from typing import Any

from sqlalchemy import RowMapping

from whomet.model import Claim, Document, Encounter, Issue, Judgement, Lead, Original, OutcomeClaim

type Row = dict[str, Any]


def original_row(original: Original) -> Row:
    """The row of an archived original."""
    return {"sha256": original.sha256, "name": original.name, "body": original.model_dump_json()}


def document_body(document: Document) -> str:
    """What is compared to tell whether a document changed: all of it, but for what other documents say."""
    alone = document.model_copy(update={"copy_of": None, "copy_similarity": None})
    return alone.model_dump_json()


def document_row(document: Document) -> Row:
    """The row of a document that has not been compared with the others yet."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "kind": document.kind.value,
        "language": document.language,
        "published": document.published_day,
        "copy_of": None,
        "copy_similarity": None,
        "body": document_body(document),
    }


def document_from(row: RowMapping) -> Document:
    """The document of a row, with what the comparison found."""
    document = Document.model_validate_json(row["body"])
    if row["copy_of"] is None:
        return document
    return document.model_copy(update={"copy_of": row["copy_of"], "copy_similarity": row["copy_similarity"]})


def claim_row(claim: Claim, position: int) -> Row:
    """The row of a claim, the `position`th of its document."""
    return {
        "id": claim.id,
        "document_id": claim.document_id,
        "position": position,
        "tier": claim.tier.value,
        "occurrence": claim.occurrence.value.value,
        "date": claim.date.value,
        "body": claim.model_dump_json(),
    }


def outcome_row(outcome: OutcomeClaim, position: int) -> Row:
    """The row of an outcome, the `position`th of its document."""
    return {
        "id": outcome.id,
        "document_id": outcome.document_id,
        "position": position,
        "date": outcome.date,
        "country": outcome.country,
        "body": outcome.model_dump_json(),
    }


def lead_row(lead: Lead, position: int) -> Row:
    """The row of a lead; `position` is its place among those of its document."""
    return {
        "id": lead.id,
        "document_id": lead.document_id,
        "position": position,
        "company": lead.company,
        "date": lead.date,
        "body": lead.model_dump_json(),
    }


def encounter_row(encounter: Encounter, position: int) -> Row:
    """The row of an encounter, the `position`th of the investigation."""
    return {
        "id": encounter.id,
        "position": position,
        "counted": encounter.counted,
        "date": encounter.date.value,
        "body": encounter.model_dump_json(),
    }


def issue_row(issue: Issue, document_id: str | None) -> Row:
    """The row of an issue; with `document_id` it goes when the document is read again."""
    return {
        "document_id": document_id,
        "stage": issue.stage,
        "place": issue.where,
        "what": issue.what,
        "body": issue.model_dump_json(),
    }


def judgement_row(judgement: Judgement) -> Row:
    """The row of a person's decision."""
    return {
        "subject_ids": " ".join(judgement.subject_ids),
        "verdict": judgement.verdict.value,
        "who": judgement.who,
        "made_at": judgement.when,
        "body": judgement.model_dump_json(),
    }
