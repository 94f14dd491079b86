"""Exemptions: the reasons to ask for one, and the states of a request."""

from enum import StrEnum


class ExemptionReason(StrEnum):
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
    ExemptionReason.CLOSED: "It has closed, or is about to",
    ExemptionReason.NOT_THIS_SERVICE: "It does not provide this service",
    ExemptionReason.OTHER_CARE_ONLY: "It only does supported living, live-in care or extra care",
    ExemptionReason.PRIVATE_ONLY: "None of its clients is publicly funded",
    ExemptionReason.NOT_OURS: "It is not our location",
    ExemptionReason.OTHER: "Another reason",
}


class ExemptionState(StrEnum):
    """The states of a request for an exemption."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    ExemptionState.WAITING: "Waits for a decision",
    ExemptionState.WITHDRAWN: "Withdrawn",
    ExemptionState.AGREED: "Agreed: not asked any more",
    ExemptionState.REFUSED: "Not agreed: still asked",
}
