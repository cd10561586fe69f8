"""The rules of `knowledge/page_chrome.toml`, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCOPES = ("line", "list", "furniture", "boilerplate")


@dataclass(frozen=True, slots=True)
class ChromeRule:
    """One rule. `examples` must match and `others` must not: the tests check each."""

    name: str
    scope: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def matches(self, text: str) -> bool:
        """Whether the rule holds of `text`: of the whole of it, or of a part for `boilerplate`."""
        if self.scope == "boilerplate":
            return self.pattern.search(text) is not None
        return self.pattern.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """The elements, roles and parts of class names of a page that hold no article text."""

    tags: frozenset[str]
    hidden_tags: frozenset[str]
    void_tags: frozenset[str]
    inline_tags: frozenset[str]
    roles: frozenset[str]
    class_parts: frozenset[str]
    class_pairs: frozenset[str]
    caption_parts: frozenset[str]
    # Parts of class names that an outlet declares.
    dropped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    declared_captions: tuple[str, ...] = ()

    def drops(self, class_name: str) -> bool:
        """Whether the outlet declares that elements of this class are no article text."""
        return any(part in class_name for part in self.dropped)


@dataclass(frozen=True, slots=True)
class ChromeRules:
    """All rules and word lists about what on a page is not its article."""

    rules: tuple[ChromeRule, ...]
    by_scope: dict[str, tuple[ChromeRule, ...]]
    furniture: re.Pattern[str]
    boilerplate: re.Pattern[str]
    date: re.Pattern[str]
    time: re.Pattern[str]
    edition: re.Pattern[str]
    name: re.Pattern[str]
    press_release: re.Pattern[str]
    office_publisher: re.Pattern[str]
    months: tuple[str, ...]
    tools: frozenset[str]
    tool_heads: frozenset[str]
    menu: frozenset[str]
    strip: frozenset[str]
    function: frozenset[str]
    function_by_language: tuple[tuple[str, frozenset[str]], ...]
    html: HtmlWords

    def of_scope(self, scope: str) -> tuple[ChromeRule, ...]:
        """The rules of one scope (one of `SCOPES`)."""
        return self.by_scope[scope]


@cache
def chrome_rules() -> ChromeRules:
    """The compiled rules. Raises ValueError, naming the rule, for an unknown scope."""
    source = tomllib.loads((files("whomet.knowledge") / "page_chrome.toml").read_text(encoding="utf-8"))
    patterns = _expanded(source["patterns"])
    rules = tuple(_rule(entry, patterns) for entry in source["rule"])
    words = {name: frozenset(listed) for name, listed in source["words"].items() if name != "function"}
    function = tuple(
        (language, frozenset(listed)) for language, listed in source["words"]["function"].items()
    )
    return ChromeRules(
        rules=rules,
        by_scope={scope: tuple(rule for rule in rules if rule.scope == scope) for scope in SCOPES},
        furniture=_any_of(rule for rule in rules if rule.scope == "furniture"),
        boilerplate=_any_of(rule for rule in rules if rule.scope == "boilerplate"),
        date=_compile(patterns["date"]),
        time=_compile(patterns["time"]),
        edition=_compile(patterns["edition"]),
        name=_compile(patterns["name"]),
        press_release=_compile(source["press_release"]["pattern"]),
        office_publisher=_compile(source["press_release"]["publisher"]),
        months=tuple(source["words"]["months"]),
        tools=words["tools"],
        tool_heads=words["tool_heads"],
        menu=words["menu"],
        strip=words["strip"],
        function=frozenset(word for _, listed in function for word in listed),
        function_by_language=function,
        html=_html_words(source["html"]),
    )


def _html_words(source: dict[str, Any]) -> HtmlWords:
    words: dict[str, Any] = {name: frozenset(listed) for name, listed in source.items()}
    return HtmlWords(**words)


def _rule(entry: dict[str, Any], patterns: dict[str, str]) -> ChromeRule:
    if entry["scope"] not in SCOPES:
        raise ValueError(f"page_chrome.toml: rule {entry['name']!r} has no scope of {', '.join(SCOPES)}")
    return ChromeRule(
        name=entry["name"],
        scope=entry["scope"],
        pattern=_compile(_fill(entry["pattern"], patterns)),
        examples=tuple(entry["examples"]),
        others=tuple(entry.get("others", ())),
    )


def _expanded(patterns: dict[str, str]) -> dict[str, str]:
    """Named patterns with the names inside them filled in: each may use those above it."""
    filled: dict[str, str] = {}
    for name, pattern in patterns.items():
        filled[name] = _fill(pattern, filled)
    return filled


def _fill(pattern: str, patterns: dict[str, str]) -> str:
    for name, inner in patterns.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{inner})")
    return pattern


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any_of(rules: Any) -> re.Pattern[str]:
    return _compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules))
