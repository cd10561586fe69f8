"""Habits of the repository: what no file of it holds."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

_MOST_LINES = 350
# Written in two parts, so that this file passes its own test.
_REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "deb.debian" + ".org",
    "archive.ubuntu" + ".com",
    "anaconda" + ".org",
    "proxy.golang" + ".org",
]
# The folder of an invented desk, by which the report's tests see that no page shows such a path.
_INVENTED = "/home/desk"
_MACHINE_PATH = re.compile(rf"(?<![\w./~-])(?!{_INVENTED}\b)/(?:work|root|home|Users|workspace|mnt)/[\w.]")


@cache
def tracked(root: Path) -> tuple[Path, ...]:
    """The files that the repository holds, those about to be added included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a clone: there is no list of its files")
    return tuple(path for name in listed.stdout.split("\0") if name and (path := root / name).is_file())


def lines_of(path: Path) -> list[str]:
    """The lines of a text; none for anything else (fonts, pictures, archives)."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in tracked(root)
        for number, line in enumerate(lines_of(path), start=1)
        if any(host in line for host in _REGISTRIES) or _MACHINE_PATH.search(line)
    ]
    assert not found


def test_no_module_is_longer_than_one_subject_needs(root: Path) -> None:
    long = {
        str(path.relative_to(root)): length
        for path in tracked(root)
        if path.suffix == ".py" and (length := len(lines_of(path))) > _MOST_LINES
    }
    assert not long
