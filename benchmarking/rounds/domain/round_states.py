"""The states of a round, and which follows which."""

from collections.abc import Mapping
from enum import StrEnum


class RoundState(StrEnum):
    """Set up, open to councils, checking what they sent, locked before the analysis, released."""

    SET_UP = "set_up"
    OPEN = "open"
    CHECKING = "checking"
    LOCKED = "locked"
    RELEASED = "released"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def colour(self) -> str:
        return {"open": "blue", "checking": "yellow", "locked": "purple", "released": "green"}.get(self.value, "grey")


# What an analyst may make of a round; a release makes it released.
NEXT: Mapping[RoundState, tuple[RoundState, ...]] = {
    RoundState.SET_UP: (RoundState.OPEN,),
    RoundState.OPEN: (RoundState.CHECKING,),
    RoundState.CHECKING: (RoundState.OPEN, RoundState.LOCKED),
    RoundState.LOCKED: (),
    RoundState.RELEASED: (),
}
DO_WORDS: Mapping[RoundState, str] = {
    RoundState.OPEN: "Open the round to its councils",
    RoundState.CHECKING: "Close it and check what came in",
    RoundState.LOCKED: "Lock what came in",
}
# Councils correct what they sent while it is checked.
TAKES_RETURNS = frozenset({RoundState.OPEN, RoundState.CHECKING})
