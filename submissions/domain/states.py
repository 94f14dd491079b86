"""The states of a return and of an upload, and the moves that are permitted: one table each."""

from enum import StrEnum


class ReturnState(StrEnum):
    """The states of a return."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    EXCLUDED = "excluded"

    @property
    def label(self) -> str:
        return _LABELS[self]


class FileFate(StrEnum):
    """What became of a checked file: it counts, waits to be chosen, is no return of its location, or came too late."""

    COUNTS = "counts"
    WAITS = "waits"
    REFUSED = "refused"
    KEPT = "kept"


class Move(StrEnum):
    """The moves of a return."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ACCEPT = "accept"
    EXCLUDE = "exclude"
    REOPEN = "reopen"


_LABELS = {
    ReturnState.NOT_STARTED: "Not started",
    ReturnState.IN_PROGRESS: "In progress",
    ReturnState.SUBMITTED: "Submitted",
    ReturnState.ACCEPTED: "Accepted",
    ReturnState.EXCLUDED: "Left out",
}

MOVES: dict[tuple[ReturnState, Move], ReturnState] = {
    (ReturnState.NOT_STARTED, Move.SAVE): ReturnState.IN_PROGRESS,
    (ReturnState.IN_PROGRESS, Move.SAVE): ReturnState.IN_PROGRESS,
    (ReturnState.IN_PROGRESS, Move.SUBMIT): ReturnState.SUBMITTED,
    (ReturnState.SUBMITTED, Move.TAKE_BACK): ReturnState.IN_PROGRESS,
    (ReturnState.ACCEPTED, Move.TAKE_BACK): ReturnState.IN_PROGRESS,
    (ReturnState.SUBMITTED, Move.ACCEPT): ReturnState.ACCEPTED,
    (ReturnState.SUBMITTED, Move.EXCLUDE): ReturnState.EXCLUDED,
    (ReturnState.ACCEPTED, Move.EXCLUDE): ReturnState.EXCLUDED,
    (ReturnState.EXCLUDED, Move.ACCEPT): ReturnState.ACCEPTED,
    (ReturnState.EXCLUDED, Move.REOPEN): ReturnState.IN_PROGRESS,
    (ReturnState.SUBMITTED, Move.REOPEN): ReturnState.IN_PROGRESS,
    (ReturnState.ACCEPTED, Move.REOPEN): ReturnState.IN_PROGRESS,
}


def after(state: ReturnState, move: Move) -> ReturnState | None:
    """Return the state that a move leads to, or None if it is not permitted."""
    return MOVES.get((state, move))


def states_that_allow(move: Move) -> frozenset[ReturnState]:
    return frozenset(state for state, permitted in MOVES if permitted == move)


class UploadState(StrEnum):
    """The states of an upload on its way from file to findings."""

    RECEIVED = "received"
    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"


class FileState(StrEnum):
    """What a person is told of a file that was taken up, where the upload's own state says too little."""

    UNREADABLE = "unreadable"
    NOT_TAKEN = "not_taken"
    TO_CHOOSE = "to_choose"
    REPLACED = "replaced"
    KEPT = "kept"


# The words for a file, wherever it is told of: on home, on the pages of its location and of its progress, in lists.
FILE_WORDS: dict[UploadState | FileState, str] = {
    UploadState.RECEIVED: "Waiting for its turn",
    UploadState.CLAIMED: "Being checked",
    UploadState.DONE: "Checked",
    UploadState.FAILED: "Could not be checked",
    FileState.UNREADABLE: "Could not be read",
    FileState.NOT_TAKEN: "Not taken",
    FileState.TO_CHOOSE: "Waits for your choice",
    FileState.REPLACED: "Replaced since",
    FileState.KEPT: "Kept, does not count",
}


class Station(StrEnum):
    """The stations of the work on an upload, for the person who waits."""

    READING = "reading"
    CHECKING = "checking"
    COSTING = "costing"
    DONE = "done"
