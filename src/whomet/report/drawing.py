"""From a Vega-Lite specification to SVG that stands in a page: coloured by the page's style sheet,
linked within the site, described in words, without any reference to elsewhere."""

import re
from typing import Any

import vl_convert
from lxml import etree

# Vega resolves links against a base address; this one is put before and taken away again, so
# that links come out relative to the page. The domain `.invalid` never resolves (RFC 2606).
_SITE = "https://site.invalid/"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"

# The colours that charts are written in. Each is a role: the style sheet gives the class `fill-ink`
# (and so on) its colour in the light and the dark scheme; the value here is only what remains
# where there is no style sheet.
INK, MUTED, RULE, LAND, MET, DOT, PAPER = (
    "#1b1b1c",
    "#5c5a55",
    "#d9d5cb",
    "#e6e2d8",
    "#eac7b8",
    "#b3321c",
    "#fffefb",
)
_ROLES = {INK: "ink", MUTED: "muted", RULE: "rule", LAND: "land", MET: "met", DOT: "dot", PAPER: "paper"}


def site_link(page: str) -> str:
    """The address to write into a specification for a page of the site."""
    return _SITE + page


def draw(spec: dict[str, Any], *, name: str, title: str, description: str) -> str:
    """The specification as inline SVG.

    `name` makes the ids unique on the page; `title` and `description` are what a screen reader
    says. A mark's `description` channel becomes the name of its link and its tooltip.
    """
    root = etree.fromstring(vl_convert.vegalite_to_svg(spec).encode("utf-8"))
    for element in root.iter(etree.Element):
        _clean(element)
    for clip in root.iter(f"{_SVG}clipPath"):
        _rename(root, clip, name)
    root.set("class", f"chart {name}")
    root.set("role", "group")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    _insert_text(root, "desc", f"{name}-desc", description)
    _insert_text(root, "title", f"{name}-title", title)
    return str(etree.tostring(root, encoding="unicode"))


def _insert_text(root: etree._Element, tag: str, identifier: str, text: str) -> None:
    element = etree.Element(f"{_SVG}{tag}", id=identifier)
    element.text = text
    root.insert(0, element)


def _clean(element: etree._Element) -> None:
    """Colours become classes, links relative, numbers short; Vega's own ARIA roles go."""
    label = element.attrib.pop("aria-label", None)
    for attribute in (
        "role",
        "aria-roledescription",
        "aria-hidden",
        "style",
        "font-family",
        "stroke-miterlimit",
    ):
        element.attrib.pop(attribute, None)
    classes = [
        f"{paint}-{_ROLES[element.get(paint, '')]}"
        for paint in ("fill", "stroke")
        if element.get(paint) in _ROLES
    ]
    if classes:
        element.set("class", " ".join(classes))
    else:
        element.attrib.pop("class", None)
    if element.get("d"):
        element.set("d", _short(element.get("d", "")))
    if label and element.tag == f"{_SVG}path" and (link := element.getparent()) is not None:
        _name_link(link, label)
    if element.tag == f"{_SVG}a":
        element.set("href", (element.attrib.pop(f"{_XLINK}href", None) or "").removeprefix(_SITE))
        element.attrib.pop("target", None)


def _name_link(link: etree._Element, label: str) -> None:
    if link.tag != f"{_SVG}a":
        return
    link.set("aria-label", label)
    tooltip = etree.Element(f"{_SVG}title")
    tooltip.text = label
    link.insert(0, tooltip)


def _short(path: str) -> str:
    """The path with one decimal: a tenth of a pixel is finer than any screen shows."""
    return re.sub(r"-?\d+\.\d+", lambda number: f"{float(number.group()):.1f}".removesuffix(".0"), path)


def _rename(root: etree._Element, clip: etree._Element, name: str) -> None:
    """Vega numbers its clip paths per process; the page's must be unique and the same every time."""
    old = clip.get("id", "")
    new = f"{name}-clip-{[c.get('id') for c in root.iter(f'{_SVG}clipPath')].index(old)}"
    clip.set("id", new)
    for user in root.iter(etree.Element):
        if user.get("clip-path") == f"url(#{old})":
            user.set("clip-path", f"url(#{new})")
