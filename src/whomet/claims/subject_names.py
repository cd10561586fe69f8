"""Where a text names the tracked person: by name, handle, or a role only they have."""

import re
from functools import cache

from spacy.tokens import Doc

from whomet.knowledge.lexicon import lexicon
from whomet.model import Subject


@cache
def _role_heads(language: str) -> str:
    heads = sorted(lexicon(language, "coreference")["private"]["heads"], key=len, reverse=True)
    return "|".join(re.escape(head) for head in heads)


@cache
def _patterns(subject: Subject, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = sorted({subject.name, *subject.aliases}, key=len, reverse=True)
    full = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    family = re.escape(subject.family_name)
    companies = sorted(
        {word for c in subject.companies for word in (c.name, *c.aliases, *c.products)}, key=len, reverse=True
    )
    patterns = [
        ("name", re.compile(rf"(?<![\w@])(?:{full})(?!\w)")),
        ("family_name", re.compile(rf"(?<![\w@-])(?:{family}|{family.upper()})(?![\w-])")),
    ]
    if subject.handles:
        handles = "|".join(re.escape(handle.lstrip("@")) for handle in subject.handles)
        patterns.append(("handle", re.compile(rf"@(?:{handles})(?!\w)", re.IGNORECASE)))
    if subject.role_phrases:
        phrases = sorted(subject.role_phrases, key=len, reverse=True)
        joined = "|".join(re.escape(re.sub(r"^the ", "", phrase)) for phrase in phrases)
        patterns.append(
            ("role", re.compile(rf"(?<!\w)(?:[Tt]he |[Hh]is |[Hh]er )?(?:{joined})(?!\w)", re.IGNORECASE))
        )
    if companies:
        joined = "|".join(map(re.escape, companies))
        heads = _role_heads(language)
        patterns.append(
            (
                "role",
                re.compile(
                    rf"(?<!\w)(?:the )?(?:{joined})(?:(?: and |/|, | & )(?:{joined}))*"
                    rf"(?:’s|'s)?(?: \w+){{0,2}}? (?:{heads})(?!\w)"
                    rf"|(?<!\w)(?:the )?(?:{heads})(?: and (?:{heads}))? (?:of|at|behind) (?:the )?(?:{joined})(?!\w)",
                    re.IGNORECASE,
                ),
            )
        )
    return tuple(patterns)


def names_subject(text: str, subject: Subject, language: str = "en") -> bool:
    """Whether a text names the subject in any way. It is quick and generous: somebody else of the family
    name counts."""
    return any(pattern.search(text) for _, pattern in _patterns(subject, language))


def find_subject(tokens: Doc, subject: Subject, language: str = "en") -> tuple[tuple[int, int, str], ...]:
    """Token ranges that name the subject, in order, with how ("name", "family_name", "handle", "role").

    A family name after another given name is somebody else's ("Kimbal Musk"); a role that stands right
    before the name ("Tesla CEO Elon Musk") is part of one mention; a role right before another name is
    that person's.
    """
    taken: dict[int, int] = {}
    found: list[tuple[int, int, str]] = []
    for how, pattern in _patterns(subject, language):
        for match in pattern.finditer(tokens.text):
            span = tokens.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None or any(i in taken for i in range(span.start, span.end)):
                continue
            if how == "family_name" and _has_other_given_name(tokens, span.start):
                continue
            if how == "role":
                following = span.end if span.end < len(tokens) else span.end - 1
                if following in taken:
                    continue
                if tokens[following].ent_type_ == "PERSON" and following != span.end - 1:
                    continue
            found.append((span.start, span.end, how))
            taken.update(dict.fromkeys(range(span.start, span.end), 1))
    return tuple(sorted(found))


def _has_other_given_name(tokens: Doc, i: int) -> bool:
    if i == 0:
        return False
    before = tokens[i - 1]
    return (
        before.ent_type_ == "PERSON"
        and before.ent_iob_ in {"B", "I"}
        and tokens[i].ent_iob_ == "I"
        and before.text[:1].isupper()
        and before.lower_.strip(".") not in {"mr", "mrs", "ms", "dr", "sir", "mssrs"}
        and before.pos_ == "PROPN"
    )
