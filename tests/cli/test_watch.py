"""Following a feed on a real server: what names the subject comes in once, and readers are told."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from web_server import Server, page, running

type Command = Callable[..., Any]

STORY = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p>"
    "<p>The palace gave no further details of the hour.</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def folder(server: Server, whomet: Command, tmp_path: Path) -> Path:
    text = "President Javier Milei met Tom Vale in Buenos Aires on Monday, his office said."
    server.answers["/vale"] = page(STORY.format(title="Vale in Buenos Aires", text=text).encode())
    server.answers["/weather"] = page(
        STORY.format(title="Rain", text="It will rain on Tuesday in all of it.").encode()
    )
    entries = "".join(
        f"<item><link>{server.root}/{name}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate></item>"
        for name in ("vale", "weather", "missing")
    )
    server.answers["/feed"] = page(
        f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode(), kind="text/xml"
    )
    whomet("init", tmp_path / "vale", "--subject", "Tom Vale")
    settings = tmp_path / "vale" / "whomet.toml"
    extra = (
        f'[fetch]\ndelay_seconds = 0\nallowed = ["{server.host}"]\n\n[[watch]]\nurl = "{server.root}/feed"\n'
    )
    text = settings.read_text(encoding="utf-8")
    text = text.replace("[subject]", f'webhook = "{server.root}/hook"\n\n[subject]')
    settings.write_text(f"{text}\n{extra}", encoding="utf-8")
    return tmp_path / "vale"


def test_a_new_story_comes_in_once_and_is_told(server: Server, whomet: Command, folder: Path) -> None:
    done = whomet("watch", "--once", "--folder", folder)
    assert done.stdout.startswith("1 documents new, 1 encounters new")
    assert "missing: gone" in done.stderr
    assert done.returncode == 1
    told = json.loads(server.posted[0])
    assert "Javier Milei" in told["encounters"][0]["headline"]
    feed = ElementTree.parse(folder / "site" / "encounters.atom").getroot()
    space = {"a": "http://www.w3.org/2005/Atom"}
    entry = feed.find("a:entry", space)
    assert entry is not None
    assert entry.findtext("a:updated", namespaces=space) == "2024-03-05T00:00:00+00:00"
    identifier = entry.findtext("a:id", namespaces=space)
    again = whomet("watch", "--once", "--folder", folder)
    assert again.stdout.startswith("0 documents new, 0 encounters new")
    assert server.asked["/vale"] == 1
    assert len(server.posted) == 1
    once_more = ElementTree.parse(folder / "site" / "encounters.atom").getroot().find("a:entry", space)
    assert once_more is not None
    assert once_more.findtext("a:id", namespaces=space) == identifier


def test_an_address_can_be_added_by_hand(server: Server, whomet: Command, folder: Path) -> None:
    added = whomet("add", "--folder", folder, f"{server.root}/vale")
    assert added.stdout.startswith("1 documents new or changed")
    refused = whomet("add", "--folder", folder, "http://127.0.0.1:9/x")
    assert refused.returncode == 1
    assert "private network" in refused.stderr


def test_without_a_feed_the_command_says_what_to_do(whomet: Command, tmp_path: Path) -> None:
    whomet("init", tmp_path / "vale", "--subject", "Tom Vale")
    done = whomet("watch", "--once", "--folder", tmp_path / "vale")
    assert done.returncode == 2
    assert "[[watch]]" in done.stderr
