"""The states of a document that a worker makes."""

from enum import StrEnum


class DocumentState(StrEnum):
    RECEIVED = "received"
    MAKING = "making"
    MADE = "made"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_under_way(self) -> bool:
        return self in (DocumentState.RECEIVED, DocumentState.MAKING)


_LABELS = {
    DocumentState.RECEIVED: "Waiting for a worker",
    DocumentState.MAKING: "Being made",
    DocumentState.MADE: "Made",
    DocumentState.FAILED: "Not made",
}
