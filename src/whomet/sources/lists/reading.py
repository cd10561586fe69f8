"""Reading a list of pages."""

from whomet.errors import UnreadableInput
from whomet.model import Listed, Noun
from whomet.model.media import MediaType
from whomet.sources.lists.feeds import read_feed
from whomet.sources.lists.recognition import ADDRESS, BYTE_ORDER_MARK, unpacked
from whomet.sources.lists.sitemaps import read_sitemap
from whomet.sources.lists.stories import read_stories, read_story_table


class ListRead(Noun):
    """The pages that a list names, each once, and the further lists (of an index of sitemaps)."""

    pages: tuple[Listed, ...] = ()
    lists: tuple[str, ...] = ()


def read_list(data: bytes, media_type: MediaType, *, where: str, base: str | None = None) -> ListRead:
    """The pages and lists that a list names. `base` is its own address, for relative links.

    Raises UnreadableInput, naming `where`, for a list that is broken, declares XML entities, or
    unpacks to more than 50 MB.
    """
    lists: list[str] = []
    try:
        data = unpacked(data)
        match media_type:
            case MediaType.FEED:
                found = read_feed(data, base=base)
            case MediaType.SITEMAP:
                found, lists = read_sitemap(data)
            case MediaType.STORIES:
                found = read_stories(data)
            case MediaType.STORY_TABLE:
                found = read_story_table(data)
            case _:
                found = _read_addresses(data)
    except UnreadableInput as error:
        raise UnreadableInput(error.what, where=where, next_step=error.next_step) from error
    once: dict[str, Listed] = {}
    for page in found:
        if ADDRESS.fullmatch(page.url):
            once.setdefault(page.url, page)
    return ListRead(
        pages=tuple(once.values()),
        lists=tuple(dict.fromkeys(url for url in lists if ADDRESS.fullmatch(url))),
    )


def _read_addresses(data: bytes) -> list[Listed]:
    lines = data.decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK).splitlines()
    return [Listed(url=line.strip()) for line in lines if line.strip() and not line.lstrip().startswith("#")]
