"""Posts of every network stand under whose words they are, with the address they have, and can be proven."""

import pytest
from reading_cases import CASES

from whomet.documents import DocumentsRead, Layouts, account_in, read_original
from whomet.documents.prove import prove
from whomet.errors import UnreadableInput
from whomet.model import Document, PostColumns, TableLayout
from whomet.model.media import MediaType
from whomet.sources import Incoming, describe, recognise

POSTS = CASES / "posts"
NOTHING_SAID = Layouts()


def read(name: str, layouts: Layouts = NOTHING_SAID) -> DocumentsRead:
    """The case as it comes in, every text of it proven from the bytes."""
    data = (POSTS / name).read_bytes()
    found = read_original(data, describe(Incoming(data, name)), layouts=layouts)
    assert all(prove(document, document.span(0, len(document.text)), data) for document in found.documents)
    return found


def signed(document: Document) -> tuple[str, str | None, str | None]:
    return document.id, document.handle, document.url


def test_an_archive_of_x_is_signed_by_its_account_and_its_reposts_by_whose_words_they_are() -> None:
    account = account_in((POSTS / "account.js").read_text(), where="account.js")
    assert (account.handle, account.name) == ("tomvale_ex", "Tom Vale (invented)")
    own, repeated = read("tweets.js", Layouts(account=account)).documents
    assert signed(own) == ("1001", "tomvale_ex", "https://x.com/tomvale_ex/status/1001")
    assert own.author == "Tom Vale (invented)"
    assert (repeated.handle, repeated.author, repeated.url) == ("vane_example", None, None)
    assert repeated.text == "Tom Vale was our guest today."
    assert repeated.published is not None
    assert repeated.published.confidence < 0.5, "the words are older than their repetition"


def test_an_archive_without_its_account_says_so_unless_the_settings_name_it() -> None:
    (told,) = read("tweets.js").issues
    assert "account.js" in str(told)
    assert read("tweets.js").documents[0].handle is None
    named = Layouts(tables=(TableLayout(match=("tweets*.js",), handle="@tomvale_ex"),))
    assert [document.handle for document in read("tweets.js", named).documents] == [
        "tomvale_ex",
        "vane_example",
    ]
    assert read("tweets.js", named).issues == ()


def test_other_parts_of_an_archive_of_x_are_nobodys_business() -> None:
    assert recognise((POSTS / "account.js").read_bytes(), name="a") is MediaType.X_ACCOUNT
    assert read("account.js").documents == ()
    for part in ("direct_messages", "like"):
        data = f'window.YTD.{part}.part0 = [{{"text": "a secret"}}]'.encode()
        with pytest.raises(UnreadableInput, match=part):
            recognise(data, name="messages.js")


def test_an_outbox_of_mastodon_gives_its_public_posts_as_they_are_shown() -> None:
    found = read("outbox.json")
    (document,) = found.documents
    assert document.text == "Met @vale & his team.\nWe spoke of schools.\nAnd rockets."
    assert signed(document) == ("mastodon-301", "vane", "https://social.example/@vane/301")
    told = " ".join(map(str, found.issues))
    assert "1 reposts of others" in told
    assert "1 posts that were not public" in told


def test_a_boost_is_the_boosted_authors_on_the_day_they_wrote() -> None:
    own, boosted = read("statuses.json").documents
    assert own.handle == "vane"
    assert signed(boosted) == ("mastodon-77", "lind@other.example", "https://other.example/@lind/77")
    assert (boosted.author, boosted.published_day) == ("Bo Lind (invented)", "2024-03-01")


def test_a_feed_of_bluesky_keeps_its_authors() -> None:
    own, repeated = read("author-feed.json").documents
    assert own.text == "Met @vale.example in Porto. 🚀"
    assert signed(own)[1:] == ("vane.example", "https://bsky.app/profile/vane.example/post/3kaa")
    assert (repeated.author, repeated.published_day) == ("Tom Vale (invented)", "2024-03-06")
    (record,) = read("records.json").documents
    assert signed(record)[1:] == (None, "https://bsky.app/profile/did:plc:aaa/post/3kcc")


def test_lines_of_api_responses_are_read_and_a_cut_one_is_reported() -> None:
    found = read("responses.jsonl")
    assert [signed(document)[:2] for document in found.documents] == [
        ("2001", "vane_ex"), ("1999", "vale_ex"), ("2003", "vane_ex"),
    ]  # fmt: skip
    whole = found.documents[1]
    assert whole.text == "A long post that the repeat cuts short."
    assert whole.published_day == "2023-01-02"
    assert ["line 3" in issue.where for issue in found.issues] == [True]


def test_a_table_with_columns_of_its_own_is_read_as_the_settings_say() -> None:
    columns = PostColumns(id="Nummer", text="Wortlaut", created_at="Zeit", handle="Konto")
    named = Layouts(tables=(TableLayout(match=("export*.csv",), columns=columns),))
    found = read("export.csv", named)
    (document,) = found.documents
    assert signed(document) == ("p-1", "vane.example", None), "whoever is not on X has no address there"
    assert document.published_day == "2024-03-05"
    assert ["post 2" in issue.where for issue in found.issues] == [True]
    wrong = Layouts(
        tables=(TableLayout(match=("export*.csv",), columns=PostColumns(id="Nr", text="Wortlaut")),)
    )
    (told,) = read("export.csv", wrong).issues
    assert "no column 'Nr'" in str(told)
