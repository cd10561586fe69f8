"""The pages of the repository, and the tools that write parts of them."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))


def pages() -> list[Path]:
    """Every page, relative to the root."""
    folders = ("docs", "benchmarks", "evaluation", "examples", "src")
    below = [page for folder in folders for page in sorted((ROOT / folder).rglob("*.md"))]
    return [page.relative_to(ROOT) for page in (*sorted(ROOT.glob("*.md")), *below)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `page` is run for each page."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages(), ids=str)


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def words(page: Path) -> str:
    """What the page says."""
    return (ROOT / page).read_text(encoding="utf-8")
