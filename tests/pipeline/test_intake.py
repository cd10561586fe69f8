"""Taking files in: nothing is lost, and nothing replaces what it is not an earlier state of."""

import shutil
from pathlib import Path

import pytest

from whomet.folder import Folder, open_folder
from whomet.intake import take_in
from whomet.model import DocumentKind

SMALL = Path(__file__).parents[1] / "cases" / "cli" / "small"
PAGE = (SMALL / "sources" / "meloni-rome.html").read_text()


@pytest.fixture
def investigation(tmp_path: Path) -> Path:
    shutil.copy(SMALL / "whomet.toml", tmp_path / "whomet.toml")
    return tmp_path


def save(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def ids(folder: Folder) -> list[str]:
    return [document.id for document in folder.ledger.documents()]


def test_two_pages_of_one_name_do_not_replace_each_other(investigation: Path) -> None:
    save(investigation, "pages/rome/index.html", PAGE)
    save(investigation, "pages/paris/index.html", PAGE.replace("Rome", "Paris"))
    with open_folder(investigation) as folder:
        taken = take_in(folder, [investigation / "pages"])
        assert taken.new == 1
        assert len(taken.issues) == 1
        assert "belongs to a document of paris/index.html already" in str(taken.issues[0])
        assert taken.issues[0].where == "rome/index.html"
        assert folder.ledger.issues() == taken.issues
        assert len(folder.ledger.originals()) == 2


def test_a_page_saved_again_takes_the_place_of_its_earlier_state(investigation: Path) -> None:
    page = save(investigation, "pages/rome.html", PAGE)
    with open_folder(investigation) as folder:
        take_in(folder, [page])
        page.write_text(PAGE.replace("about an hour", "about two hours"))
        again = take_in(folder, [page])
        assert (again.new, again.unchanged, again.issues) == (1, 0, ())
        assert "about two hours" in folder.ledger.document("rome").text
        assert len(folder.ledger.originals()) == 2


def test_what_cannot_be_read_is_reported_and_the_rest_goes_on(investigation: Path) -> None:
    save(investigation, "pages/broken.json", '{"id": "a", ')
    save(investigation, "pages/empty.html", "")
    save(investigation, "pages/rome.html", PAGE)
    with open_folder(investigation) as folder:
        taken = take_in(folder, [investigation / "pages", investigation / "nowhere.html"])
        assert ids(folder) == ["rome"]
        reported = " ".join(str(issue) for issue in taken.issues)
        assert all(name in reported for name in ("broken.json", "empty.html", "nowhere.html"))
        assert {str(issue) for issue in folder.ledger.issues()} == {str(issue) for issue in taken.issues}


def test_the_settings_say_what_a_source_publishes(investigation: Path) -> None:
    settings = investigation / "whomet.toml"
    office = '\n[[source]]\nname = "Palazzo Office"\nmatch = ["palazzo.example"]\nkind = "office"\n'
    settings.write_text(settings.read_text() + office)
    address = '<link rel="canonical" href="https://www.palazzo.example/notes/1">'
    site_name = '<meta property="og:site_name" content="Example Courier">'
    page = save(investigation, "note.html", PAGE.replace(site_name, address))
    with open_folder(investigation) as folder:
        take_in(folder, [page])
        document = folder.ledger.document("note")
    assert document.kind is DocumentKind.PRESS_RELEASE
    assert document.publisher is not None


def test_an_interrupted_intake_is_completed_by_the_same_call(investigation: Path) -> None:
    sources = shutil.copytree(SMALL / "sources", investigation / "sources")
    with open_folder(investigation) as folder:

        def give_up_after_one(what: str, done: int, total: int) -> None:
            if done > 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            take_in(folder, [sources], watch=give_up_after_one)
        partly = ids(folder)
        taken = take_in(folder, [sources])
        assert 0 < len(partly) < len(ids(folder))
        assert taken.unchanged == len(partly)
