"""The states of a release and the moves that are permitted: one table."""

from enum import StrEnum


class ReleaseState(StrEnum):
    DRAFTED = "drafted"
    REJECTED = "rejected"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ReleaseState.DRAFTED: "Waiting for approval",
    ReleaseState.REJECTED: "Sent back",
    ReleaseState.RELEASED: "Released",
    ReleaseState.SUPERSEDED: "Superseded",
    ReleaseState.WITHDRAWN: "Withdrawn",
}

MOVES = frozenset(
    {
        (ReleaseState.DRAFTED, ReleaseState.RELEASED),
        (ReleaseState.DRAFTED, ReleaseState.REJECTED),
        (ReleaseState.RELEASED, ReleaseState.SUPERSEDED),
        (ReleaseState.RELEASED, ReleaseState.WITHDRAWN),
        (ReleaseState.SUPERSEDED, ReleaseState.WITHDRAWN),
    }
)
# Its figures may be read by those whom it is for.
OUT = frozenset({ReleaseState.RELEASED, ReleaseState.SUPERSEDED})
# Approved by all who must: its figures no longer change, and count as published for ever.
APPROVED = OUT | {ReleaseState.WITHDRAWN}
