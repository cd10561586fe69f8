"""The index of a WARC file as replayers read it: CDXJ (specs.webrecorder.net/cdxj/0.1.0)."""

import json
import re
from datetime import datetime
from urllib.parse import quote, unquote_to_bytes, urlsplit

from whomet.model import Noun

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
_WWW = re.compile(r"www\d*\.")


class Record(Noun):
    """Where one capture stands in the WARC file: offset and length in bytes."""

    address: str
    moment: datetime
    media_type: str
    digest: str
    offset: int
    length: int
    title: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it has an address that a browser can ask for."""
        return self.address.startswith(("http://", "https://"))


def index_line(record: Record, file_name: str) -> str:
    """A line of the index: the sort key, the moment, and where to find the record in `file_name`."""
    where = {
        "url": record.address,
        "mime": record.media_type,
        "status": "200",
        "digest": record.digest,
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": file_name,
    }
    return f"{sort_key(record.address)} {record.moment:%Y%m%d%H%M%S} {json.dumps(where)}\n"


def _escaped(part: str) -> str:
    """A path or query in lower case, with only what has to be percent-encoded encoded."""
    return quote(unquote_to_bytes(part), safe=_PLAIN).lower()


def sort_key(address: str) -> str:
    """The address in the order that indexes have: `com,example)/page?a=1`.

    The rules are those of the Internet Archive's SURT canonicalization, by which replayers look addresses up:
    no scheme, user, default port, leading www or fragment; host in reverse; path and query in lower case, the
    query's parts sorted; no empty steps and no slash at the end of a path. What is no web address stays as it is.
    """
    parts = urlsplit(address)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return address
    host = _WWW.sub("", parts.hostname, count=1) if _WWW.match(parts.hostname) else parts.hostname
    try:
        port = parts.port
    except ValueError:  # "host:99999": no port, and no page either
        port = None
    shown_port = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    path = re.sub("//+", "/", _escaped(parts.path))
    path = path[:-1] if len(path) > 1 and path.endswith("/") else path or "/"
    query = "&".join(sorted(_escaped(parts.query).split("&"), key=lambda part: part.split("=", 1)))
    reversed_host = ",".join(reversed(host.split(".")))
    return f"{reversed_host}{shown_port}){path}{'?' + query if query else ''}"
