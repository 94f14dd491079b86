"""The kinds of file that can be imported, and the states of an import on its way into the register."""

from collections.abc import Sequence
from enum import StrEnum


class ImportKind(StrEnum):
    DIRECTORY = "directory"
    COUNCIL_LIST = "council_list"

    @property
    def label(self) -> str:
        return _KINDS[self]


class ImportState(StrEnum):
    """The states of an import.

    ``ready``: read, and waiting for a person's confirmation; ``refused``: the file is of no use.
    """

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
# The steps of an import, each with the states in which it is under way.
STEPS = (
    frozenset({ImportState.RECEIVED}),
    frozenset({ImportState.READING}),
    frozenset({ImportState.READY}),
    frozenset({ImportState.CONFIRMED, ImportState.APPLYING}),
)


def steps_of(labels: Sequence[str], state: ImportState, rows_read: int) -> list[dict[str, str]]:
    """Return the steps with their state: done, now or waiting; ``labels`` name the steps of ``STEPS``."""
    now = next((number for number, states in enumerate(STEPS) if state in states), len(STEPS))
    steps = []
    for number, label in enumerate(labels):
        reading = state == ImportState.READING and number == now and rows_read
        words = f"{label} ({rows_read:,} rows so far)" if reading else label
        steps.append({"label": words, "state": "done" if number < now else "now" if number == now else "waiting"})
    return steps
