"""Visits that a measure looks at: of one provider or of all, sorted out once for all measures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.marks import is_day_off
from markets.visits.domain.rounds import CareRound, care_rounds

WEEK = 7
# Nights and live-in care are another service: left out of all measures.
APART = ("night", "live_in")


@dataclass(frozen=True)
class VisitSet:
    """Rows with the marks of their file, and how many weeks the file covers."""

    rows: list[CareAttendance]
    marks: Mapping[str, frozenset[int]] = field(default_factory=dict)
    weeks: int = 1

    @cached_property
    def done(self) -> list[CareAttendance]:
        return [row for row in self.rows if row.is_done]

    @cached_property
    def done_with_plan(self) -> list[CareAttendance]:
        return [row for row in self.done if row.planned_seconds is not None]

    @cached_property
    def by_client(self) -> dict[tuple[str, str], list[CareAttendance]]:
        """Return attendances that were done by a known careworker, by provider and client."""
        grouped: defaultdict[tuple[str, str], list[CareAttendance]] = defaultdict(list)
        for row in self.done:
            if row.carer:
                grouped[(row.provider, row.client)].append(row)
        return dict(grouped)

    @cached_property
    def double_handed(self) -> list[list[CareAttendance]]:
        """Return the attendances of each visit for which two careworkers were planned or came."""
        grouped: defaultdict[tuple[str, str], list[CareAttendance]] = defaultdict(list)
        for row in self.rows:
            grouped[(row.provider, row.visit)].append(row)
        return [rows for rows in grouped.values() if len(rows) > 1 or max(row.carers_planned for row in rows) > 1]

    @cached_property
    def rounds(self) -> list[CareRound]:
        """Return rounds without visits of a careworker in two places, or of a date that is a day off."""
        in_two = self.marks.get("V14", frozenset())
        return care_rounds(row for row in self.done if row.row not in in_two and not is_day_off(row))

    def is_marked(self, row: CareAttendance, *codes: str) -> bool:
        return any(row.row in self.marks.get(code, ()) for code in codes)


def weeks_of(rows: Iterable[CareAttendance]) -> int:
    """Return the weeks from the first day to the last, begun ones whole."""
    days = {row.local_day for row in rows}
    return -(-(max(days) - min(days) + 1) // WEEK) if days else 1


def of_home_care(rows: Iterable[CareAttendance]) -> list[CareAttendance]:
    return [row for row in rows if row.service not in APART]
