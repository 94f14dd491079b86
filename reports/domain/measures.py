"""The measures of a release: each line of each column, whole or in one group of a breakdown, with its members."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby, product
from operator import itemgetter

from costing.form import Line, LineKind
from reports.domain.cohort import Cohort
from reports.domain.measure_parts import FurtherMeasure, family_of
from reports.domain.members import Members, Place, everyone_by_line, members_by_group, members_by_place
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class CellKey:
    """The place of a figure; ``dimension`` and ``group`` are blank for the whole cohort."""

    column: str
    line: str
    dimension: str = ""
    group: str = ""

    @property
    def family(self) -> str:
        """Return the line among whose cells this one is compared (R4, R5)."""
        return family_of(self.line)


@dataclass(frozen=True)
class ReleaseMeasure:
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
        return len(self.members)

    @cached_property
    def owners(self) -> frozenset[str]:
        return frozenset([member.owner for member in self.members])


def measures_of(cohorts: Sequence[Cohort]) -> Iterator[ReleaseMeasure]:
    """Yield whole cohorts before groups, totals before lines, and further measures last.

    The most important cells are decided first: no group is hidden for what a visit costs.
    """
    whole = members_by_place(cohorts)
    everyone = everyone_by_line(whole)
    for dimension, groups in groupby((("", ""), *_groups(cohorts)), key=itemgetter(0)):
        split = {c.column: _by_group(c, whole, dimension) for c in cohorts}
        for (_, group), cohort in product(groups, cohorts):
            for line in sorted(cohort.lines, key=_totals_first):
                yield ReleaseMeasure(
                    key=CellKey(cohort.column, line.key, dimension, group),
                    kind=line.kind,
                    members=split[cohort.column][line.key].get(group, ()),
                    everyone=everyone[line.key],
                    parent=_parent(line, cohort, dimension, group),
                    weight_in_scope=None if dimension else cohort.weight_in_scope,
                )
    for cohort in cohorts:
        for measure in cohort.further:
            yield _beside(cohort, measure, whole[cohort.column, measure.line], everyone[measure.line])


def keys_of(cohorts: Sequence[Cohort]) -> Iterator[CellKey]:
    """Yield every cell in the order of Annex A, whole cohorts before groups, further measures last."""
    for dimension, group in (("", ""), *_groups(cohorts)):
        for cohort in cohorts:
            yield from (CellKey(cohort.column, line.key, dimension, group) for line in cohort.lines)
    for cohort in cohorts:
        yield from (CellKey(cohort.column, measure.line) for measure in cohort.further)


def _beside(cohort: Cohort, measure: FurtherMeasure, members: Members, everyone: Members) -> ReleaseMeasure:
    """Return a further measure of the whole cohort; it is hidden with the column's total, or else its first sum."""
    sums = sorted(cohort.sums, key=_totals_first)
    return ReleaseMeasure(
        key=CellKey(cohort.column, measure.line),
        kind=measure.kind,
        members=members,
        everyone=everyone,
        parent=CellKey(cohort.column, sums[0].key) if sums else None,
        weight_in_scope=None,
        is_activity=measure.is_activity,
    )


def to_the_penny(value: Decimal) -> Decimal:
    return rounded(value)


def _groups(cohorts: Sequence[Cohort]) -> list[tuple[str, str]]:
    return sorted({pair for cohort in cohorts for row in cohort.rows for pair in row.breakdown.items()})


def _by_group(cohort: Cohort, whole: Mapping[Place, Members], dimension: str) -> dict[str, Mapping[str, Members]]:
    """Return by line the members of each group of the dimension; the whole cohort's group is blank."""
    places = {line.key: whole[cohort.column, line.key] for line in cohort.lines}
    if not dimension:
        return {line: {"": members} for line, members in places.items()}
    group_of = {row.provider: row.breakdown[dimension] for row in cohort.rows if dimension in row.breakdown}
    return {line: members_by_group(members, group_of) for line, members in places.items()}


def _totals_first(line: Line) -> int:
    return (LineKind.TOTAL, LineKind.SUBTOTAL, LineKind.LINE).index(line.kind)


def _parent(line: Line, cohort: Cohort, dimension: str, group: str) -> CellKey | None:
    """Return the column's total; if the column has none, the subtotal of the line's section."""
    if line.kind == LineKind.TOTAL:
        return None
    totals = [other for other in cohort.lines if other.kind == LineKind.TOTAL]
    if not totals and line.kind == LineKind.LINE:
        totals = [other for other in cohort.sums if other.section == line.section]
    return CellKey(cohort.column, totals[0].key, dimension, group) if totals else None
