"""`whomet read`: documents in, encounters out, no ledger."""

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any

import typer

from whomet.cli.console import report_issues, result_json
from whomet.cli.options import KindOption, PublishedOption, Sources
from whomet.errors import UsageError
from whomet.model import Claim, Document, Issue, Tier


def read(
    sources: Sources,
    subject: Annotated[
        str | None, typer.Option("--subject", help="The tracked person; JSON documents name their own.")
    ] = None,
    published: PublishedOption = None,
    kind: KindOption = None,
    possible: Annotated[
        bool, typer.Option("--possible", help="Less certain records too; their tier says so.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="With the rule and the words behind every field.")
    ] = False,
) -> None:
    """Print the encounters that documents tell of, one JSON line a document, in the encounter format."""
    from whomet import reading
    from whomet.files import read_files
    from whomet.knowledge.subjects import load_subject

    issues: list[Issue] = []

    def documents() -> Iterator[Document]:
        for one in read_files(sources, published=published, kind=kind):
            if isinstance(one, Issue):
                issues.append(one)
                continue
            issues.extend(one[1].issues)
            yield from one[1].documents

    for name, group in groupby(documents(), key=lambda document: _subject(document, subject)):
        for found in reading.read(group, load_subject(name)):
            issues.extend(found.issues)
            result_json(_line(found.document_id, found.claims, found.outcomes, possible, explain))
    report_issues(issues)


def _subject(document: Document, given: str | None) -> str:
    name = given or document.subject
    if name is None:
        raise UsageError("whose encounters?", where=document.id, next_step='add --subject "NAME"')
    return name


def _line(
    document_id: str, claims: tuple[Claim, ...], outcomes: tuple[Any, ...], possible: bool, explain: bool
) -> dict[str, Any]:
    from whomet.export import claim_as_exchange, claim_reasons, outcome_as_exchange

    shown = [claim for claim in claims if possible or claim.tier is Tier.CONFIDENT]
    return {
        "id": document_id,
        "encounters": [
            claim_as_exchange(claim) | ({"explain": claim_reasons(claim)} if explain else {})
            for claim in shown
        ],
        "outcomes": [outcome_as_exchange(outcome) for outcome in outcomes],
    }
