"""Where each page lies. No part of an input is ever used as a path: names are made of a safe alphabet."""

import hashlib
import re

_SAFE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
# Names that some file systems reserve, and the one that a web server shows for a folder.
_RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def page_name(identifier: str) -> str:
    """A file name, without ending, for any identifier: stable, injective up to a 40-bit hash, ASCII.

    An identifier of lower-case letters, digits and hyphens is its own name; any other is folded to
    that alphabet and gets a piece of its SHA-256, so that `a/b`, `a:b` and `A-B` stay apart.
    """
    if _SAFE.fullmatch(identifier) and identifier not in _RESERVED:
        return identifier
    folded = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:40].strip("-")
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{folded}-{digest}" if folded else digest


def encounter_page(encounter_id: str) -> str:
    """The page of a record, relative to the site's root."""
    return f"encounters/{page_name(encounter_id)}.html"


def country_page(code: str | None) -> str:
    """The page of a country (ISO 3166-1 alpha-2, or EU), relative to the site's root."""
    if code is None:
        return "countries/not-stated.html"
    return f"countries/{page_name(code.lower() if re.fullmatch('[A-Z]{2}', code) else code)}.html"


def figure_page(figure_id: str) -> str:
    """The page of a political figure, relative to the site's root."""
    return f"figures/{page_name(figure_id)}.html"


def web_link(url: str | None) -> str | None:
    """The address if it may be linked: http and https only, so that no page can carry a script."""
    if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return url
    return None
