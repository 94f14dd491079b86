"""What rooms above ask beside the return: a door through which they say who still owes it, and get no more back.

A room registers a function for its kind when the portal starts. Engagement asks it anew for each preview, as a step
begins, and before each message, so nobody is reminded of what they have sent meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engagement.campaigns.domain.audience import BesideReturn


@dataclass(frozen=True, slots=True)
class OwedBeside:
    """Who still owes it: participations, never an answer; until when, and the path of the page to send people to."""

    title: str
    opens_on: date
    last_day: date
    path: str
    participation_ids: frozenset[UUID] = frozenset()


_KINDS: dict[str, Callable[[UUID], OwedBeside | None]] = {}


def answers_for(kind: str, owed: Callable[[UUID], OwedBeside | None]) -> None:
    """Let a room answer for its kind; the function says what the asker, by the wall, may know."""
    _KINDS[kind] = owed


def owed_beside(beside: BesideReturn | None) -> OwedBeside | None:
    """Return who owes it; None if it is not there, or has closed: then nobody is to be written to."""
    owed = _KINDS.get(beside.kind) if beside else None
    return owed(beside.id) if owed and beside else None
