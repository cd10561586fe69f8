"""A person's decision about a record, kept beside the machine's value and never overwritten."""

from enum import StrEnum

from whomet.model.base import Noun


class Verdict(StrEnum):
    """What a judgement decides."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Judgement(Noun):
    """`subject_ids` are what it is about (a record, a pair of claims); `field`/`value` where it sets one."""

    subject_ids: tuple[str, ...]
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    who: str
    when: str
    why: str | None = None
