"""The folder that `build_site` leaves: whole, equal for equal input, never in place of something else."""

import time
from pathlib import Path

import pytest
from publication import lindqvist

from whomet.errors import UnreadableInput, UsageError
from whomet.model import Publication
from whomet.report import build_site


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without(publication: Publication, encounter_id: str) -> Publication:
    """The publication without one record, its counts left alone where they do not name it."""
    return publication.model_copy(
        update={"encounters": tuple(e for e in publication.encounters if e.id != encounter_id)}
    )


def test_equal_publications_give_equal_bytes(site: Path, tmp_path: Path) -> None:
    shuffled = lindqvist()
    shuffled = shuffled.model_copy(
        update={
            "encounters": shuffled.encounters[::-1],
            "claims": dict(reversed(shuffled.claims.items())),
            "documents": dict(reversed(shuffled.documents.items())),
        }
    )
    again = build_site(shuffled, tmp_path / "site").parent
    assert files_of(again) == files_of(site)


def test_pages_of_an_earlier_publication_go(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build_site(lindqvist(), folder)
    assert (folder / "encounters" / "e-france-denied.html").exists()
    build_site(without(lindqvist(), "e-france-denied"), folder)
    assert not (folder / "encounters" / "e-france-denied.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_behind_is_cleared(tmp_path: Path) -> None:
    for name in (".site.new", ".site.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.html").write_text("half")
    assert build_site(lindqvist(), tmp_path / "site").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_elses_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years")
    with pytest.raises(UsageError, match="not a site built by whomet"):
        build_site(lindqvist(), tmp_path)
    assert files_of(tmp_path) == {"thesis.txt": b"three years"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert build_site(lindqvist(), tmp_path).is_file()


def test_a_publication_that_contradicts_itself_leaves_the_old_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build_site(lindqvist(), folder)
    before = files_of(folder)
    broken = lindqvist()
    documents = dict(broken.documents)
    document = documents["e-russia-1"]
    documents["e-russia-1"] = document.model_copy(update={"text": document.text.upper()})
    with pytest.raises(UnreadableInput, match="e-russia-1"):
        build_site(broken.model_copy(update={"documents": documents}), folder)
    assert files_of(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_proof_of_an_unpublished_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="e-nigeria"):
        build_site(without(lindqvist(), "e-nigeria"), tmp_path / "site")


def test_a_hundred_records_are_small_and_quick(tmp_path: Path) -> None:
    one = lindqvist()
    more = [e.model_copy(update={"id": f"{e.id}-{n}"}) for n in range(2) for e in one.encounters]
    large = one.model_copy(update={"encounters": (*one.encounters, *more)})
    start = time.process_time()
    folder = build_site(large, tmp_path / "site").parent
    assert time.process_time() - start < 5
    assert sum(map(len, files_of(folder).values())) < 3_000_000


def test_nothing_to_show_is_still_a_page(tmp_path: Path) -> None:
    full = lindqvist()
    nothing = {"number": 0, "records": (), "members": ()}
    empty = full.model_copy(
        update={
            "encounters": (),
            "outcomes": (),
            **{
                name: getattr(full, name).model_copy(update=nothing)
                for name in ("encounter_count", "country_count", "figure_count")
            },
        }
    )
    page = build_site(empty, tmp_path / "site").read_text(encoding="utf-8")
    assert "No encounter of Mara Lindqvist with a politician is counted yet" in page
