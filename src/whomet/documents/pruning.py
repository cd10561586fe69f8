"""A page's tree without what can hold no article text: less for the extractor to read, and to mistake."""

from lxml.etree import Comment, ProcessingInstruction, strip_elements
from lxml.html import HtmlElement

from whomet.documents.chrome_rules import chrome_rules
from whomet.documents.element_marks import WHOLE_PAGE, ElementName, element_name, marks_of

_NEVER_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "button", "select")


def prune(tree: HtmlElement, kept: frozenset[ElementName]) -> None:
    """Take out of `tree` scripts and styles, and the elements that the rules of page chrome name, unless such
    an element holds most of the page's text or is called like one of those to be `kept`."""
    strip_elements(tree, Comment, ProcessingInstruction, *_NEVER_TEXT, with_tail=False)
    total = len(tree.text_content())
    for element in _outermost_chrome(tree, kept):
        if len(element.text_content()) <= WHOLE_PAGE * total:
            element.drop_tree()


def _outermost_chrome(tree: HtmlElement, kept: frozenset[ElementName]) -> list[HtmlElement]:
    words = chrome_rules().html
    is_chrome: dict[ElementName, bool] = {}
    found: list[HtmlElement] = []
    pending = [tree]
    while pending:
        for element in pending.pop():
            if not isinstance(element.tag, str):
                continue
            name = element_name(element.tag, element.attrib)
            if name not in is_chrome:
                is_chrome[name] = name not in kept and marks_of(element.tag, element.attrib, words).chrome
            (found if is_chrome[name] else pending).append(element)
    return found
