"""The decisions of an exercise in one list: lines and returns that are left out, and answers that are adjusted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class DecisionStanding(StrEnum):
    """Where a decision stands: it counts, asks to be looked at again, or is taken back."""

    COUNTS = "counts"
    LOOK_AGAIN = "look_again"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return {"counts": "Stands", "look_again": "Look again", "taken_back": "Taken back"}[self.value]


@dataclass(frozen=True, slots=True)
class ListedDecision:
    """A decision with its return; ``kind`` is line, answer or return; ``label`` is blank for the whole return."""

    return_id: UUID
    location: str
    provider: str
    kind: str
    label: str
    submitted: str
    adjusted: str
    why: str
    by: str
    at: datetime
    version: int
    standing: DecisionStanding
    says: str = ""

    @property
    def what(self) -> str:
        return {"line": "Line left out", "answer": "Value adjusted"}.get(self.kind, "Return left out")


HEADS = (
    *("Location", "Provider", "Decision", "Line or answer", "Submitted", "Adjusted to", "Why", "By", "When", "Version"),
    *("Where it stands", "Note"),
)
ORDERS: dict[str, Callable[[ListedDecision], tuple[object, ...]]] = {
    "location": lambda one: (one.location.casefold(), one.at),
    "what": lambda one: (one.what, one.label.casefold(), one.at),
    "when": lambda one: (one.at,),
}


def chosen(
    decisions: Iterable[ListedDecision], *, search: str = "", kind: str = "", standing: str = "", order: str = ""
) -> list[ListedDecision]:
    """Return those that fit, in the order that is asked for; without one the newest first."""
    words = search.strip().casefold()
    found = [
        one
        for one in decisions
        if (not kind or one.kind == kind)
        and (not standing or one.standing == standing)
        and any(words in each.casefold() for each in (one.location, one.provider, one.label, one.why, one.by))
    ]
    by = order.lstrip("-")
    if by not in ORDERS:
        return sorted(found, key=ORDERS["when"], reverse=True)
    return sorted(found, key=ORDERS[by], reverse=order.startswith("-"))


def file_rows(decisions: Iterable[ListedDecision]) -> list[tuple[str | int, ...]]:
    return [
        (
            *(one.location, one.provider, one.what, one.label, one.submitted, one.adjusted, one.why, one.by),
            *(one.at.isoformat(sep=" ", timespec="minutes"), one.version, one.standing.label, one.says),
        )
        for one in decisions
    ]
