"""What became of a change request to the programme."""

from enum import StrEnum


class ChangeState(StrEnum):
    """Whether a change is asked for, or what was decided."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"asked": "Asked for", "accepted": "Accepted", "refused": "Refused", "withdrawn": "Withdrawn"}[
            self.value
        ]

    @property
    def colour(self) -> str:
        return {"asked": "blue", "accepted": "green", "refused": "red", "withdrawn": "grey"}[self.value]


DECIDED = frozenset({ChangeState.ACCEPTED, ChangeState.REFUSED})
