"""What a workbook that the team takes in waits for, in words."""

from enum import StrEnum

from register.domain.imports import ImportState


class WaitingFor(StrEnum):
    LOCATION = "location"
    MAPPING = "mapping"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WaitingFor.LOCATION: "Location unknown: choose it",
    WaitingFor.MAPPING: "Needs mapping",
}

_RESULTS = {
    ImportState.DONE: "Taken",
    ImportState.REFUSED: "Not taken",
    ImportState.DISCARDED: "Left out",
}


def result_words(state: str, waiting_for: str) -> str:
    """Return what became of a workbook, in words."""
    if state == ImportState.READY and waiting_for:
        return WaitingFor(waiting_for).label
    return _RESULTS.get(ImportState(state), ImportState(state).label)
