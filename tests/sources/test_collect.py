"""Every file of a folder is handed on, ignored by rule, or reported."""

from pathlib import Path

from whomet.model import Issue
from whomet.sources import Incoming, Limits, collect


def test_a_folder_is_read_in_order_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "secret.txt"
    outside.write_text("secret")
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.txt").write_text("x")
    (folder / ".config").write_text("x")
    (folder / "b" / "two.txt").write_text("two")
    (folder / "a.txt").write_text("one")
    (folder / "huge.txt").write_text("h" * 100)
    (folder / "c.txt").symlink_to(outside)
    (folder / "d.txt").symlink_to(folder / "a.txt")
    (folder / "up").symlink_to(tmp_path)
    found = list(collect([folder], limits=Limits(largest_file=50)))
    assert [item.name for item in found if isinstance(item, Incoming)] == ["a.txt", "b/two.txt", "d.txt"]
    reported = {Path(item.where).name: item.what for item in found if isinstance(item, Issue)}
    assert set(reported) == {"c.txt", "huge.txt", "up"}
    assert "leads out" in reported["c.txt"]
    assert "limit" in reported["huge.txt"]


def test_what_is_not_there_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("one")
    found = list(collect([tmp_path / "no.txt", tmp_path / "empty", tmp_path / "a.txt"]))
    assert [type(item) for item in found] == [Issue, Issue, Incoming]
