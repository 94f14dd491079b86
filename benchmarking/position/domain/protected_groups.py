"""What a council is held against: median and quartiles of groups, through the gate of releases, a council an owner."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from benchmarking.position.domain.position_row import PositionRow
from benchmarking.rounds.domain.councils import as_decimal
from costing.form import Line, LineKind
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED
from reports.domain.protect import protect

YES, NO, OTHER = "yes", "no", "other"


class ComparisonGroup(StrEnum):
    """Whom a council is held against."""

    ALL = "all"
    PLACE = "place"
    MODEL = "model"
    ALIKE = "alike"


# The five most alike are decided on last: no figure that everybody sees is hidden for their sake.
_DIMENSION_OF_ALIKE = "your five"
# n, lower quartile, median, upper quartile as texts; None where the group is hidden.
Cell = dict[str, str | int | None]


def protected_cells(
    measure: str,
    rows: Sequence[PositionRow],
    figure: Callable[[PositionRow], Fraction | None],
    own: PositionRow,
    alike: frozenset[str] = frozenset(),
) -> dict[str, Cell | None]:
    """Return the figures of each group that ``own`` may be held against; None where a group is hidden."""
    known = [(row, value) for row in rows if (value := figure(row)) is not None]
    if not known:
        return {group.value: None for group in ComparisonGroup}
    line = Line(1, "", measure, measure, LineKind.TOTAL, fixed_share=None, differs_by_category=False)
    cohort = Cohort(measure, (line,), tuple(_row(measure, row, value, alike) for row, value in known))
    table = protect((cohort,), PROTECTED)
    if isinstance(table, CohortFault):
        raise ValueError(table.message)
    cells = {cell.key: cell.figures for cell in table}
    wanted = {
        ComparisonGroup.ALL: ("", ""),
        ComparisonGroup.PLACE: ("place", own.place or OTHER),
        ComparisonGroup.MODEL: ("model", own.model or OTHER),
        ComparisonGroup.ALIKE: (_DIMENSION_OF_ALIKE, YES),
    }
    return {group.value: _cell(cells.get(CellKey(measure, measure, *key))) for group, key in wanted.items()}


def _row(measure: str, row: PositionRow, value: Fraction, alike: frozenset[str]) -> CohortRow:
    groups: Mapping[str, str] = {"place": row.place or OTHER, "model": row.model or OTHER}
    groups = {**groups, _DIMENSION_OF_ALIKE: YES if row.code in alike else NO} if alike else groups
    return CohortRow(provider=row.code, owner=row.code, values={measure: as_decimal(value)}, breakdown=groups)


def _cell(found: object) -> Cell | None:
    if found is None:
        return None
    ends = {name: _text(getattr(found, name)) for name in ("lower_quartile", "median", "upper_quartile")}
    return {"n": getattr(found, "n"), **ends}  # noqa: B009


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
