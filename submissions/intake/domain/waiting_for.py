"""What a workbook that the team takes in waits for, in words."""

from enum import StrEnum


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
