"""Writing the site: all pages into a folder beside the old one, then one in place of the other."""

import base64
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from whomet.errors import UsageError
from whomet.model import Publication
from whomet.report.downloads import ledger_csv, ledger_json
from whomet.report.edition import Edition, edition_of
from whomet.report.pages import pages_of
from whomet.report.timeline import FORMS, positions

# By this file a folder is known to be a site of ours, and may be replaced.
MARKER = ".whomet-site"

_SCRIPTS_AND_STYLES = ("site.css", "site.js")
_LICENCES = {
    "fonts/source-serif-4-LICENSE.txt": "source-serif-4-LICENSE.txt",
    "fonts/public-sans-LICENSE.txt": "public-sans-LICENSE.txt",
    "world/world-atlas-LICENSE.txt": "world-atlas-LICENSE.txt",
}
_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
_LATIN_EXTENDED = (
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF"
)
_FONTS = (
    ("Source Serif 4", "source-serif-4-latin-wght-normal.woff2", _LATIN),
    ("Source Serif 4", "source-serif-4-latin-ext-wght-normal.woff2", _LATIN_EXTENDED),
    ("Public Sans", "public-sans-latin-wght-normal.woff2", _LATIN),
    ("Public Sans", "public-sans-latin-ext-wght-normal.woff2", _LATIN_EXTENDED),
)


def build_site(publication: Publication, folder: Path) -> Path:
    """Write the publication's site into `folder` and return its `index.html`.

    The site is complete or not there: it is built beside `folder` and then takes its place, pages of
    an earlier publication included. Equal publications give equal bytes. Raises UsageError where
    `folder` holds something that is not a site of whomet's, and UnreadableInput where the
    publication contradicts itself (see `edition_of`); the old site then stays as it was.
    """
    asked, folder = folder, folder.resolve()
    _refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = (folder.with_name(f".{folder.name}.{state}") for state in ("new", "old"))
    for leftover in (fresh, old):
        if leftover.exists():
            shutil.rmtree(leftover)
    fresh.mkdir()
    try:
        for path, content in contents(publication):
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except BaseException:
        shutil.rmtree(fresh)
        raise
    _swap(fresh, old, folder)
    return asked / "index.html"


def contents(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path relative to the root, and its bytes."""
    edition = edition_of(publication)
    yield MARKER, b"A site built by whomet: it is replaced as a whole by the next publication.\n"
    yield from _assets()
    yield "ledger.csv", ledger_csv(edition.records, publication).encode("utf-8-sig")
    yield "ledger.json", ledger_json(edition.records, publication).encode()
    environment = _environment(edition)
    for page in pages_of(edition):
        html = environment.get_template(page.template).render(page=page, root=page.root, it=page.subject)
        yield page.path, html.encode("utf-8", "replace")


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARKER).is_file()):
        raise UsageError(
            "holds something that is not a site built by whomet, and would be replaced",
            where=str(folder),
            next_step="choose another folder for the site, or empty this one",
        )


def _swap(fresh: Path, old: Path, folder: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    if old.exists():
        shutil.rmtree(old)


def _environment(edition: Edition) -> Environment:
    environment = Environment(
        loader=PackageLoader("whomet.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        edition=edition,
        wording=edition.wording,
        positions=positions,
        forms=list(dict.fromkeys(FORMS.values())),
    )
    return environment


def _assets() -> Iterator[tuple[str, bytes]]:
    assets = files("whomet.report") / "assets"
    for name in _SCRIPTS_AND_STYLES:
        yield f"assets/{name}", (assets / name).read_bytes()
    for source, name in _LICENCES.items():
        yield f"assets/licences/{name}", (assets / source).read_bytes()
    # Fonts travel inside the style sheet: opened from the file system, some browsers refuse font files.
    faces = []
    for family, name, characters in _FONTS:
        encoded = base64.b64encode((assets / "fonts" / name).read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{family}';font-weight:200 900;font-display:swap;"
            f"src:url(data:font/woff2;base64,{encoded}) format('woff2');unicode-range:{characters}}}\n"
        )
    yield "assets/fonts.css", "".join(faces).encode()
