"""The cases of the evaluation, and the command as a user runs it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from evaluation_cases import CASES, Done, evaluate


@pytest.fixture(scope="session", name="evaluate")
def evaluate_command() -> Callable[..., Done]:
    """The command as a user runs it, not on a terminal."""
    return evaluate


@pytest.fixture(scope="session")
def own_gold() -> Path:
    """The gold documents of this repository."""
    return Path(__file__).parents[2] / "evaluation" / "gold"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each case file of the folder that the test's argument names."""
    for folder in ("scoring", "causes"):
        if f"{folder}_case" in metafunc.fixturenames:
            files = sorted((CASES / folder).glob("*.json"))
            cases = [json.loads(file.read_text(encoding="utf-8")) for file in files]
            metafunc.parametrize(f"{folder}_case", cases, ids=[file.stem for file in files])
