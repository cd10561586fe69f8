"""`whomet.toml`: what an investigation is about, and the rules it counts by.

The file's tables are the nouns of `model.investigation`; docs/reference lists their keys. A key that
is not known is refused by name, since a misspelt rule would otherwise silently not apply.
"""

import json
import tomllib
from pathlib import Path
from string import Template
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator, model_validator

from whomet.errors import SettingsError, UsageError
from whomet.knowledge.subjects import load_subject
from whomet.model import (
    Company,
    CountingRule,
    DocumentKind,
    FetchRule,
    Investigation,
    Noun,
    PostColumns,
    RegisterColumns,
    RegisterLayout,
    Source,
    Subject,
    TableLayout,
    Timestamping,
    WatchRule,
    parse_edtf,
)

FILE_NAME = "whomet.toml"

_NEW_FILE = Template("""\
[investigation]
name = $name
# Encounters outside the window are kept, but not counted. EDTF: "2021-08/2024-10", "2022/.."
# window = "2021-08/.."
languages = ["en"]
store = "sqlite:///ledger.sqlite"

[subject]
name = $subject
# A bundled profile of this name, if there is one, is added to. Ways in which texts name the subject:
# aliases = []
# handles = []
# role_phrases = ["the chief executive of Example Motors"]

# [[subject.companies]]
# name = "Example Motors"
# products = []
# since = "2010"

[counting]
occurrences = ["happened"]
verifications = ["official", "reported"]
undated_counts = true

# A timestamp authority (RFC 3161) vouches for the moment by which the archive existed. It is sent one hash of
# the list of originals, nothing else; `whomet verify` checks its answers offline.
# [archive]
# timestamp_authority = "https://timestamps.example"
# timestamp_certificate = "timestamp-root.pem"

# Whose word a document is. `match` holds other names, handles, hosts or file names; `kind` is news,
# account, office or register; tier 1 is the most reliable; `speaks_for` is "subject", or the country
# code of the office that publishes.
# [[source]]
# name = "Example Press Agency"
# match = ["example-press.example"]
# kind = "news"
# tier = 1
""")


class InvestigationTable(Noun):
    """`[investigation]`: its name, its window (an EDTF interval), the languages to read, a banner for
    the published pages, the address of the store, and that of a webhook which is told of new encounters."""

    name: str
    window: str | None = None
    languages: tuple[str, ...] = ("en",)
    banner: str | None = None
    store: str = "sqlite:///ledger.sqlite"
    webhook: str | None = None

    @field_validator("window")
    @classmethod
    def _is_edtf(cls, value: str | None) -> str | None:
        if value is not None:
            parse_edtf(value)
        return value


class ArchiveTable(Noun):
    """`[archive]`: the authority that stamps the archive with the time (none: no stamping), and the file with
    its root certificate."""

    timestamp_authority: str | None = None
    timestamp_certificate: str | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.timestamp_authority is None) != (self.timestamp_certificate is None):
            raise ValueError("timestamp_authority and timestamp_certificate go together")
        if self.timestamp_authority and not self.timestamp_authority.startswith(("https://", "http://")):
            raise ValueError("timestamp_authority should be an address that begins with https:// or http://")
        return self


# The kind of text that each kind of source publishes.
SOURCE_KINDS = {
    "news": DocumentKind.NEWS,
    "account": DocumentKind.POST,
    "office": DocumentKind.PRESS_RELEASE,
    "register": DocumentKind.REGISTER,
}


def _of_a_known_kind(source: Source) -> Source:
    if source.kind not in SOURCE_KINDS:
        raise ValueError(f"the kind of {source.name!r} should be one of {', '.join(SOURCE_KINDS)}")
    return source


class SettingsFile(Noun):
    """The whole file."""

    investigation: InvestigationTable
    subject: Subject
    counting: CountingRule = CountingRule()
    fetch: FetchRule = FetchRule()
    watch: tuple[WatchRule, ...] = ()
    archive: ArchiveTable = ArchiveTable()
    source: tuple[Annotated[Source, AfterValidator(_of_a_known_kind)], ...] = Field(default=())
    registers: tuple[RegisterLayout, ...] = Field(default=(), alias="register")
    table: tuple[TableLayout, ...] = ()


def load_investigation(folder: Path) -> Investigation:
    """The investigation that `folder` holds.

    The subject is the bundled profile of that name, if there is one, with what the file says added
    to its lists and put in place of its single values. Raises SettingsError, naming the file and the
    key, for a file that is missing, is not TOML, or holds what no key allows.
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"no {FILE_NAME} here",
            where=str(folder),
            next_step='start one: whomet init DIR --subject "NAME"',
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"not TOML: {error}", where=str(path), next_step="mend that line") from error
    try:
        file = SettingsFile.model_validate(content)
    except ValidationError as error:
        problems = [_problem(found["type"], found["loc"], found["msg"]) for found in error.errors()]
        raise SettingsError(
            "; ".join(problems), where=str(path), next_step="docs/reference/settings.md"
        ) from error
    return Investigation(
        name=file.investigation.name,
        subject=_merged(load_subject(file.subject.name), file.subject),
        window=file.investigation.window,
        languages=file.investigation.languages,
        rule=file.counting,
        sources=file.source,
        store=file.investigation.store,
        banner=file.investigation.banner,
        fetch=file.fetch,
        watched=file.watch,
        webhook=file.investigation.webhook,
        timestamping=_timestamping(file.archive),
        registers=file.registers,
        tables=file.table,
    )


def _timestamping(table: ArchiveTable) -> Timestamping | None:
    if table.timestamp_authority is None or table.timestamp_certificate is None:
        return None
    return Timestamping(authority=table.timestamp_authority, certificate=table.timestamp_certificate)


def write_default(folder: Path, subject: str) -> Path:
    """Begin an investigation of `subject` in `folder`; returns the path of its settings.

    Raises UsageError where the folder already holds one, or the name is none.
    """
    subject = load_subject(subject).name
    path = folder / FILE_NAME
    if path.exists():
        raise UsageError(
            "there is an investigation already", where=str(path), next_step="whomet add, whomet run"
        )
    folder.mkdir(parents=True, exist_ok=True)
    name = _toml_string(f"Encounters of {subject}")
    path.write_text(_NEW_FILE.substitute(subject=_toml_string(subject), name=name), encoding="utf-8")
    return path


def _toml_string(words: str) -> str:
    """The words as a TOML basic string: that of JSON, but that TOML wants DEL escaped too."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _merged(bundled: Subject, given: Subject) -> Subject:
    """The bundled profile with what the settings say of the subject."""
    companies = {company.name: company for company in (*bundled.companies, *given.companies)}
    return Subject(
        name=bundled.name,
        aliases=_together(bundled.aliases, given.aliases),
        handles=_together(bundled.handles, given.handles),
        role_phrases=_together(bundled.role_phrases, given.role_phrases),
        companies=tuple(companies.values()),
        pronoun=given.pronoun or bundled.pronoun,
        country=given.country or bundled.country,
    )


def _together(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))


def _problem(kind: str, place: tuple[int | str, ...], message: str) -> str:
    """One sentence about one key, for people."""
    *table, key = place
    words = message.removeprefix("Value error, ")
    if isinstance(key, int):
        *table, listed = table
        return f"{listed!r} in {_table_name(table)}, number {key + 1}: {words}"
    where = _table_name(table)
    if kind == "extra_forbidden":
        return f"unknown key {key!r} in {where}; known are {', '.join(_known_keys(table))}"
    if kind == "missing":
        return f"{where} lacks {key!r}"
    return f"{key!r} in {where}: {words}"


def _table_name(table: list[int | str]) -> str:
    names = [str(step) for step in table if isinstance(step, str)]
    if not names:
        return "the file"
    listed = any(isinstance(step, int) for step in table)
    return f"[[{'.'.join(names)}]]" if listed else f"[{'.'.join(names)}]"


def _known_keys(table: list[int | str]) -> list[str]:
    known: dict[str, type[BaseModel]] = {
        "": SettingsFile,
        "investigation": InvestigationTable,
        "subject": Subject,
        "subject.companies": Company,
        "counting": CountingRule,
        "fetch": FetchRule,
        "watch": WatchRule,
        "archive": ArchiveTable,
        "source": Source,
        "register": RegisterLayout,
        "register.columns": RegisterColumns,
        "table": TableLayout,
        "table.columns": PostColumns,
    }
    fields = known[".".join(str(step) for step in table if isinstance(step, str))].model_fields
    return [field.alias or name for name, field in fields.items()]
