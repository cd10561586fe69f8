"""Sitemaps and indexes of them (sitemaps.org, and Google's news extension)."""

from lxml import etree

from whomet.errors import UnreadableInput
from whomet.model import Listed
from whomet.sources.lists.feeds import moment, refuse_entities


def read_sitemap(data: bytes) -> tuple[list[Listed], list[str]]:
    """The pages of a sitemap, and the sitemaps of an index.

    `lastmod` says when a page changed; only the news extension says when it was published. Raises
    UnreadableInput for what is no XML.
    """
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"is no XML: {error}") from error
    if root is None:
        raise UnreadableInput("is no XML")
    pages, lists = [], []
    for entry in root:
        url = _words(entry, "loc")
        match etree.QName(entry).localname if isinstance(entry.tag, str) else "":
            case "sitemap" if url:
                lists.append(url)
            case "url" if url:
                pages.append(
                    Listed(
                        url=url,
                        title=_words(entry, "title"),
                        published=moment(_words(entry, "publication_date")),
                        changed=moment(_words(entry, "lastmod")),
                    )
                )
    return pages, lists


def _words(entry: etree._Element, name: str) -> str | None:
    """The text of the first element of this name, in any namespace."""
    found = entry.xpath(f"descendant::*[local-name()='{name}'][1]/text()")
    return " ".join("".join(found).split()) or None
