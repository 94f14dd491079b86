"""The measures of a release: each line of each column, whole or in one group of a breakdown, with its members."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from costing.form import Line, LineKind
from reports.domain.cohort import Cohort
from reports.domain.measure_parts import FurtherMeasure, family_of
from reports.domain.member_table import (
    MemberTable,
    group_places,
    member_groups,
    member_table,
    members_by_group,
)
from reports.domain.members import MemberGroup, Members
from spreadsheets.decimals import rounded


class CellKey(NamedTuple):
    """The place of a figure; ``dimension`` and ``group`` are blank for the whole cohort."""

    column: str
    line: str
    dimension: str = ""
    group: str = ""

    @property
    def family(self) -> str:
        """Return the line among whose cells this one is compared (R4, R5)."""
        return family_of(self.line)


class ReleaseMeasure(NamedTuple):
    """A cell to decide on: ``members`` rise by value, without rows whose answer is n/a.

    ``everyone`` are all who have a figure on the line, in whatever column or group, and rise as well: a published
    figure must not be anybody's. ``parent`` is the total without which the line is not shown. ``is_activity`` marks how
    much a provider does, which whoever pays for it knows of each.
    """

    key: CellKey
    kind: LineKind
    members: Members
    everyone: Members
    parent: CellKey | None
    weight_in_scope: Decimal | None
    is_activity: bool = False

    @property
    def n(self) -> int:
        return len(self.members.values)

    @property
    def owners(self) -> frozenset[str]:
        return self.members.owners


def measures_of(cohorts: Sequence[Cohort]) -> Iterator[ReleaseMeasure]:
    """Yield whole cohorts before groups, totals before lines, and further measures last.

    The most important cells are decided first: no group is hidden for what a visit costs.
    """
    table = member_table(cohorts)
    layouts = [_Layout(cohort, table) for cohort in cohorts]
    for dimension, groups in groupby((("", ""), *_groups(cohorts)), key=itemgetter(0)):
        splits = [layout.split(dimension) for layout in layouts]
        for (_, group), (layout, split) in product(groups, list(zip(layouts, splits, strict=True))):
            yield from layout.measures(dimension, group, split, table)
    for cohort in cohorts:
        for measure in cohort.further:
            yield _beside(cohort, measure, table)


class _Layout:
    """The lines of a column, totals first, each with the line without which it is not shown."""

    def __init__(self, cohort: Cohort, table: MemberTable) -> None:
        lines = sorted(cohort.lines, key=_totals_first)
        self._cohort = cohort
        self._lines = [(line, _parent(line, cohort)) for line in lines]
        self._whole = {line.key: table.whole[cohort.column, line.key] for line in lines}

    def split(self, dimension: str) -> dict[str, Mapping[str, Members]]:
        """Return by line the members of each group of the dimension; the whole cohort's group is blank."""
        if not dimension or not self._whole:
            return {line: {"": members} for line, members in self._whole.items()}
        rows = self._cohort.rows
        group_of = {row.provider: row.breakdown[dimension] for row in rows if dimension in row.breakdown}
        column = next(iter(self._whole.values())).group
        group_at = group_places(column, group_of)
        groups = member_groups(column, group_at)
        return {line: members_by_group(members, group_at, groups) for line, members in self._whole.items()}

    def measures(
        self, dimension: str, group: str, split: Mapping[str, Mapping[str, Members]], table: MemberTable
    ) -> Iterator[ReleaseMeasure]:
        column, nobody = self._cohort.column, Members(MemberGroup(table.pool, ()), (), ())
        weight = None if dimension else self._cohort.weight_in_scope
        parents = {parent: (parent and CellKey(column, parent, dimension, group)) or None for _, parent in self._lines}
        for line, parent in self._lines:
            yield ReleaseMeasure(
                CellKey(column, line.key, dimension, group),
                line.kind,
                split[line.key].get(group, nobody),
                table.everyone[line.key],
                parents[parent],
                weight,
            )


def keys_of(cohorts: Sequence[Cohort]) -> Iterator[CellKey]:
    """Yield every cell in the order of Annex A, whole cohorts before groups, further measures last."""
    for dimension, group in (("", ""), *_groups(cohorts)):
        for cohort in cohorts:
            yield from (CellKey(cohort.column, line.key, dimension, group) for line in cohort.lines)
    for cohort in cohorts:
        yield from (CellKey(cohort.column, measure.line) for measure in cohort.further)


def _beside(cohort: Cohort, measure: FurtherMeasure, table: MemberTable) -> ReleaseMeasure:
    """Return a further measure of the whole cohort; it is hidden with the column's total, or else its first sum."""
    sums = sorted(cohort.sums, key=_totals_first)
    return ReleaseMeasure(
        key=CellKey(cohort.column, measure.line),
        kind=measure.kind,
        members=table.whole[cohort.column, measure.line],
        everyone=table.everyone[measure.line],
        parent=CellKey(cohort.column, sums[0].key) if sums else None,
        weight_in_scope=None,
        is_activity=measure.is_activity,
    )


def to_the_penny(value: Decimal) -> Decimal:
    return rounded(value)


def _groups(cohorts: Sequence[Cohort]) -> list[tuple[str, str]]:
    return sorted({pair for cohort in cohorts for row in cohort.rows for pair in row.breakdown.items()})


def _totals_first(line: Line) -> int:
    return (LineKind.TOTAL, LineKind.SUBTOTAL, LineKind.LINE).index(line.kind)


def _parent(line: Line, cohort: Cohort) -> str:
    """Return the column's total; if the column has none, the subtotal of the line's section; blank without either."""
    if line.kind == LineKind.TOTAL:
        return ""
    totals = [other for other in cohort.lines if other.kind == LineKind.TOTAL]
    if not totals and line.kind == LineKind.LINE:
        totals = [other for other in cohort.sums if other.section == line.section]
    return totals[0].key if totals else ""
