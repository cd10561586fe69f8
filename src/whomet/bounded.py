"""Running a parser in a process of its own, where a hostile file can neither hang the program nor fill the memory.

One such process is started when it is first needed, serves one file after another, and ends with the program;
it is killed, and the next file gets a new one, when a file takes too long. The parsers so run are those whose
libraries have no limits of their own: PDF, Office Open XML, mail.
"""

import atexit
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from whomet.errors import UnreadableInput

SECONDS = 60.0
"""The longest that one file may take. A PDF of 300 pages takes about 30 seconds."""

MEMORY = 700_000_000
"""Bytes that the process may hold. A PDF of 300 pages needs about 200 MB."""


# A process that has needed a good part of its memory is not used again: what a file leaves behind in it must
# not be held against the next. It says so in the byte before its answer.
_SPACIOUS, _FULL = b"s", b"f"
_SPACE = MEMORY // 2
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): kilobytes, on macOS bytes


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault of the parser itself, with its trace."""

    trace: str


_SERVE = f"from {__name__} import serve; serve()"


class _Worker:
    """The process, and the pipes to it. Calls wait for one another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def run(self, work: bytes, seconds: float) -> bytes | None:
        """The answer to `work`; None where the process has died over it, or was killed after `seconds`."""
        with self._lock:
            process = self._started()
            if process.stdin is None or process.stdout is None:
                raise RuntimeError("the reading process was started without pipes")
            timer = threading.Timer(seconds, process.kill)
            timer.start()
            try:
                process.stdin.write(len(work).to_bytes(8) + work)
                process.stdin.flush()
                size = int.from_bytes(process.stdout.read(8))
                is_full = process.stdout.read(1) != _SPACIOUS
                answer = process.stdout.read(size) if size else b""
            except BrokenPipeError:
                size, is_full, answer = 0, True, b""
            finally:
                timer.cancel()
            is_whole = size > 0 and len(answer) == size
            if is_full or not is_whole:
                self._end()
            return answer if is_whole else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # -P: nothing is imported from the folder that the program happens to stand in.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what was not yet written need not be
        process.wait()

    def end(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()


_worker = _Worker()


def end_process() -> None:
    """End the reading process; the next file starts a new one. It ends with the program by itself."""
    _worker.end()


def _forget() -> None:
    """Leave the process to the one that started it: pipes cannot be shared."""
    global _worker
    _worker = _Worker()


atexit.register(end_process)
os.register_at_fork(after_in_child=_forget)


def bounded[Result](
    parse: Callable[..., Result], data: bytes, *, where: str, seconds: float = SECONDS
) -> Result:
    """What `parse(data, where=where)` returns, computed within `seconds` and `MEMORY`.

    `parse` is a function of a module; what it returns can be pickled. Raises UnreadableInput where it does, and
    where `data` need more time or memory than a file may take.
    """
    answer = _worker.run(pickle.dumps((parse, data, where)), seconds)
    if answer is None:
        raise UnreadableInput(
            f"could not be read within {seconds:.0f} seconds and {MEMORY / 1e6:.0f} MB of memory",
            where=where,
            next_step="split it, or save its text",
        )
    result: Result | UnreadableInput | _Fault = pickle.loads(answer)
    if isinstance(result, _Fault):
        raise RuntimeError(f"{where}: {result.trace}")
    if isinstance(result, UnreadableInput):
        raise result
    return result


def serve() -> None:
    """Answer one file after another until the program that started this one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program that asks decides when to stop
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not write into the answer
    while size := int.from_bytes(asked.read(8)):
        answer = _answer(asked.read(size))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT
        answers.write(len(answer).to_bytes(8) + (_FULL if used > _SPACE else _SPACIOUS) + answer)
        answers.flush()


def _answer(work: bytes) -> bytes:
    parse, data, where = pickle.loads(work)
    try:
        result: Any = parse(data, where=where)
    except UnreadableInput as error:
        result = error
    except MemoryError:
        os._exit(1)  # the memory is full: not even an answer may fit into it
    except Exception:  # noqa: BLE001 (a fault of ours: raised again where the file was to be read)
        result = _Fault(traceback.format_exc())
    return pickle.dumps(result)
