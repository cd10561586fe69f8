"""`whomet add URL` and `whomet watch`, as a user calls them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local_site import redirects, running_site, says

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
PAGE = (SMALL / "sources" / "meloni-rome.html").read_text()


def test_every_address_is_listed_with_its_status_and_advice(
    whomet: Callable[..., Any], tmp_path: Path
) -> None:
    with running_site() as site, running_site({"/": says("secret")}) as inside:
        settings = f'[fetch]\ndelay_seconds = 0\ncontact = "desk@example.org"\nallowed = ["{site.host}"]\n'
        (tmp_path / "whomet.toml").write_text((SMALL / "whomet.toml").read_text() + settings)
        site.pages |= {
            "/robots.txt": says("User-agent: whomet\nDisallow: /robots\n"),
            "/fetched": says(PAGE),
            "/blocked": says("no", status=403),
            "/paywalled": says("<p>Subscribe to continue reading</p>"),
            "/refused": redirects(inside.url("/")),
        }
        names = ["fetched", "blocked", "paywalled", "refused", "robots", "gone"]
        done = whomet("add", *(site.url(f"/{name}") for name in names), "-C", tmp_path)
        again = whomet("add", site.url("/fetched"), "-C", tmp_path)
        assert inside.asked == []
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines[:-1]] == [[name, site.url(f"/{name}")] for name in names]
    assert lines[-1].startswith("1 documents new or changed, 0 unchanged, 5 issues")
    assert done.stderr.count("save it as HTML") == 4
    assert (again.returncode, again.stdout.split()[0]) == (0, "unchanged")


def test_watch_looks_once(whomet: Callable[..., Any], tmp_path: Path) -> None:
    shutil.copy(SMALL / "whomet.toml", tmp_path / "whomet.toml")
    nothing = whomet("watch", "--once", "-C", tmp_path)
    assert nothing.returncode == 2
    assert "[[watch]]" in nothing.stderr
    with running_site() as site:
        site.pages |= {
            "/feed": says(f"<rss><channel><item><link>{site.url('/a')}</link></item></channel></rss>")
        }
        site.pages["/a"] = says(PAGE)
        with (tmp_path / "whomet.toml").open("a") as settings:
            settings.write(f'[fetch]\ndelay_seconds = 0\nallowed = ["{site.host}"]\n')
            settings.write(f'[[watch]]\nurl = "{site.url("/feed")}"\n')
        done = whomet("watch", "--once", "-C", tmp_path)
        again = whomet("watch", "--once", "-C", tmp_path)
    assert done.returncode == again.returncode == 0, done.stderr
    first, *encounters, feed = done.stdout.splitlines()
    assert first == f"1 documents new or changed, {len(encounters)} new encounters"
    assert any("Giorgia Meloni" in line for line in encounters)
    assert Path(feed).is_file()
    assert again.stdout.startswith("0 documents new or changed, 0 new encounters")
