"""The states of a calculation that is left to a worker."""

from enum import StrEnum


class RequestState(StrEnum):
    """``refused`` is expected trouble, said in words; ``failed`` an error of the portal's own."""

    RECEIVED = "received"
    WORKING = "working"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_under_way(self) -> bool:
        return self in (RequestState.RECEIVED, RequestState.WORKING)


_LABELS = {
    RequestState.RECEIVED: "Waiting for a worker",
    RequestState.WORKING: "Being worked out",
    RequestState.DONE: "Made",
    RequestState.REFUSED: "Not made",
    RequestState.FAILED: "Failed",
}
