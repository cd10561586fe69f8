"""One tracked person and the rules under which their encounters are compiled and counted."""

import re

from pydantic import Field

from whomet.model.base import Noun
from whomet.model.register import RegisterLayout, TableLayout
from whomet.model.vocabulary import Occurrence, Verification


class Company(Noun):
    """A company or foundation of the subject. `products` stand for it ("Starlink" for SpaceX);
    `since` and `until` are EDTF dates of the subject's tie to it."""

    name: str
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class Subject(Noun):
    """The tracked person: how texts name them."""

    name: str
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    role_phrases: tuple[str, ...] = ()
    companies: tuple[Company, ...] = ()
    pronoun: str | None = None
    country: str | None = None

    @property
    def family_name(self) -> str:
        """The last word of the name, without a suffix such as Jr. A Korean given name of two syllables
        ("Ki-moon") stands after the family name."""
        words = [w for w in self.name.split() if w.rstrip(".") not in {"Jr", "Sr", "II", "III"}]
        return words[0] if re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[-1]) else words[-1]


class CountingRule(Noun):
    """Which records make the published number."""

    occurrences: tuple[Occurrence, ...] = (Occurrence.HAPPENED,)
    verifications: tuple[Verification, ...] = (Verification.OFFICIAL, Verification.REPORTED)
    undated_counts: bool = True


class Source(Noun):
    """An outlet, office, account or register that documents come from.

    `match` is compared with a document's publisher, author or handle, the host of its address, or the
    name of its file; `kind` is news, account, office or register; `tier` 1 is the most reliable;
    `owner` names the office behind it, and `speaks_for` the party whose own word it gives: "subject",
    a country code, or "EU".
    """

    name: str
    match: tuple[str, ...] = ()
    kind: str = "news"
    tier: int = 2
    owner: str | None = None
    speaks_for: str | None = None


class FetchRule(Noun):
    """How pages are fetched.

    `contact` (an address or a page about you) stands in the User-Agent; `delay_seconds` lie between two requests
    to one host (more where its robots.txt says so); a page may have `largest_page` bytes, packed and unpacked
    alike, and take `timeout_seconds` as a whole, its redirects included; `allowed` names machines of a private
    network ("host:port") that may be asked nevertheless: no others are, unless `allow_private_addresses`.
    """

    contact: str | None = None
    delay_seconds: float = Field(default=2.0, ge=0)
    largest_page: int = Field(default=20_000_000, gt=0)
    timeout_seconds: float = Field(default=30.0, gt=0)
    allowed: tuple[str, ...] = ()
    allow_private_addresses: bool = False


class WatchRule(Noun):
    """A feed, sitemap or list that `whomet watch` follows. Entries that it dates before the day `since` are left
    alone: a sitemap may go back for years."""

    url: str
    since: str | None = None


class Timestamping(Noun):
    """Who vouches for the moment by which the archive existed: the address of an authority that speaks RFC 3161
    over HTTP, and the file with its root certificate (PEM; relative to the investigation's folder)."""

    authority: str
    certificate: str


class Investigation(Noun):
    """What `whomet.toml` says: subject, window (EDTF interval), counting rule, sources, store, how pages are
    fetched, which lists are watched, who is told of new encounters (the address of a webhook), and how the columns of
    registers and tables of posts are called."""

    name: str
    subject: Subject
    window: str | None = None
    languages: tuple[str, ...] = ("en",)
    rule: CountingRule = CountingRule()
    sources: tuple[Source, ...] = ()
    store: str = "sqlite:///ledger.sqlite"
    banner: str | None = None
    fetch: FetchRule = FetchRule()
    watched: tuple[WatchRule, ...] = ()
    webhook: str | None = None
    timestamping: Timestamping | None = None
    registers: tuple[RegisterLayout, ...] = ()
    tables: tuple[TableLayout, ...] = ()
