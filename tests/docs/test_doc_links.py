"""A reader who follows a link or opens a named file finds it."""

import re
from pathlib import Path

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
# A path of the repository in code: with a placeholder in capitals it is a name to be chosen.
_NAMED = re.compile(r"`((?:src|tests|tools|docs|examples|evaluation|benchmarks|\.ci)/[^`\s]*)`")
_PLACEHOLDER = re.compile(r"[A-Z]{3,}(?!\.md)")


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings get, as GitHub makes them."""
    headings = (found[1] for found in _HEADING.finditer(_FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_relative_link_leads_somewhere(root: Path, page: Path, words: str) -> None:
    for target in _LINK.findall(_FENCE.sub("", words)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (root / page.parent / path).resolve() if path else root / page
        assert file.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), f"{page} links to {target}"


def test_every_file_that_is_named_is_there(root: Path, page: Path, words: str) -> None:
    for name in _NAMED.findall(words):
        if not _PLACEHOLDER.search(name):
            assert list(root.glob(name.rstrip("/"))), f"{page} names {name}"
