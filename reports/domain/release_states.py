"""The states of a release and the moves that are permitted: one table."""

from enum import StrEnum


class ReleaseState(StrEnum):
    DRAFTED = "drafted"
    REJECTED = "rejected"
    RELEASED = "released"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ReleaseState.DRAFTED: "Waiting for approval",
    ReleaseState.REJECTED: "Sent back",
    ReleaseState.RELEASED: "Released",
    ReleaseState.SUPERSEDED: "Superseded",
}

MOVES = frozenset(
    {
        (ReleaseState.DRAFTED, ReleaseState.RELEASED),
        (ReleaseState.DRAFTED, ReleaseState.REJECTED),
        (ReleaseState.RELEASED, ReleaseState.SUPERSEDED),
    }
)
# Approved by all who must; it no longer changes.
OUT = frozenset({ReleaseState.RELEASED, ReleaseState.SUPERSEDED})
