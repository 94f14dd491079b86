"""Why a release is withdrawn: a list, so that nothing that a person typed leaves the team."""

from enum import StrEnum


class WithdrawalReason(StrEnum):
    """The reasons; each says nothing of a return, as everybody reads it."""

    ERROR = "error"
    METHOD = "method"
    TOO_EARLY = "too_early"
    WRONG_TABLE = "wrong_table"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WithdrawalReason.ERROR: "An error was found in it",
    WithdrawalReason.METHOD: "It was not made by the method that was agreed",
    WithdrawalReason.TOO_EARLY: "It was released too early",
    WithdrawalReason.WRONG_TABLE: "Another table was meant",
    WithdrawalReason.OTHER: "Another reason",
}
_BECAUSE = {
    WithdrawalReason.ERROR: "an error was found in it",
    WithdrawalReason.METHOD: "it was not made by the method that was agreed",
    WithdrawalReason.TOO_EARLY: "it was released too early",
    WithdrawalReason.WRONG_TABLE: "another table was meant",
}
# What the team writes for itself beside it.
LONGEST_NOTE = 500


def reason_known_as(code: str) -> WithdrawalReason | None:
    return next((reason for reason in WithdrawalReason if reason.value == code), None)


def sentence(because: str, on: str) -> str:
    """Return what stands in the place of the figures; ``on`` is the day in words."""
    why = _BECAUSE.get(WithdrawalReason(because))
    return f"Withdrawn on {on}, {f'because {why}' if why else 'for a reason that the independent team has on record'}."
