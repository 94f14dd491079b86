"""A provider says that a location should not be asked: its reasons, and what can become of it."""

from enum import StrEnum


class WhyNot(StrEnum):
    CLOSED = "closed"
    NOT_THIS_SERVICE = "not_this_service"
    OTHER_CARE_ONLY = "other_care_only"
    PRIVATE_ONLY = "private_only"
    NOT_OURS = "not_ours"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WhyNot.CLOSED: "It has closed, or is about to",
    WhyNot.NOT_THIS_SERVICE: "It does not provide this service",
    WhyNot.OTHER_CARE_ONLY: "It only does supported living, live-in care or extra care",
    WhyNot.PRIVATE_ONLY: "None of its clients is publicly funded",
    WhyNot.NOT_OURS: "It is not our location",
    WhyNot.OTHER: "Another reason",
}


class Word(StrEnum):
    """What has become of a provider's word."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    Word.WAITING: "Waits for a decision",
    Word.WITHDRAWN: "Withdrawn",
    Word.AGREED: "Agreed: not asked any more",
    Word.REFUSED: "Not agreed: still asked",
}
