"""A page's tree without what can hold no article text: less for the extractor to read, and to mistake."""

from collections import Counter

from lxml.etree import Comment, ProcessingInstruction, strip_elements
from lxml.html import HtmlElement

from whomet.documents.chrome_rules import HtmlWords
from whomet.documents.container import prose_size
from whomet.documents.element_marks import MUCH_PROSE, WHOLE_PAGE, ElementName, element_name, marks_of

_NEVER_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "button", "select")


def prune(tree: HtmlElement, words: HtmlWords) -> None:
    """Take out of `tree` scripts and styles, and the elements that the `words` of page chrome name, unless such
    an element holds most of the page's text, or all of its name hold most of the paragraphs."""
    strip_elements(tree, Comment, ProcessingInstruction, *_NEVER_TEXT, with_tail=False)
    total = len(tree.text_content())
    prose = _prose(tree)
    found = _outermost_chrome(tree, words, frozenset())
    held: Counter[ElementName] = Counter()
    for element in found:
        held[element_name(element.tag, element.attrib)] += _prose(element)
    kept = frozenset(
        name
        for name, count in held.items()
        if count > max(MUCH_PROSE, WHOLE_PAGE * prose)
        and not (name.says_comments or words.drops(name.class_name))
    )
    for element in _outermost_chrome(tree, words, kept) if kept else found:
        declared = words.drops(element.get("class") or "")
        if declared or len(element.text_content()) <= WHOLE_PAGE * total:
            element.drop_tree()


def _prose(element: HtmlElement) -> int:
    return sum(prose_size(paragraph) for paragraph in element.iter("p"))


def _outermost_chrome(tree: HtmlElement, words: HtmlWords, kept: frozenset[ElementName]) -> list[HtmlElement]:
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
