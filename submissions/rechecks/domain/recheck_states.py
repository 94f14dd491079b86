"""The states of checking all returns of an exercise again."""

from enum import StrEnum


class RecheckState(StrEnum):
    """``stopped`` by a person; ``failed`` is an error of the portal's own."""

    RECEIVED = "received"
    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_under_way(self) -> bool:
        return self in UNDER_WAY


UNDER_WAY = frozenset({RecheckState.RECEIVED, RecheckState.WORKING})
_LABELS = {
    RecheckState.RECEIVED: "Waiting for a worker",
    RecheckState.WORKING: "Being checked",
    RecheckState.DONE: "Checked",
    RecheckState.STOPPED: "Stopped",
    RecheckState.FAILED: "Failed",
}
