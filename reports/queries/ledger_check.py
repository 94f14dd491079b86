"""Queries for the command that verifies ledgers: whoever runs it holds the database's own key, so there is no asker."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.domain.ledger_chain import ChainFault
from reports.domain.release_states import APPROVED
from reports.domain.sealed_ledger import SealedCell, SealedLedger
from reports.models import LedgerRow, Release
from reports.queries.ledger import faults_of

EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class WrongRow:
    """The first thing that is wrong, and where; ``row`` counts the rows of the ledger from 1, None if it is none.

    ``exercise`` is the name of whatever the ledger is of, which ``ledger`` says.
    """

    ledger: str
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
    others: dict[str, int]


def checked_ledgers(others: Iterable[SealedLedger] = ()) -> CheckedLedgers:
    """Verify every exercise with a row or a release that is out, then other ledgers; stop at the first wrong thing."""
    counts: dict[str, int] = {EXERCISE: 0}
    rows = 0
    for ledgers in (_ledgers(), others):
        for one in ledgers:
            counts[one.kind] = counts.get(one.kind, 0) + 1
            rows += len(one.cells)
            if one.faults:
                return _checked(counts, rows, _where(one, first_of(one)))
    return _checked(counts, rows, None)


def _checked(counts: dict[str, int], rows: int, wrong: WrongRow | None) -> CheckedLedgers:
    return CheckedLedgers(counts.pop(EXERCISE), rows, wrong, counts)


def first_of(ledger: SealedLedger) -> ChainFault:
    """Return the fault of the first row; those that no row bears come last."""
    return min(ledger.faults, key=lambda fault: fault.row or len(ledger.cells) + 1)


def _ledgers() -> Iterator[SealedLedger]:
    out = Release.objects.filter(state__in=[state.value for state in APPROVED]).select_related("exercise__authority")
    found = {one.exercise_id: one.exercise for one in out.defer("table", "report_words")}
    written = LedgerRow.objects.select_related("exercise__authority").order_by("exercise_id", "position")
    found |= {row.exercise_id: row.exercise for row in written.distinct("exercise_id")}
    for exercise in sorted(found.values(), key=lambda one: (one.authority.name, one.name, str(one.id))):
        rows = list(LedgerRow.objects.filter(exercise=exercise).select_related("release").order_by("position"))
        faults = _faults(exercise, rows, list(out.filter(exercise=exercise).order_by("approved_at", "number")))
        cells = [SealedCell(row.release.number, row.column, row.measure, row.dimension, row.group) for row in rows]
        yield SealedLedger(EXERCISE, exercise.authority.name, exercise.name, str(exercise.id), cells, faults)


def _faults(exercise: Any, rows: Sequence[LedgerRow], releases: Sequence[Release]) -> list[ChainFault]:
    """Return what is wrong: that a row is another authority's the seals do not say."""
    strangers = [at for at, row in enumerate(rows, 1) if row.authority_id != exercise.authority_id]
    found = [ChainFault(at, f"row {at} of the ledger was moved to another authority") for at in strangers[:1]]
    return [*found, *faults_of(exercise.id, rows, releases)]


def _where(ledger: SealedLedger, fault: ChainFault) -> WrongRow:
    cell = ledger.cells[fault.row - 1] if fault.row else None
    return WrongRow(
        ledger=ledger.kind,
        authority=ledger.authority,
        exercise=ledger.name,
        exercise_id=ledger.id,
        row=fault.row,
        release=cell.release if cell else None,
        column=cell.column if cell else "",
        line=cell.line if cell else "",
        dimension=cell.dimension if cell else "",
        group=cell.group if cell else "",
        fault=fault.words,
    )
