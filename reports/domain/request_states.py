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


def changed_in_words(*, gone: int, new: int) -> str:
    """Tell how the accepted returns changed between asking and making; blank if they did not."""
    said = (
        (gone, "taken back or replaced since you asked, and not in it"),
        (new, "accepted since you asked, and in it"),
    )
    parts = [f"{count} return{' was' if count == 1 else 's were'} {what}" for count, what in said if count]
    return f"{'; '.join(parts)}." if parts else ""
