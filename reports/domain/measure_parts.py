"""What a release measures beside Annex A's lines: a visit by its length, an appointment, a supporting row.

Each has a key of its own in its part of the document, and a name among the lines of its column: ``visit_30``,
``appointments_30``, ``supporting_effective_pay``.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from costing.form import LineKind

_TOTAL = "total"


class MeasurePart(StrEnum):
    """The part of a released document that a measure stands in."""

    VISITS = "visits"
    APPOINTMENTS = "appointments"
    SUPPORTING = "supporting"


_PREFIXES = {
    MeasurePart.VISITS: "visit_",
    MeasurePart.APPOINTMENTS: "appointments_",
    MeasurePart.SUPPORTING: "supporting_",
}
# How much a provider does, which the council that pays for it knows of each.
_ACTIVITY = ("contact_hours_", "occupied_", "care_hours_", "nurse_hours_")


@dataclass(frozen=True, slots=True)
class FurtherMeasure:
    """A measure beside the lines; ``key`` is its key in its part of the document, ``line`` its name among lines."""

    part: MeasurePart
    key: str

    @property
    def line(self) -> str:
        return f"{_PREFIXES[self.part]}{self.key}"

    @property
    def kind(self) -> LineKind:
        return LineKind.LINE

    @property
    def is_activity(self) -> bool:
        return self.part == MeasurePart.APPOINTMENTS or self.key.startswith(_ACTIVITY)


def further_measure(line: str) -> FurtherMeasure | None:
    """Return the measure that has this name among the lines; None for a line of Annex A."""
    found = ((part, prefix) for part, prefix in _PREFIXES.items() if line.startswith(prefix))
    return next((FurtherMeasure(part, line.removeprefix(prefix)) for part, prefix in found), None)


@lru_cache(maxsize=1024)
def family_of(line: str) -> str:
    """Return the line among whose cells a measure is compared (R4, R5).

    A branch with visits of one length has its total as the rate of that length, so all rates are of the total's family.
    """
    measure = further_measure(line)
    return _TOTAL if measure is not None and measure.part == MeasurePart.VISITS else line
