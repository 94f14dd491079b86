"""Where an erasure stands, of whom it is, and what was done in it."""

from enum import StrEnum


class ErasureState(StrEnum):
    ASKED = "asked"
    CONSENTED = "consented"
    WORKING = "working"
    DONE = "done"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ErasureState.ASKED: "Waits for a second administrator",
    ErasureState.CONSENTED: "Waits for a worker",
    ErasureState.WORKING: "Being erased",
    ErasureState.DONE: "Erased",
    ErasureState.TAKEN_BACK: "Taken back",
}
# What is still to come: only one of these at a time for one provider or person.
OPEN = (ErasureState.ASKED, ErasureState.CONSENTED, ErasureState.WORKING)


class ErasureKind(StrEnum):
    PROVIDER = "provider"
    PERSON = "person"
