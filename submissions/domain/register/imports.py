"""The kinds of file that can be imported, and where an import stands on its way from file to register."""

from enum import StrEnum


class ImportKind(StrEnum):
    DIRECTORY = "directory"
    COUNCIL_LIST = "council_list"

    @property
    def label(self) -> str:
        return _KINDS[self]


class ImportState(StrEnum):
    """``ready``: read, and waiting for a person to say yes; ``refused``: the file is of no use, in words."""

    RECEIVED = "received"
    READING = "reading"
    READY = "ready"
    CONFIRMED = "confirmed"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def is_under_way(self) -> bool:
        return self in UNDER_WAY


_KINDS = {
    ImportKind.DIRECTORY: "CQC directory",
    ImportKind.COUNCIL_LIST: "Council’s own list",
}
_STATES = {
    ImportState.RECEIVED: "Waiting to be read",
    ImportState.READING: "Being read",
    ImportState.READY: "Ready to check",
    ImportState.CONFIRMED: "Waiting to be applied",
    ImportState.APPLYING: "Being applied",
    ImportState.DONE: "Applied",
    ImportState.REFUSED: "Cannot be used",
    ImportState.FAILED: "Failed",
    ImportState.DISCARDED: "Discarded",
}
UNDER_WAY = frozenset({ImportState.RECEIVED, ImportState.READING, ImportState.CONFIRMED, ImportState.APPLYING})
# What a worker that was killed leaves behind, and where it is taken up again.
TAKEN_UP_AGAIN = {ImportState.READING: ImportState.RECEIVED, ImportState.APPLYING: ImportState.CONFIRMED}
MOST_TRIES = 3
