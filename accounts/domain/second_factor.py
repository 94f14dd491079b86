"""The ways in which somebody can show who they are before their second factor is reset."""

from enum import StrEnum


class Checked(StrEnum):
    RANG = "rang"
    MET = "met"
    VOUCHED = "vouched"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Checked.RANG: "I rang them back on a number that we knew before",
    Checked.MET: "I spoke with them face to face, in person or by video, and know them",
    Checked.VOUCHED: "A colleague of theirs, whom I know, told me so by telephone",
}
