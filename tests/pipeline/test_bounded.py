"""A file that would hang its parser or fill the memory is refused with a reason, and the next one is read."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import whomet.bounded
from whomet.bounded import MEMORY, bounded
from whomet.errors import UnreadableInput


def length(data: bytes, *, where: str) -> int:
    print("a library that prints", where)
    return len(data)


def hang(data: bytes, *, where: str) -> int:
    time.sleep(60)
    return len(data)


def fill(data: bytes, *, where: str) -> int:
    return len(data * (2 * MEMORY // len(data)))


def refuse(data: bytes, *, where: str) -> int:
    raise UnreadableInput("is no letter", where=where, next_step="write one")


def fail(data: bytes, *, where: str) -> int:
    return [][len(data)]


@pytest.fixture(autouse=True)
def parsers_that_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # The process is given a function by the name of its module: a new one is started that knows this module.
    path = f"{Path(__file__).parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    monkeypatch.setenv("PYTHONPATH", path)
    whomet.bounded.end_process()
    yield
    whomet.bounded.end_process()


def test_what_is_read_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    assert [bounded(length, b"a" * size, where="x") for size in (1, 3_000_000)] == [1, 3_000_000]
    assert capfd.readouterr().out == "", "results alone go to standard output"


def test_a_hanging_file_is_killed_and_the_next_is_read() -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableInput, match="within 1 seconds") as caught:
        bounded(hang, b"a", where="hangs.pdf", seconds=1)
    assert time.monotonic() - started < 10
    assert caught.value.where == "hangs.pdf"
    assert bounded(length, b"abc", where="next.pdf") == 3


def test_a_file_that_fills_the_memory_is_refused_and_the_next_is_read() -> None:
    with pytest.raises(UnreadableInput, match="MB of memory"):
        bounded(fill, b"ab", where="bomb.pdf")
    assert bounded(length, b"abc", where="next.pdf") == 3


def test_a_refusal_keeps_its_reason_and_a_fault_is_not_mistaken_for_one() -> None:
    with pytest.raises(UnreadableInput, match="is no letter") as caught:
        bounded(refuse, b"a", where="letter.txt")
    assert (caught.value.where, caught.value.next_step) == ("letter.txt", "write one")
    with pytest.raises(RuntimeError, match="IndexError"):
        bounded(fail, b"a", where="letter.txt")
