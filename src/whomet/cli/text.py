"""`whomet text`: a document as it is read."""

from whomet.cli.console import report_issues, result_json
from whomet.cli.options import KindOption, PublishedOption, Sources


def text(sources: Sources, published: PublishedOption = None, kind: KindOption = None) -> None:
    """Print the text of documents as they are read, without menus and banners, one JSON line each."""
    from whomet.documents import text_read
    from whomet.files import read_files
    from whomet.model import Issue

    issues: list[Issue] = []
    for read in read_files(sources, published=published, kind=kind):
        if isinstance(read, Issue):
            issues.append(read)
            continue
        incoming, documents_read = read
        issues.extend(documents_read.issues)
        for document in documents_read.documents:
            read_as = text_read(document, file=incoming.name).model_dump(mode="json")
            result_json({"id": document.id, **read_as})
    report_issues(issues)
