"""Who the tracked person is: names, handles, role phrases, companies with their products and dates."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from whomet.errors import SettingsError, UsageError
from whomet.knowledge.names import name_key
from whomet.model import Subject


@cache
def _profiles() -> Mapping[str, Subject]:
    """Every bundled profile, by the folded name and aliases."""
    profiles: dict[str, Subject] = {}
    aliases: dict[str, Subject] = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".toml"):
            continue
        try:
            subject = Subject.model_validate(tomllib.loads(entry.read_text(encoding="utf-8")))
        except ValidationError as error:
            raise SettingsError(f"not a subject profile: {error}", where=entry.name) from error
        profiles[name_key(subject.name)] = subject
        for alias in subject.aliases:
            aliases.setdefault(name_key(alias), subject)
    return aliases | profiles


def bundled_subjects() -> tuple[Subject, ...]:
    """All bundled profiles, by name."""
    unique = {subject.name: subject for subject in _profiles().values()}
    return tuple(unique[name] for name in sorted(unique))


def load_subject(name: str) -> Subject:
    """The bundled profile of that name or alias, whatever its case and accents; for any other name
    a bare subject that knows the name alone: no role phrase or company is invented. Raises UsageError
    for a name without letters."""
    profile = _profiles().get(name_key(name))
    if profile is not None:
        return profile
    words = " ".join(name.split())
    if not any(letter.isalpha() for letter in words):
        raise UsageError(f"not a person's name: {name!r}", next_step="give the subject's full name")
    return Subject(name=words)
