"""Posts in the layouts of other exports: the archive of an X account, Mastodon, Bluesky.

Field names are those of the published formats: `window.YTD.tweets` of X's archive, the `Status` entity of
docs.joinmastodon.org and ActivityPub's `orderedItems`, and `app.bsky.feed` of docs.bsky.app.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError

_EVERYBODY = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_NOT_PUBLIC = frozenset({"private", "direct"})
_PROFILE = re.compile(r"https?://[^/]+/(?:@|users/)(?P<handle>[\w.]+)")


def is_archive(text: str) -> bool:
    """Whether a text is the posts of an X archive."""
    return re.match(r"\s*window\.YTD\.tweets?\.", text) is not None


def has_posts(value: Any) -> bool:
    """Whether a JSON value has one of the layouts read here."""
    return next(posts_in(value), None) is not None


def left_out(value: Any) -> Iterator[str]:
    """Why posts of a JSON value are not read: a word for each of them."""
    if isinstance(value, list):
        for each in value:
            yield from left_out(each)
    elif isinstance(value, Mapping) and isinstance(value.get("orderedItems"), list):
        for activity in value["orderedItems"]:
            if isinstance(activity, Mapping) and activity.get("type") == "Announce":
                yield "reposts of others, whose words the export does not hold"
            elif isinstance(activity, Mapping) and not _is_public(activity):
                yield "posts that were not public"
    elif isinstance(value, Mapping) and value.get("visibility") in _NOT_PUBLIC:
        yield "posts that were not public"


def posts_in(value: Any) -> Iterator[dict[str, str | None]]:
    """The posts of a JSON value by the names of the API's fields; a repost stands under its own author."""
    if isinstance(value, list):
        for each in value:
            yield from posts_in(each)
    elif isinstance(value, Mapping):
        if isinstance(value.get("tweet"), Mapping):
            yield _archived(value["tweet"])
        elif isinstance(value.get("feed"), list):
            for entry in value["feed"]:
                if isinstance(entry, Mapping) and isinstance(entry.get("post"), Mapping):
                    yield from _bluesky(entry["post"])
        elif isinstance(value.get("orderedItems"), list):
            for activity in value["orderedItems"]:
                if not isinstance(activity, Mapping) or not _is_public(activity):
                    continue
                if isinstance(activity.get("object"), Mapping):
                    yield _activity(activity["object"])
        elif isinstance(value.get("records"), list) or isinstance(value.get("posts"), list):
            yield from posts_in(value.get("records") or value.get("posts"))
        elif "content" in value and isinstance(value.get("account"), Mapping):
            if value.get("visibility") not in _NOT_PUBLIC:
                yield _status(value["reblog"] if isinstance(value.get("reblog"), Mapping) else value)
        elif isinstance(value.get("value"), Mapping) and str(value.get("uri", "")).startswith("at://"):
            yield from _bluesky({**value, "record": value["value"]})
        elif isinstance(value.get("record"), Mapping) and str(value.get("uri", "")).startswith("at://"):
            yield from _bluesky(value)


def _is_public(activity: Mapping[str, Any]) -> bool:
    """Whether an activity was addressed to everybody (ActivityPub, 5.6 "Public Addressing")."""
    addressed: list[Any] = []
    for key in ("to", "cc"):
        said = activity.get(key)
        addressed += said if isinstance(said, list) else [said]
    return not any(addressed) or any(address in _EVERYBODY for address in addressed)


def _archived(tweet: Mapping[str, Any]) -> dict[str, str | None]:
    return {
        "id": _text(tweet.get("id_str") or tweet.get("id")),
        "text": _text(tweet.get("full_text") or tweet.get("text")),
        "created_at": _text(tweet.get("created_at")),
        "lang": _text(tweet.get("lang")),
    }


def _bluesky(post: Mapping[str, Any]) -> Iterator[dict[str, str | None]]:
    record, author = post.get("record"), post.get("author")
    if not isinstance(record, Mapping):
        return
    who: Mapping[str, Any] = author if isinstance(author, Mapping) else {}
    handle, key = _text(who.get("handle")), str(post.get("uri", "")).rpartition("/")[2]
    repository = str(post.get("uri", "")).removeprefix("at://").partition("/")[0]
    languages = record.get("langs")
    yield {
        "id": f"bluesky-{key}" if key else None,
        "text": _text(record.get("text")),
        "created_at": _text(record.get("createdAt")),
        "author": _text(who.get("displayName")),
        "handle": handle,
        "lang": _text(languages[0]) if isinstance(languages, list) and languages else None,
        "url": f"https://bsky.app/profile/{handle or repository}/post/{key}" if repository and key else None,
    }


def _status(status: Mapping[str, Any]) -> dict[str, str | None]:
    account = status.get("account")
    who: Mapping[str, Any] = account if isinstance(account, Mapping) else {}
    number = _text(status.get("id"))
    return {
        "id": f"mastodon-{number}" if number else None,
        "text": _shown(_text(status.get("content")) or ""),
        "created_at": _text(status.get("created_at")),
        "author": _text(who.get("display_name")),
        "handle": _text(who.get("acct") or who.get("username")),
        "lang": _text(status.get("language")),
        "url": _text(status.get("url") or status.get("uri")),
    }


def _activity(note: Mapping[str, Any]) -> dict[str, str | None]:
    address = _text(note.get("id")) or ""
    profile = _PROFILE.match(_text(note.get("attributedTo")) or "")
    number = address.rstrip("/").rpartition("/")[2]
    return {
        "id": f"mastodon-{number}" if number else None,
        "text": _shown(_text(note.get("content")) or ""),
        "created_at": _text(note.get("published")),
        "handle": profile["handle"] if profile else None,
        "url": _text(note.get("url")) or address or None,
    }


def _shown(markup: str) -> str:
    """The text of a post that is written in HTML, its paragraphs and line breaks kept."""
    if not markup.strip():
        return ""
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except ParserError:
        return ""
    for element in tree.iter("br", "p"):
        element.tail = "\n" + (element.tail or "")
    return re.sub(r"\n{3,}", "\n\n", tree.text_content()).strip()


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, str | int) and str(value) else None
