"""A query for the command that verifies ledgers: whoever runs it holds the database's own key, so there is no asker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.domain.ledger_chain import ChainFault
from reports.domain.release_states import APPROVED
from reports.models import LedgerRow, Release
from reports.queries.ledger import faults_of


@dataclass(frozen=True, slots=True)
class WrongRow:
    """The first thing that is wrong, and where; ``row`` counts the rows of the exercise from 1, None if it is none."""

    authority: str
    exercise: str
    exercise_id: str
    row: int | None
    release: int | None
    column: str
    line: str
    dimension: str
    group: str
    fault: str


@dataclass(frozen=True, slots=True)
class CheckedLedgers:
    exercises: int
    rows: int
    first_wrong: WrongRow | None


def checked_ledgers() -> CheckedLedgers:
    """Verify every exercise with a row or a release that is out, and stop at the first thing that is wrong."""
    exercises = rows_read = 0
    for exercise, rows, releases in _ledgers():
        exercises, rows_read = exercises + 1, rows_read + len(rows)
        fault = next(_faults(exercise, rows, releases), None)
        if fault is not None:
            return CheckedLedgers(exercises, rows_read, _where(exercise, rows, fault))
    return CheckedLedgers(exercises, rows_read, None)


def _ledgers() -> Iterator[tuple[Any, Sequence[LedgerRow], Sequence[Release]]]:
    out = Release.objects.filter(state__in=[state.value for state in APPROVED]).select_related("exercise__authority")
    found = {one.exercise_id: one.exercise for one in out.defer("table", "report_words")}
    written = LedgerRow.objects.select_related("exercise__authority").order_by("exercise_id", "position")
    found |= {row.exercise_id: row.exercise for row in written.distinct("exercise_id")}
    for exercise in sorted(found.values(), key=lambda one: (one.authority.name, one.name, str(one.id))):
        rows = LedgerRow.objects.filter(exercise=exercise).select_related("release").order_by("position")
        yield exercise, list(rows), list(out.filter(exercise=exercise).order_by("approved_at", "number"))


def _faults(exercise: Any, rows: Sequence[LedgerRow], releases: Sequence[Release]) -> Iterator[ChainFault]:
    """Yield faults by row: that a row is another authority's the seals do not say."""
    strangers = [at for at, row in enumerate(rows, 1) if row.authority_id != exercise.authority_id]
    found = [ChainFault(at, f"row {at} of the ledger was moved to another authority") for at in strangers[:1]]
    found += faults_of(exercise.id, rows, releases)
    return iter(sorted(found, key=lambda fault: fault.row or len(rows) + 1))


def _where(exercise: Any, rows: Sequence[LedgerRow], fault: ChainFault) -> WrongRow:
    row = rows[fault.row - 1] if fault.row else None
    return WrongRow(
        authority=exercise.authority.name,
        exercise=exercise.name,
        exercise_id=str(exercise.id),
        row=fault.row,
        release=row.release.number if row else None,
        column=row.column if row else "",
        line=row.measure if row else "",
        dimension=row.dimension if row else "",
        group=row.group if row else "",
        fault=fault.words,
    )
