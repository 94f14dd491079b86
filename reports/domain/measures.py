"""The measures of a release: each line of each column, whole or in one group of a breakdown, with its members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from costing.form import Line, LineKind
from reports.domain.cohort import Cohort, CohortRow, owner_key
from reports.domain.measure_parts import FurtherMeasure, family_of
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


@dataclass(frozen=True, slots=True)
class Member:
    """A return that has a figure on the measure."""

    provider: str
    owner: str
    value: Decimal
    weight: Decimal


@dataclass(frozen=True)
class ReleaseMeasure:
    """A cell to decide on: ``members`` rise by value, without rows whose answer is n/a.

    ``pennies`` are the figures of every return on the line, to the penny, in whatever column or group: a published
    figure must not be anybody's. ``parent`` is the total without which the line is not shown. ``is_activity`` marks how
    much a provider does, which whoever pays for it knows of each.
    """

    key: CellKey
    kind: LineKind
    members: tuple[Member, ...]
    pennies: frozenset[Decimal]
    parent: CellKey | None
    weight_in_scope: Decimal | None
    is_activity: bool = False

    @property
    def n(self) -> int:
        return len(self.members)

    @cached_property
    def owners(self) -> frozenset[str]:
        return frozenset(member.owner for member in self.members)


def measures_of(cohorts: Sequence[Cohort]) -> Iterator[ReleaseMeasure]:
    """Yield whole cohorts before groups, totals before lines, and further measures last.

    The most important cells are decided first: no group is hidden for what a visit costs.
    """
    pennies = _pennies_by_line(cohorts)
    for dimension, group in (("", ""), *_groups(cohorts)):
        for cohort in cohorts:
            rows = [row for row in cohort.rows if not dimension or row.breakdown.get(dimension) == group]
            for line in sorted(cohort.lines, key=_totals_first):
                yield ReleaseMeasure(
                    key=CellKey(cohort.column, line.key, dimension, group),
                    kind=line.kind,
                    members=_members(rows, line.key),
                    pennies=pennies[line.key],
                    parent=_parent(line, cohort, dimension, group),
                    weight_in_scope=None if dimension else cohort.weight_in_scope,
                )
    for cohort in cohorts:
        yield from (_beside(cohort, measure, pennies[measure.line]) for measure in cohort.further)


def keys_of(cohorts: Sequence[Cohort]) -> Iterator[CellKey]:
    """Yield every cell in the order of Annex A, whole cohorts before groups, further measures last."""
    for dimension, group in (("", ""), *_groups(cohorts)):
        for cohort in cohorts:
            yield from (CellKey(cohort.column, line.key, dimension, group) for line in cohort.lines)
    for cohort in cohorts:
        yield from (CellKey(cohort.column, measure.line) for measure in cohort.further)


def _beside(cohort: Cohort, measure: FurtherMeasure, pennies: frozenset[Decimal]) -> ReleaseMeasure:
    """Return a further measure of the whole cohort; it is hidden with the column's total, or else its first sum."""
    sums = sorted(cohort.sums, key=_totals_first)
    return ReleaseMeasure(
        key=CellKey(cohort.column, measure.line),
        kind=measure.kind,
        members=_members(cohort.rows, measure.line),
        pennies=pennies,
        parent=CellKey(cohort.column, sums[0].key) if sums else None,
        weight_in_scope=None,
        is_activity=measure.is_activity,
    )


def to_the_penny(value: Decimal) -> Decimal:
    return rounded(value)


def _pennies_by_line(cohorts: Sequence[Cohort]) -> dict[str, frozenset[Decimal]]:
    pennies: dict[str, set[Decimal]] = {}
    for cohort in cohorts:
        for key in (*(line.key for line in cohort.lines), *(measure.line for measure in cohort.further)):
            values = (row.values[key] for row in cohort.rows)
            pennies.setdefault(key, set()).update(to_the_penny(value) for value in values if value is not None)
    return {line: frozenset(found) for line, found in pennies.items()}


def _groups(cohorts: Sequence[Cohort]) -> list[tuple[str, str]]:
    return sorted({pair for cohort in cohorts for row in cohort.rows for pair in row.breakdown.items()})


def _totals_first(line: Line) -> int:
    return (LineKind.TOTAL, LineKind.SUBTOTAL, LineKind.LINE).index(line.kind)


def _members(rows: Sequence[CohortRow], line: str) -> tuple[Member, ...]:
    members = (
        Member(row.provider, owner_key(row.owner), value, row.weight)
        for row in rows
        if (value := row.values[line]) is not None
    )
    return tuple(sorted(members, key=lambda member: (member.value, member.provider)))


def _parent(line: Line, cohort: Cohort, dimension: str, group: str) -> CellKey | None:
    """Return the column's total; if the column has none, the subtotal of the line's section."""
    if line.kind == LineKind.TOTAL:
        return None
    totals = [other for other in cohort.lines if other.kind == LineKind.TOTAL]
    if not totals and line.kind == LineKind.LINE:
        totals = [other for other in cohort.sums if other.section == line.section]
    return CellKey(cohort.column, totals[0].key, dimension, group) if totals else None
