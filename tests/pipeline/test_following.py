"""Feeds are followed: what is new and names the subject comes in, and new encounters are told of once."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from local_site import Site, in_turn, running_site, says
from whomet import pipeline
from whomet.errors import UsageError
from whomet.folder import open_folder
from whomet.following import Round, follow
from whomet.intake import take_in

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
ROME = (SMALL / "sources" / "meloni-rome.html").read_text()
PARIS = """<!doctype html><html lang="en"><head><title>Macron receives Musk in Paris | Example Courier</title>
<meta property="og:site_name" content="Example Courier"></head><body><main><article>
<h1>Macron receives Musk in Paris</h1>
<p>French President Emmanuel Macron met Elon Musk at the Elysee Palace in Paris on 15 May 2023. The two talked
about batteries and a factory that several regions of the country would like to have, his office said.</p>
<p>The conversation went on for an hour, longer than planned, while reporters waited in the rain outside.</p>
</article></main></body></html>"""
HARVEST = """<!doctype html><html lang="en"><head><title>Grape harvest begins early | Example Courier</title></head>
<body><nav><a href="/x">Elon Musk</a></nav><main><article><h1>Grape harvest begins early</h1>
<p>Wine growers in the south began to pick their grapes two weeks early this year, and expect a good vintage, the
growers' association said on Monday. The summer was dry, but the vines had stored enough water in spring.</p>
<p>Prices should stay where they are, it added, since the cellars are still full from the year before.</p>
</article></main></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def investigation(tmp_path: Path, site: Site) -> Path:
    """One encounter is in the ledger before anything is watched."""
    folder = tmp_path / "investigation"
    folder.mkdir()
    settings = (SMALL / "whomet.toml").read_text()
    webhook = f'[investigation]\nwebhook = "{site.url("/hook")}"'
    settings = settings.replace("[investigation]", webhook)
    (folder / "whomet.toml").write_text(
        f'{settings}\n[fetch]\ndelay_seconds = 0\ntimeout_seconds = 3\nallowed = ["{site.host}"]\n'
        f'[[watch]]\nurl = "{site.url("/feed")}"\n[[watch]]\nurl = "{site.url("/map.xml")}"\nsince = "2023-01-01"\n'
    )
    shutil.copy(SMALL / "sources" / "meloni-rome.html", tmp_path / "rome.html")
    with open_folder(folder) as opened:
        take_in(opened, [tmp_path / "rome.html"])
        pipeline.run(opened)
    return folder


def feed_of(site: Site, *paths: str) -> str:
    items = (
        f"<item><link>{site.url(path)}</link><pubDate>Tue, 16 May 2023 08:00:00 +0200</pubDate></item>"
        for path in paths
    )
    return f'<rss version="2.0"><channel><title>Example Courier</title>{"".join(items)}</channel></rss>'


def looked(investigation: Path) -> Round:
    with open_folder(investigation) as folder:
        return follow(folder)


def entries(investigation: Path) -> list[feedparser.FeedParserDict]:
    read = feedparser.parse((investigation / "site" / "encounters.atom").read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    for required in ("id", "title", "updated", "author"):
        assert read.feed[required]
    return list(read.entries)


def test_new_pages_that_name_the_subject_become_encounters_that_are_told_of_once(
    investigation: Path, site: Site
) -> None:
    site.pages |= {
        "/feed": in_turn(
            says(feed_of(site, "/harvest"), ETag='"1"'), says(feed_of(site, "/harvest", "/paris", "/no"))
        ),
        "/map.xml": says(
            f"<urlset><url><loc>{site.url('/old')}</loc><lastmod>2021-01-01</lastmod></url></urlset>"
        ),
        "/harvest": says(HARVEST),
        "/paris": says(PARIS),
        "/hook": in_turn(says(status=503), says("ok")),
    }
    first = looked(investigation)
    assert (first.documents, first.encounters, first.issues) == (0, (), ())
    assert entries(investigation) == []  # what was there before is no news
    assert "does not name the subject" in next(
        a.what for a in first.attempts if a.url == site.url("/harvest")
    )

    second = looked(investigation)
    (encounter,) = second.encounters
    assert (second.documents, encounter.date.value, encounter.place_country.value) == (1, "2023-05-15", "FR")
    (issue,) = second.issues
    assert issue.where == site.url("/no")
    (entry,) = entries(investigation)
    assert entry.id.startswith("urn:uuid:")
    assert "Macron" in entry.title
    assert "met Elon Musk at the Elysee Palace" in entry.content[0].value
    assert (investigation / "site" / entry.link).is_file()

    posted = [json.loads(body) for body in site.posted]
    assert len(posted) == 2  # refused once, then taken
    assert posted[0] == posted[1]
    assert posted[0]["encounters"][0]["id"] == encounter.id
    assert posted[0]["encounters"][0]["page"] == entry.link

    third = looked(investigation)
    assert (third.encounters, third.issues, len(site.posted)) == ((), (), 2)
    with open_folder(investigation) as folder:
        pipeline.run(folder)  # the site is written anew
    assert [(again.id, again.updated) for again in entries(investigation)] == [(entry.id, entry.updated)]
    paths = site.paths()
    assert [paths.count(path) for path in ("/harvest", "/paris", "/no", "/old")] == [1, 1, 1, 0]


def test_a_webhook_that_fails_is_an_issue_and_gets_the_news_the_next_time(
    investigation: Path, site: Site
) -> None:
    site.pages |= {
        "/feed": says(feed_of(site, "/paris")),
        "/map.xml": says("<urlset></urlset>"),
        "/paris": says(PARIS),
    }
    site.pages["/hook"] = says(status=500)
    first = looked(investigation)
    (issue,) = first.issues
    assert "status 500" in issue.what
    assert "/hook" not in str(issue)  # its path is often a password
    assert len(first.encounters) == len(entries(investigation)) == 1
    site.pages["/hook"] = says("ok")
    again = looked(investigation)
    assert (again.issues, again.encounters) == ((), ())
    assert json.loads(site.posted[-1])["encounters"][0]["id"] == first.encounters[0].id


def test_a_page_that_failed_is_tried_again_and_a_list_that_broke_is_an_issue(
    investigation: Path, site: Site
) -> None:
    site.pages |= {
        "/feed": in_turn(
            says(feed_of(site, "/paris"), ETag='"1"'), says(feed_of(site, "/paris"), ETag='"1"')
        ),
        "/map.xml": says("<p>We moved</p>"),
        "/paris": says(status=500),
        "/hook": says("ok"),
    }
    first = looked(investigation)
    assert {issue.where.removeprefix(site.url("")) for issue in first.issues} == {"/paris", "/map.xml"}
    site.pages |= {"/paris": says(PARIS), "/map.xml": says("<urlset></urlset>")}
    assert len(looked(investigation).encounters) == 1
    with open_folder(investigation) as folder:
        assert not [issue for issue in folder.ledger.issues() if issue.stage == "sources"]


def test_nothing_to_watch_is_said(tmp_path: Path) -> None:
    shutil.copy(SMALL / "whomet.toml", tmp_path / "whomet.toml")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match="nothing to watch"):
        follow(folder)
