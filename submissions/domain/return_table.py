"""The list of returns as a table for files of the independent team: state, dates, findings and totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from costing.form import Form
from costing.formulas.costs import Costs
from spreadsheets.decimals import is_too_large, rounded
from spreadsheets.table_files import FileCell
from submissions.domain.states import ReturnState

MARK = "For the independent team only: not for the council, and not for providers."
_HEADS = (
    *("Location", "CQC location ID", "Provider", "Owner", "State", "Assigned to", "Submitted on", "Decided on"),
    *("Version", "To put right", "Unusual", "Notes", "Queries with the provider", "Queries to close"),
    *("Lines left out", "Answers adjusted"),
)


@dataclass(frozen=True, slots=True)
class ListedReturn:
    """A row of the list; ``costs`` are those of the version that counts, None if it could not be costed."""

    place: str
    cqc_location_id: str
    provider: str
    owner: str
    state: ReturnState
    analyst: str
    submitted_at: datetime | None
    decided_at: datetime | None
    version: int | None
    findings: tuple[int, int, int]
    with_provider: int
    to_close: int
    lines_left_out: int
    adjusted: int
    costs: Costs | None


def heads_of(form: Form) -> tuple[str, ...]:
    """Return the heads: one for the total of each column of the form, with its unit."""
    several = len(form.columns) > 1
    totals = (
        f"Total as submitted{f', {column.label}' if several else ''}, {form.cost_unit}" for column in form.columns
    )
    return (*_HEADS, *totals)


def rows_of(form: Form, listed: Iterable[ListedReturn]) -> list[tuple[FileCell, ...]]:
    return [_row(form, one) for one in listed]


def _row(form: Form, one: ListedReturn) -> tuple[FileCell, ...]:
    return (
        *(one.place, one.cqc_location_id, one.provider, one.owner, one.state.label, one.analyst),
        *(_day(one.submitted_at), _day(one.decided_at), one.version, *one.findings, one.with_provider, one.to_close),
        *(one.lines_left_out, one.adjusted),
        *(_total(form, column.key, one.costs) for column in form.columns),
    )


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def _total(form: Form, column: str, costs: Costs | None) -> FileCell:
    """Return a total to the penny; blank if it is undefined or no number that a cell can hold."""
    key = next(line.key for line in form.lines if line.kind == "total")
    amount: Decimal | None = costs.columns.get(column, {}).get(key) if costs else None
    return None if amount is None or is_too_large(amount) else rounded(amount)
