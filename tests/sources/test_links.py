"""Lists of addresses, in the layouts in which they come."""

import json

import pytest

from whomet.sources.links import Link, links_in

A, B = "https://courier.example/a", "https://courier.example/b"
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier (invented)</title>
<item><title>One</title><link>{A}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate></item>
<item><title>Two</title><link>{B}</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link href="{A}"/>
<published>2024-03-05T09:00:00Z</published></entry></feed>"""
SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{A}</loc><news:news>
<news:publication_date>2024-03-05</news:publication_date></news:news></url><url><loc>{B}</loc></url></urlset>"""
INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{A}</loc></sitemap>
</sitemapindex>"""
MEDIA_CLOUD = f"stories_id,publish_date,title,url,media_name\n1,2024-03-05 09:00:00,One,{A},Courier\n"
GDELT = json.dumps({"articles": [{"url": A, "seendate": "20240305T090000Z", "title": "One", "domain": "x"}]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# two pages\n{A}\n\n{B}\n{A}\n", [(A, None), (B, None)]),
        (RSS, [(A, "2024-03-05T09:00:00+00:00"), (B, None)]),
        (ATOM, [(A, "2024-03-05T09:00:00+00:00")]),
        (SITEMAP, [(A, "2024-03-05"), (B, None)]),
        (INDEX, [(A, None)]),
        (MEDIA_CLOUD, [(A, "2024-03-05T09:00:00")]),
        (GDELT, [(A, "2024-03-05T09:00:00+00:00")]),
    ],
    ids=["lines", "rss", "atom", "sitemap", "index", "media cloud", "gdelt"],
)
def test_a_list_gives_its_addresses_and_days(text: str, expected: list[tuple[str, str | None]]) -> None:
    links = links_in(text.encode())
    assert links is not None
    assert [(link.url, link.published) for link in links] == expected


def test_a_sitemap_of_an_index_is_a_list() -> None:
    assert links_in(INDEX.encode()) == (Link(url=A, is_list=True),)


@pytest.mark.parametrize(
    "text",
    ["A text that names https://courier.example/a once.", "<html><body>x</body></html>", "{}", "a,b\n1,2\n"],
)
def test_what_is_no_list_is_left_to_others(text: str) -> None:
    assert links_in(text.encode()) is None


def test_no_file_of_this_machine_is_read_through_a_list() -> None:
    bomb = f"""<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;{A}</loc></url></urlset>"""
    assert all("://courier.example" in link.url for link in links_in(bomb.encode()) or ())
    assert links_in(b"file:///etc/passwd\n") is None
