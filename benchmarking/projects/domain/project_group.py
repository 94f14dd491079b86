"""Seats of a project group, and which of those that are wanted stand empty."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class GroupSeat(StrEnum):
    """What somebody brings to the group."""

    SPONSOR = "sponsor"
    COMMISSIONING = "commissioning"
    FINANCE = "finance"
    CQC = "cqc"
    NICE = "nice"
    PROVIDERS = "providers"
    LEGAL = "legal"
    ANALYSIS = "analysis"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "sponsor": "Sponsor", "commissioning": "Commissioning", "finance": "Finance", "cqc": "CQC", "nice": "NICE",
            "providers": "Provider association", "legal": "Legal", "analysis": "Analysis", "other": "Other",
        }[self.value]  # fmt: skip


class GroupPlace(StrEnum):
    """Where somebody's council lies, so that the group is not of one kind."""

    INNER = "inner"
    OUTER = "outer"
    NEITHER = ""

    @property
    def label(self) -> str:
        return {"inner": "Inner", "outer": "Outer", "": "Neither"}[self.value]


WANTED = (
    GroupSeat.COMMISSIONING, GroupSeat.FINANCE, GroupSeat.CQC, GroupSeat.NICE, GroupSeat.PROVIDERS, GroupSeat.LEGAL,
)  # fmt: skip
PLACES = (GroupPlace.INNER, GroupPlace.OUTER)


class SeatHolder(Protocol):
    seat: str
    place: str


def missing_from(group: Iterable[SeatHolder]) -> tuple[str, ...]:
    """Return in words what the group still lacks: wanted seats, and a council of each place."""
    rows = list(group)
    seats, places = {row.seat for row in rows}, {row.place for row in rows}
    lacking = [seat.label for seat in WANTED if seat not in seats]
    return (*lacking, *(f"a council of {place.value} London" for place in PLACES if place not in places))
