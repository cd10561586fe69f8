"""The archive that X gives the holder of an account: whose it is, and reposts in it.

Its files assign JSON to `window.YTD.….part0`; `account.js` names the account, `tweets.js` holds the posts.
"""

import re
from collections.abc import Mapping
from typing import Any

from whomet.documents.exchange import json_values
from whomet.errors import UnreadableInput
from whomet.model import Account

ARCHIVE = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=\s*")
"""What stands before the JSON in a file of an X archive."""

# How X writes a repost into the text of a post: the words are those of the account it names.
_REPOST = re.compile(r"RT @(?P<handle>\w{1,15}): (?P<words>.+)", re.DOTALL)


def account_in(text: str, *, where: str) -> Account:
    """The account that `account.js` names. Raises UnreadableInput where it names none."""
    for value in json_values(ARCHIVE.sub("", text, count=1), where=where).values:
        account = value.get("account") if isinstance(value, Mapping) else None
        handle = account.get("username") if isinstance(account, Mapping) else None
        if isinstance(account, Mapping) and isinstance(handle, str) and handle:
            name = account.get("accountDisplayName")
            return Account(handle=handle, name=name if isinstance(name, str) and name else None)
    raise UnreadableInput(
        "the archive's account file names no account",
        where=where,
        next_step="give the handle in whomet.toml ([[table]], match and handle)",
    )


def repost_in(text: str) -> tuple[str, str] | None:
    """The account whose words a post repeats, and these words; None for a post of its author's own."""
    match = _REPOST.fullmatch(text)
    return (match["handle"], match["words"]) if match else None


def reposted(entry: Mapping[str, Any], response: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The post that `entry` of an API response repeats, where the response includes it."""
    references = entry.get("referenced_tweets")
    includes = response.get("includes")
    included = includes.get("tweets") if isinstance(includes, Mapping) else None
    wanted = {
        reference.get("id")
        for reference in (references if isinstance(references, list) else ())
        if isinstance(reference, Mapping) and reference.get("type") == "retweeted"
    }
    for post in included if isinstance(included, list) else ():
        if isinstance(post, Mapping) and post.get("id") in wanted:
            return post
    return None
