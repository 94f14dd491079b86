"""The canonical attendance: one careworker at one visit, whatever system it comes from (MARKETS.md §2.1)."""

from dataclasses import dataclass
from enum import StrEnum

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class VisitOutcome(StrEnum):
    """What became of a planned visit: a closed set, onto which each file's words are mapped."""

    DONE = "done"
    MISSED = "missed"
    CANCELLED_CLIENT = "cancelled_client"
    CANCELLED_PROVIDER = "cancelled_provider"
    FRUSTRATED = "frustrated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CareAttendance:
    """A row. Instants are whole seconds since 1970 in UTC, lengths whole seconds; ``row`` counts the header as 1.

    ``local_day`` (days since 1970) and ``local_minute`` (of that day) are those of the planned start in England, of
    the actual start where nothing was planned. A blank text is what the file does not say.
    """

    row: int
    provider: str
    client: str
    carer: str
    visit: str
    attendance: int
    carers_planned: int
    outcome: VisitOutcome
    planned_start: int | None
    planned_seconds: int | None
    actual_start: int | None
    actual_seconds: int | None
    claimed_seconds: int | None
    start_method: str
    end_method: str
    cancelled_at: int | None
    funder: str
    service: str
    zone: str
    place: str
    ruc: str
    contract: str
    miles: str
    local_day: int
    local_minute: int

    @property
    def is_done(self) -> bool:
        return self.outcome is VisitOutcome.DONE

    @property
    def by_hand(self) -> bool:
        return self.start_method == "manual" or self.end_method == "manual"

    @property
    def lateness(self) -> int | None:
        """Return by how many seconds it started after its plan; None where either start is not known."""
        if self.actual_start is None or self.planned_start is None:
            return None
        return self.actual_start - self.planned_start

    @property
    def actual_end(self) -> int | None:
        if self.actual_start is None or self.actual_seconds is None:
            return None
        return self.actual_start + self.actual_seconds
