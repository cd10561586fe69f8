"""The element that holds the article, where a page leaves no doubt about it: most do, and then no extractor has to be
asked."""

from collections import defaultdict

from lxml.html import HtmlElement

from whomet.documents.element_marks import PROSE, PROSE_LINKED

# The element must hold this share of the characters of the page's paragraphs, so many of them, so many characters.
_SHARE, _PARAGRAPHS, _CHARACTERS = 0.9, 4, 1000
# A paragraph in one of these is part of what stands around it.
_PARTS = frozenset({"blockquote", "q", "li", "ul", "ol", "b", "strong", "em", "i", "span"})


def article_container(tree: HtmlElement) -> HtmlElement | None:
    """The element whose own paragraphs are nearly all paragraphs of the page; None where there is none, or they
    are few. `tree` is without what is no article by its name."""
    held: defaultdict[HtmlElement, int] = defaultdict(int)
    count = 0
    for paragraph in tree.iter("p"):
        if size := prose_size(paragraph):
            around = paragraph.getparent()
            while around is not None and around.tag in _PARTS:
                around = around.getparent()
            if around is not None:
                held[around] += size
                count += 1
    if count < _PARAGRAPHS:
        return None
    best = max(held, key=lambda element: held[element])
    enough = held[best] >= max(_CHARACTERS, _SHARE * sum(held.values()))
    return best if enough else None


def prose_size(paragraph: HtmlElement) -> int:
    """Characters of a paragraph; none where it is short or a list of links."""
    size = len(paragraph.text_content())
    if size < PROSE:
        return 0
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return size if linked <= PROSE_LINKED * size else 0
