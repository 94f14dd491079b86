"""The length of a visit as somebody types it, 30 or 22:30, and in words."""

import re

from markets.payment.domain.rule import DAY, MINUTE

TYPED = re.compile(r"(?P<minutes>[0-9]{1,4})(?::(?P<seconds>[0-5][0-9]))?")


def length_seconds(text: str) -> int | None:
    """Return minutes, or minutes and seconds, as seconds of at most a day; None for anything else."""
    found = TYPED.fullmatch(text.strip())
    if not found:
        return None
    seconds = int(found["minutes"]) * MINUTE + int(found["seconds"] or 0)
    return seconds if seconds <= DAY else None


def length_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, MINUTE)
    return f"{minutes}:{rest:02}" if rest else f"{minutes}"
