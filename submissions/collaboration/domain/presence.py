"""The colleagues who have a return open, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

# A page that is open says so every half a minute; a browser that sleeps says it once a minute.
STAYS_FOR = timedelta(seconds=130)


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague and the page that they have open; blank means the list of pages."""

    name: str
    sheet: str
    time: str


def who_is_here(present: Sequence[Present], sheet: str, *, is_live: bool) -> list[str]:
    """Return a sentence for each colleague; with ``is_live`` the page refreshes it, otherwise it says as of when."""
    return [_sentence(one, sheet, is_live) for one in present]


def _sentence(one: Present, sheet: str, is_live: bool) -> str:
    where = _where(one.sheet, sheet)
    return f"{one.name} has {where} open now." if is_live else f"{one.name} had {where} open at {one.time}."


def _where(theirs: str, yours: str) -> str:
    if theirs == yours:
        return "this page"
    return f"“{theirs}”" if theirs else "the list of sections"
