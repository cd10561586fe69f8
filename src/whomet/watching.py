"""How far a long piece of work has come, told to whoever waits for it."""

from typing import Protocol


class Watch(Protocol):
    """Called with the number of steps done, of how many, and what the steps are."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take note."""


def unwatched(what: str, done: int, total: int) -> None:
    """Nobody waits."""
