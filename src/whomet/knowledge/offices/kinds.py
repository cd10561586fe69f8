"""The kind of an office, read from its title by the rules of `kinds.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from whomet.knowledge.names import fold


@dataclass(frozen=True, slots=True)
class _KindRules:
    """Rules in their order: by the words a title begins with, and by words anywhere in it."""

    qualifiers: frozenset[str]
    beginnings: Mapping[str, tuple[int, str]]
    anywhere: tuple[tuple[int, str, str], ...]
    exceptions: Mapping[str, tuple[str, ...]]
    longest: int

    def kind(self, title: str) -> str:
        words = title.split()
        fitting = [
            self.beginnings[beginning]
            for count in range(1, min(len(words), self.longest) + 1)
            if (beginning := " ".join(words[:count])) in self.beginnings
        ]
        fitting += [(order, name) for order, name, found in self.anywhere if f" {found} " in f" {title} "]
        for _, name in sorted(fitting):
            if not any(f"{title} ".startswith(f"{other} ") for other in self.exceptions.get(name, ())):
                return name
        return "official"


@cache
def _rules() -> _KindRules:
    table = tomllib.loads((files(__package__) / "kinds.toml").read_text(encoding="utf-8"))
    beginnings: dict[str, tuple[int, str]] = {}
    anywhere: list[tuple[int, str, str]] = []
    exceptions: dict[str, tuple[str, ...]] = {}
    for order, entry in enumerate(table["kind"]):
        exceptions[entry["name"]] = (*exceptions.get(entry["name"], ()), *entry.get("except", ()))
        for words in entry["words"]:
            if entry.get("anywhere", False):
                anywhere.append((order, entry["name"], words))
            else:
                beginnings.setdefault(words, (order, entry["name"]))
    longest = max(words.count(" ") + 1 for words in beginnings)
    return _KindRules(frozenset(table["qualifiers"]), beginnings, tuple(anywhere), exceptions, longest)


@cache
def leading_role(country: str) -> str:
    """`head_of_state` or `head_of_government`: whom "the leader" of the country means by
    `leadership.toml`; empty where the file does not say."""
    table = tomllib.loads((files(__package__) / "leadership.toml").read_text(encoding="utf-8"))
    return next((role for role, countries in table.items() if country in countries), "")


@lru_cache(maxsize=4096)
def kind_of_title(title: str) -> str:
    """The kind of the office that a title names: `president`, `prime_minister`, `governor`, … and
    `official` for what no rule of `kinds.toml` names. Qualifiers ("acting", "former") do not matter,
    but one who is elected and not yet in office has a kind of their own (`president_elect`).

    >>> kind_of_title("Acting President"), kind_of_title("Vice Premier"), kind_of_title("Governor of Florida")
    ('president', 'deputy_prime_minister', 'governor')
    """
    rules = _rules()
    words = fold(title).split()
    if {"elect", "designate"} & set(words[1:]):
        plain = " ".join(word for word in words if word not in {"elect", "designate"})
        return f"{kind_of_title(plain)}_elect"
    while words and words[0] in rules.qualifiers:
        words.pop(0)
    while words and words[-1] in rules.qualifiers:
        words.pop()
    return rules.kind(" ".join(words))
