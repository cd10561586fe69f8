"""Telling an address of the web from what only looks like one: pages, exports and lists say what they like."""

from urllib.parse import urlsplit


def web_address(stated: str | None) -> str | None:
    """`stated` where it is an http or https address that names a host and can be taken apart (RFC 3986), else
    None: "http://[" is none."""
    if not stated:
        return None
    try:
        parts = urlsplit(stated)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return stated if is_address else None
