"""When a server says "later": how often it is asked again, and after how long."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, retry_if_result, stop_after_attempt

from whomet.sources.web.asking import Answer

_TIMES = 3
# A server that wants us back later than this is not waited for: the address is reported, to be added again.
_LONGEST_WAIT = 120.0
# RFC 9110: too many requests, and what a server or the one before it says when it cannot answer just now.
_LATER = frozenset({429, 500, 502, 503, 504})


def asked_again(
    ask: Callable[[], Answer], *, pause: float, sleep: Callable[[float], None] = time.sleep
) -> Answer:
    """The answer to `ask`, which is called up to three times while the connection breaks or the server says
    that it cannot answer now. The first wait is `pause` seconds, each further one twice the last, or
    what `Retry-After` says; where that is more than two minutes, the answer is returned at once.

    Raises what `ask` raises. A server that did not answer in time is not asked again.
    """

    def waiting(state: RetryCallState) -> float:
        asked = _retry_after(state)
        return asked if asked is not None else float(pause * 2 ** (state.attempt_number - 1))

    def enough(state: RetryCallState) -> bool:
        return stop_after_attempt(_TIMES)(state) or (_retry_after(state) or 0.0) > _LONGEST_WAIT

    def last(state: RetryCallState) -> Answer:
        assert state.outcome is not None
        answer: Answer = state.outcome.result()
        return answer

    again = retry_if_exception_type((httpx.NetworkError, httpx.RemoteProtocolError)) | retry_if_result(
        lambda answer: isinstance(answer, Answer) and answer.status in _LATER
    )
    return Retrying(stop=enough, wait=waiting, retry=again, sleep=sleep, retry_error_callback=last)(ask)


def _retry_after(state: RetryCallState) -> float | None:
    """The seconds that the server asks us to wait (RFC 9110, section 10.2.3); None where it does not say."""
    if state.outcome is None or state.outcome.failed:
        return None
    answer: Answer = state.outcome.result()
    return seconds_of(answer.header("retry-after"))


def seconds_of(value: str) -> float | None:
    """A `Retry-After` in seconds: a number, or the time until a date. None for anything else."""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
