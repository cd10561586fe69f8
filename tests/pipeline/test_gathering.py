"""Pages of the web come in once, with an honest status each, and a killed command goes on where it was."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_site import Site, in_turn, redirects, running_site, says
from whomet.folder import open_folder
from whomet.intake import Intake, take_in
from whomet.model import FetchStatus

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
PAGE = (SMALL / "sources" / "meloni-rome.html").read_text()
UNDATED = PAGE.replace(
    '<meta property="article:published_time" content="2023-06-16T08:30:00+02:00">', ""
).replace("© 2023 ", "")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Courier</title>
{items}</channel></rss>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def investigation(tmp_path: Path, site: Site) -> Path:
    settings = (SMALL / "whomet.toml").read_text()
    fetching = f'\n[fetch]\ndelay_seconds = 0\ntimeout_seconds = 3\nallowed = ["{site.host}"]\n'
    folder = tmp_path / "investigation"
    folder.mkdir()
    (folder / "whomet.toml").write_text(settings + fetching)
    return folder


def page(number: int) -> str:
    return PAGE.replace("about an hour", f"about {number} minutes")


def feed(site: Site, *paths: str, date: str = "Thu, 15 Jun 2023 18:00:00 +0200") -> str:
    items = (f"<item><link>{site.url(path)}</link><pubDate>{date}</pubDate></item>" for path in paths)
    return FEED.format(items="".join(items))


def index_of(site: Site, path: str) -> str:
    return f"<sitemapindex><sitemap><loc>{site.url(path)}</loc></sitemap></sitemapindex>"


def added(investigation: Path, *targets: str) -> Intake:
    with open_folder(investigation) as folder:
        return take_in(folder, targets)


def statuses(gathered: Intake, site: Site) -> dict[str, str]:
    return {attempt.url.removeprefix(site.url("")): attempt.status.value for attempt in gathered.attempts}


def test_addresses_files_and_lists_come_in_together(investigation: Path, site: Site, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": says(page(n)) for n in range(1, 6)}
    site.pages["/feed"] = says(feed(site, "/1", "/2"), kind="application/rss+xml")
    site.pages["/index.xml"] = says(
        f"<sitemapindex><sitemap><loc>{site.url('/map.xml')}</loc></sitemap></sitemapindex>"
    )
    site.pages["/map.xml"] = says(f"<urlset><url><loc>{site.url('/3')}</loc></url></urlset>")
    (tmp_path / "list.txt").write_text(f"# two\n{site.url('/4')}\n{site.url('/missing')}\n")
    (tmp_path / "own.html").write_text(page(99))
    targets = ["/feed", "/index.xml", "/5"]
    gathered = added(
        investigation,
        *(site.url(path) for path in targets),
        str(tmp_path / "list.txt"),
        str(tmp_path / "own.html"),
    )
    fetched = dict.fromkeys(["/1", "/2", "/3", "/4", "/5", "/feed", "/index.xml", "/map.xml"], "fetched")
    assert statuses(gathered, site) == {**fetched, "/missing": "gone"}
    assert gathered.new == 6
    with open_folder(investigation) as folder:
        documents = {document.url: document for document in folder.ledger.documents()}
        assert set(documents) == {None, *(site.url(f"/{n}") for n in range(1, 6))}
        (issue,) = folder.ledger.issues()
        assert issue.where == site.url("/missing")
        assert "gone" in issue.what
        assert "by hand" in issue.next_step or "save it as HTML" in issue.next_step
        originals = {original.url: original for original in folder.ledger.originals()}
        assert originals[site.url("/1")].fetched is not None


def test_the_date_of_a_list_is_the_documents(investigation: Path, site: Site, tmp_path: Path) -> None:
    """It holds for a page without a date, and goes before the page's own, but for the day next to it."""
    site.pages |= {
        "/none": says(UNDATED),
        "/next": says(page(1)),
        "/other": says(page(2)),
        "/seen": says(UNDATED),
    }
    site.pages["/feed"] = says(feed(site, "/none", "/next"))  # the pages say 16 June, the feed 15
    site.pages["/late"] = says(feed(site, "/other", date="Sat, 17 Feb 2024 18:00:00 GMT"))
    (tmp_path / "gdelt.csv").write_text(
        f"url,seendate,title,domain\n{site.url('/seen')},20230701T120000Z,a,b\n"
    )
    added(investigation, site.url("/feed"), site.url("/late"), str(tmp_path / "gdelt.csv"))
    with open_folder(investigation) as folder:
        found = {document.url: document.published for document in folder.ledger.documents()}
    days = {
        path: (found[site.url(path)].value[:10], found[site.url(path)].how)
        for path in site.pages
        if site.url(path) in found
    }
    assert days["/none"] == ("2023-06-15", "given")
    assert days["/next"][0] == "2023-06-16"
    assert days["/other"] == ("2024-02-17", "given")
    assert days["/seen"] == ("2023-07-01", "seen by a list")


def test_again_asks_only_whether_it_changed(investigation: Path, site: Site) -> None:
    site.pages["/a"] = in_turn(says(PAGE, ETag='"1"'), says(status=304), says(page(7), ETag='"2"'))
    assert added(investigation, site.url("/a")).new == 1
    again = added(investigation, site.url("/a"))
    assert (again.attempts[0].status, again.new) == (FetchStatus.UNCHANGED, 0)
    changed = added(investigation, site.url("/a"))
    assert (changed.attempts[0].status, changed.new) == (FetchStatus.FETCHED, 1)
    with open_folder(investigation) as folder:
        (document,) = folder.ledger.documents()
    assert "7 minutes" in document.text


def test_two_addresses_of_one_page_are_one_document(investigation: Path, site: Site) -> None:
    site.pages |= {"/short": redirects("/a"), "/a": says(PAGE)}
    gathered = added(investigation, site.url("/short"), site.url("/a"))
    assert (gathered.new, gathered.issues) == (1, ())


def test_what_failed_is_no_issue_any_more_when_it_comes(investigation: Path, site: Site) -> None:
    assert added(investigation, site.url("/a")).issues
    site.pages["/a"] = says(PAGE)
    assert not added(investigation, site.url("/a")).issues
    with open_folder(investigation) as folder:
        assert folder.ledger.issues() == ()


def test_a_list_that_names_itself_ends(investigation: Path, site: Site) -> None:
    site.pages["/map.xml"] = says(
        f"<sitemapindex><sitemap><loc>{site.url('/map.xml')}</loc></sitemap></sitemapindex>"
    )
    gathered = added(investigation, site.url("/map.xml"))
    assert len(gathered.attempts) <= 4


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_killed_command_goes_on_where_it_was(investigation: Path, site: Site, tmp_path: Path) -> None:
    site.pages |= {f"/{n}": says(page(n)) for n in range(8)}
    site.pages["/5"] = lambda handler: void(site.stopping.wait(20))
    targets = [site.url(f"/{n}") for n in range(8)]
    command = [
        sys.executable,
        "-c",
        "from whomet.cli import main; main()",
        "add",
        *targets,
        "-C",
        str(investigation),
    ]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while "/5" not in site.paths() and time.monotonic() < until:
        time.sleep(0.02)
    process.kill()
    process.wait()
    with (investigation / "fetches.jsonl").open("a") as journal:
        journal.write('{"attempt": {"url": "http://cut')  # as a kill in the midst of writing leaves it
    site.pages["/5"] = says(page(5))
    before = site.paths()
    gathered = added(investigation, *targets)
    assert before == [f"/{n}" for n in range(6)]
    assert site.paths()[len(before) :] == ["/5", "/6", "/7"]
    assert statuses(gathered, site) == {f"/{n}": "fetched" for n in range(8)}
    with open_folder(investigation) as folder:
        assert len(folder.ledger.documents()) == 8
    # A command that ended asks anew: whether something changed.
    added(investigation, *targets)
    assert len(site.paths()) == len(before) + 3 + 8


def void(_: object) -> None:
    pass
