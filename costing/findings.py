"""The findings of checks about a return."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

# Notes that only say how an answer was read; and all that is to be done about it.
READINGS = ("N01", "N02")
NOTHING_TO_DO = "Nothing to do if that is what you meant."


class Severity(StrEnum):
    MUST_FIX = "must_fix"
    EXPLAIN = "explain"
    NOTE = "note"


class Audience(StrEnum):
    PROVIDER = "provider"
    ANALYST = "analyst"


class Layer(IntEnum):
    """The layer of a check; a return has reached a layer when all before it have nothing to fix."""

    READABLE = 1
    IDENTITY = 2
    TYPES = 3
    ARITHMETIC = 4
    PLAUSIBILITY = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; key, sheet and cell are None if it is about the whole file.

    ``read`` is what we read, ``expected`` what we expected, ``message`` the sentence that says what is
    wrong and ``fix`` how to put it right. ``guess`` is a likelier value in the answer's normal form, or None.
    """

    code: str
    layer: Layer
    severity: Severity
    audience: Audience
    message: str
    fix: str
    read: str = ""
    expected: str = ""
    key: str | None = None
    sheet: str | None = None
    cell: str | None = None
    label: str | None = None
    guess: str | None = None
