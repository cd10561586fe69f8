"""Gold documents: our own are as they should be, and others are refused by name."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from evaluation_cases import CASES

from whomet.errors import UsageError
from whomet.evaluation import read_gold

KEYS = {
    "id", "subject", "published", "kind", "lang", "restates", "writer", "text", "encounters", "outcomes",
}  # fmt: skip
UNFIT = tomllib.loads((CASES / "unfit" / "expected.toml").read_text(encoding="utf-8"))


def test_our_own_gold_is_in_the_encounter_format(own_gold: Path) -> None:
    corpus = read_gold(own_gold)
    assert [str(issue) for issue in corpus.issues] == []
    assert len(corpus.files) == len(list(own_gold.iterdir()))
    for file in corpus.files:
        content = json.loads(file.path.read_text(encoding="utf-8"))
        assert set(content) == KEYS, file.path.name
        assert file.document.outcomes is not None
        for record in file.document.encounters:
            assert record.start is not None, file.path.name
            assert record.quote == file.document.text[record.start : record.end]


def test_our_own_gold_has_documents_without_encounters(own_gold: Path) -> None:
    documents = [file.document for file in read_gold(own_gold).files]
    without = [document for document in documents if not document.encounters]
    assert len(without) >= len(documents) / 10


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_wrong_with_a_file_is_said(name: str) -> None:
    corpus = read_gold(CASES / "unfit", name)
    assert corpus.files == ()
    (issue,) = corpus.issues
    assert issue.where == f"{name}.json"
    assert UNFIT[name] in issue.what


def test_the_fingerprint_tells_changed_documents(tmp_path: Path) -> None:
    shutil.copytree(CASES / "small", tmp_path / "gold")
    before = read_gold(tmp_path / "gold")
    assert before.sha256 == read_gold(CASES / "small").sha256
    (tmp_path / "gold" / "p-results.json").write_text(
        (tmp_path / "gold" / "p-results.json").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    after = read_gold(tmp_path / "gold")
    assert after.sha256 != before.sha256
    assert after.batch("q").sha256 == before.batch("q").sha256
    assert after.batches == ("p", "q")


def test_a_folder_without_gold_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold documents"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="begin with 'z'"):
        read_gold(CASES / "small", "z")
