"""Posts of social networks: the JSON of X's API v2, and tables with a row for each post.

Field names are those of the API's data dictionary (docs.x.com, "Post" and "User" objects).
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from whomet.documents.exchange import json_values
from whomet.documents.page_metadata import iso_moment
from whomet.documents.plain import whole
from whomet.documents.reading import MOST_DOCUMENTS, DocumentsRead, issue, too_many
from whomet.documents.social_posts import is_archive, left_out, posts_in
from whomet.documents.table import Row, rows_of
from whomet.documents.x_archive import ARCHIVE, repost_in, reposted
from whomet.model import Account, Document, DocumentKind, Found, Issue, Noun, Original, PostColumns

_OLD_MOMENT = "%a %b %d %H:%M:%S %z %Y"  # "Wed Oct 10 20:19:24 +0000 2018", the API before v2
_STATED = 1.0
_REPEATED = 0.3  # the words are older than the post that repeats them, nobody says by how much
_X_HANDLE = re.compile(r"\w{1,15}", re.ASCII)
_HANDLE_COLUMNS = ("handle", "username", "screen_name", "author_username", "author_handle", "account")
_NAME_COLUMNS = ("author", "name", "author_name", "display_name", "user")


class Post(Noun):
    """One post as its source gives it. `on_x` says that X is the network, `archived` that the post is of the account
    whose archive it stands in, `repeats` that only the time is known at which others repeated the words."""

    id: str
    text: str
    created_at: str | None = None
    author: str | None = None
    handle: str | None = None
    language: str | None = None
    url: str | None = None
    restates: str | None = None
    on_x: bool = False
    archived: bool = False
    repeats: bool = False


class Posts(Noun):
    """The posts of an original, and what of it could not be read."""

    posts: tuple[Post, ...]
    issues: tuple[Issue, ...] = ()


def posts_of_api(text: str, *, where: str) -> Posts:
    """The posts of one or more API v2 responses, or of an export in another known layout."""
    content = json_values(ARCHIVE.sub("", text, count=1) if is_archive(text) else text, where=where)
    posts: list[Post] = []
    issues = list(content.issues)
    for number, response in enumerate(content.values, start=1):
        skipped = Counter(left_out(response))
        issues += [issue(where, f"{n} {what}: left out", "nothing to do") for what, n in skipped.items()]
        elsewhere = [_post_from(fields, archived=is_archive(text)) for fields in posts_in(response)]
        if elsewhere or skipped:
            posts += elsewhere
            _check_number(posts, where)
            continue
        if not isinstance(response, Mapping):
            issues.append(issue(f"{where}, value {number}", "is no response of the API", "leave it out"))
            continue
        is_response = isinstance(response.get("data"), list | Mapping)
        entries = response["data"] if is_response else response
        users = _users(response)
        for entry in entries if isinstance(entries, list) else [entries]:
            post = entry if isinstance(entry, Mapping) else {}
            posts.append(_words_of(_post(reposted(post, response) or post, users)))
            _check_number(posts, where)
    return Posts(posts=_each_once(posts), issues=tuple(issues))


def _check_number(posts: list[Post], where: str) -> None:
    if len(posts) > MOST_DOCUMENTS:
        raise too_many(where)


def posts_of_table(text: str) -> Posts:
    """The posts of a table with the columns id, created_at and text, a post a row."""
    return Posts(posts=tuple(_post_of_row(row) for row in rows_of(text).rows))


def posts_of_columns(text: str, columns: PostColumns) -> Posts:
    """The posts of a table whose columns the settings name. Of which network they are, nobody says."""
    named = {what: column.casefold() for what, column in columns.model_dump().items() if column}
    table = rows_of(text)
    there = {name.strip().casefold() for row in table.rows[:1] for name, _ in row.cells}
    if lacking := [column for column in (columns.id, columns.text) if column.casefold() not in there]:
        what = f"has no column {lacking[0]!r}"
        return Posts(posts=(), issues=(issue("", what, "correct [table.columns] in whomet.toml"),))
    posts = []
    for row in table.rows:
        cells = {name.strip().casefold(): value for name, value in row.cells}
        said = {what: cells.get(column, "").strip() or None for what, column in named.items()}
        posts.append(
            Post.model_validate(
                said
                | {
                    "id": said["id"] or "",
                    "text": cells[named["text"]],
                    "handle": _bare_handle(said.get("handle")),
                }
            )
        )
    return Posts(posts=tuple(posts))


def _each_once(posts: list[Post]) -> tuple[Post, ...]:
    """The posts without those that are there twice word for word: two accounts repeated the same one."""
    return tuple(dict.fromkeys(posts))


def _words_of(post: Post) -> Post:
    """A post under the name of whose words it holds."""
    repeated = repost_in(post.text)
    if repeated is None:
        return post
    said = {
        "handle": repeated[0],
        "text": repeated[1],
        "author": None,
        "url": None,
        "archived": False,
        "repeats": True,
    }
    return post.model_copy(update=said)


def _post_from(fields: Mapping[str, str | None], *, archived: bool) -> Post:
    post = Post(
        id=fields.get("id") or "",
        text=fields.get("text") or "",
        created_at=fields.get("created_at"),
        author=fields.get("author"),
        handle=_bare_handle(fields.get("handle")),
        language=fields.get("lang"),
        url=fields.get("url"),
        on_x=archived,
        archived=archived,
    )
    return _words_of(post) if archived else post


def _post_of_row(row: Row) -> Post:
    cells = {name.strip().lower(): value for name, value in row.cells}
    return Post(
        id=cells.get("id", "").strip(),
        text=cells.get("text", ""),
        created_at=cells.get("created_at", "").strip() or None,
        author=_first_cell(cells, _NAME_COLUMNS),
        handle=_bare_handle(_first_cell(cells, _HANDLE_COLUMNS)),
        language=_first_cell(cells, ("lang", "language")),
        url=_first_cell(cells, ("url", "link")),
        restates=_first_cell(cells, ("restates",)),
        on_x=True,
    )


def read_posts(found: Posts, original: Original, account: Account | None = None) -> DocumentsRead:
    """A document of kind post for every post that has an id and a text; an issue for every other. `account` is
    that whose archive the original is from."""
    documents: dict[str, Document] = {}
    issues: list[Issue] = [each if each.where else _at(each, original) for each in found.issues]
    if account is None and any(post.archived for post in found.posts):
        what = "whose posts these are is not said: the archive's account.js is not beside it"
        issues.append(
            issue(original.name, what, "add the folder, or give the handle in [[table]] of whomet.toml")
        )
    for number, post in enumerate(found.posts, start=1):
        where = f"{original.name}, post {number}"
        if not post.id or not post.text.strip():
            issues.append(issue(where, "has no id or no text", "export the post again with both"))
        elif post.id in documents:
            issues.append(issue(where, f"the post {post.id} is there twice", "leave one of the two out"))
        else:
            moment = _moment(post.created_at)
            if not moment:
                issues.append(
                    issue(where, f"created_at is no date: {post.created_at!r}", "export it with the post")
                )
            documents[post.id] = _document(_signed(post, account), moment, original)
    return DocumentsRead(documents=tuple(documents.values()), issues=tuple(issues))


def _at(said: Issue, original: Original) -> Issue:
    return said.model_copy(update={"where": original.name})


def _signed(post: Post, account: Account | None) -> Post:
    if account is None or not post.archived:
        return post
    return post.model_copy(update={"handle": account.handle, "author": account.name})


def _on_x(post: Post) -> str | None:
    """The address of a post on X, where it can be one by its number and its account; a repost has another number
    than the words it repeats."""
    known = post.on_x and not post.repeats and post.handle and _X_HANDLE.fullmatch(post.handle)
    return f"https://x.com/{post.handle}/status/{post.id}" if known and post.id.isdecimal() else None


def _published(post: Post, moment: str | None) -> Found | None:
    if moment is None:
        return None
    if post.repeats:
        return Found(value=moment, how="created_at of a repost", confidence=_REPEATED)
    return Found(value=moment, how="created_at", confidence=_STATED)


def _document(post: Post, moment: str | None, original: Original) -> Document:
    return Document(
        id=post.id,
        sha256=original.sha256,
        member=post.id,
        kind=DocumentKind.POST,
        url=post.url or _on_x(post) or original.url,
        author=post.author,
        handle=post.handle,
        published=_published(post, moment),
        language=post.language if post.language != "und" else None,
        text=post.text,
        segments=whole(post.text),
        restates=post.restates,
    )


def _post(entry: Mapping[str, Any], users: Mapping[str, Mapping[str, Any]]) -> Post:
    user = users.get(str(entry.get("author_id")), {})
    long_text = entry.get("note_tweet")
    text = long_text.get("text") if isinstance(long_text, Mapping) else entry.get("text")
    return Post(
        id=str(entry.get("id") or ""),
        text=text if isinstance(text, str) else "",
        created_at=_string(entry.get("created_at")),
        author=_string(user.get("name")),
        handle=_bare_handle(_string(user.get("username")) or _string(entry.get("username"))),
        language=_string(entry.get("lang")),
        url=_string(entry.get("url")),
        restates=_string(entry.get("restates")),
        on_x=True,
    )


def _users(response: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    includes = response.get("includes")
    users = includes.get("users") if isinstance(includes, Mapping) else None
    listed = users if isinstance(users, list) else []
    return {str(user.get("id")): user for user in listed if isinstance(user, Mapping)}


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _first_cell(cells: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((cells[name].strip() for name in names if cells.get(name, "").strip()), None)


def _bare_handle(handle: str | None) -> str | None:
    return re.sub(r"^@", "", handle) if handle else None


def _moment(stated: str | None) -> str | None:
    if not stated:
        return None
    if moment := iso_moment(stated):
        return moment
    try:
        return datetime.strptime(stated, _OLD_MOMENT).isoformat()
    except ValueError:
        return None
