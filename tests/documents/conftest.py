"""The reader of cases as a fixture."""

import pytest
from reading_cases import Reader


@pytest.fixture
def reader() -> Reader:
    return Reader()
