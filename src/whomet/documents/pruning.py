"""A page's tree without what can hold no article text: less for the extractor to read, and to mistake."""

from lxml.etree import Comment, ProcessingInstruction, strip_elements
from lxml.html import HtmlElement

from whomet.documents.chrome_rules import chrome_rules
from whomet.documents.element_marks import WHOLE_PAGE, Marks, marks_of

_NEVER_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "button", "select")


def prune(tree: HtmlElement) -> None:
    """Take out of `tree` scripts and styles, and the elements that the rules of page chrome name, unless such
    an element holds most of the page's text."""
    strip_elements(tree, Comment, ProcessingInstruction, *_NEVER_TEXT, with_tail=False)
    total = len(tree.text_content())
    for element in _outermost_chrome(tree):
        if len(element.text_content()) <= WHOLE_PAGE * total:
            element.drop_tree()


def _outermost_chrome(tree: HtmlElement) -> list[HtmlElement]:
    words = chrome_rules().html
    marks: dict[tuple[str, str, str, str], Marks] = {}
    found: list[HtmlElement] = []
    pending = [tree]
    while pending:
        for element in pending.pop():
            if not isinstance(element.tag, str):
                continue
            get = element.get
            key = (element.tag, get("class", ""), get("id", ""), get("role", ""))
            if key not in marks:
                marks[key] = marks_of(
                    element.tag, dict(zip(("class", "id", "role"), key[1:], strict=True)), words
                )
            (found if marks[key].chrome else pending).append(element)
    return found
