"""A frozen cohort: the returns behind the figures of one column, one row a return."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from types import NoneType
from typing import Any

from costing.form import Line, LineKind
from reports.domain.measure_parts import FurtherMeasure

# The column of the lines that are the same in every column of a home.
ALL = "all"

# Far above any cost per hour or week: a larger figure is a slip, and would cost the arithmetic its exactness.
_BEYOND_BELIEF = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class CohortFault:
    """The reason why nothing was worked out, in words for the independent team."""

    message: str


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One return: ``provider`` is who sent it (the location's id, where a provider has several locations).

    ``owner`` is the ultimate owner or brand; ``values`` has every line of the cohort, in the form's cost unit,
    None for n/a; ``weight`` is in hours a week or beds; ``breakdown`` says which group of a dimension it is in.
    """

    provider: str
    owner: str
    values: Mapping[str, Decimal | None]
    weight: Decimal = Decimal(0)
    breakdown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cohort:
    """The rows of one column; ``weight_in_scope`` is the weight of all who were asked, None where unknown.

    ``further`` are measures beside the lines: rows have a value of each, and only whole cohorts show them.
    """

    column: str
    lines: tuple[Line, ...]
    rows: tuple[CohortRow, ...]
    weight_in_scope: Decimal | None = None
    further: tuple[FurtherMeasure, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the names of all that a row has a value of: the lines, then the further measures."""
        return (*(line.key for line in self.lines), *(measure.line for measure in self.further))

    @property
    def sums(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind != LineKind.LINE)


def parts_of(total: Line, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the plain lines that a subtotal (those of its section) or the total (all of them) is the sum of."""
    return tuple(
        line
        for line in lines
        if line.kind == LineKind.LINE and (total.kind == LineKind.TOTAL or line.section == total.section)
    )


def owner_key(owner: str) -> str:
    """Return the name for comparing: an owner spelt two ways ("Acme Care", "ACME  care ") must not count twice."""
    return " ".join(owner.split()).casefold()


def first_fault(cohorts: Sequence[Cohort]) -> CohortFault | None:
    """Return the first fault of any row: one bad row stops everything, as figures without it would be wrong."""
    return next((CohortFault(words) for words in _faults(cohorts)), None)


def _faults(cohorts: Sequence[Cohort]) -> Iterator[str]:
    if not cohorts:
        yield "there is no cohort to work on"
    for column, count in Counter(cohort.column for cohort in cohorts).items():
        if count > 1:
            yield f"the column {column} comes twice"
    for cohort in cohorts:
        yield from _cohort_faults(cohort)
    yield from _two_owners(cohorts)


def _cohort_faults(cohort: Cohort) -> Iterator[str]:
    scope = cohort.weight_in_scope
    if scope is not None and not (_is_figure(scope) and scope > 0):
        yield f"column {cohort.column}: the weight in scope is not a number above 0"
    keys = set(cohort.keys)
    if len(keys) < len(cohort.keys):
        yield f"column {cohort.column}: a line comes twice"
    for provider, count in Counter(row.provider for row in cohort.rows).items():
        if count > 1:
            yield f"column {cohort.column}: {provider} comes {count} times"
    plain = _are_figures(list(chain.from_iterable(row.values.values() for row in cohort.rows)))
    for row in cohort.rows if not plain else (row for row in cohort.rows if not _is_whole(row, keys)):
        yield from (f"column {cohort.column}, {row.provider or 'a row'}: {words}" for words in _row_faults(row, keys))


def _is_whole(row: CohortRow, keys: set[str]) -> bool:
    """Tell whether a row has its names, its weight and its lines, quickly; no where it takes a closer look."""
    groups = row.breakdown
    named = row.provider.strip() and row.owner.strip() and all(map(str.strip, (*groups, *groups.values())))
    return bool(named) and row.values.keys() == keys and _is_figure(row.weight)


def _row_faults(row: CohortRow, keys: set[str]) -> Iterator[str]:
    if not row.provider.strip():
        yield "the provider is blank"
    if not row.owner.strip():
        yield "the owner is blank"
    if not _is_figure(row.weight):
        yield "the weight is not a number of 0 or more"
    if any(not dimension.strip() or not group.strip() for dimension, group in row.breakdown.items()):
        yield "a group of the breakdown has no name"
    for key in sorted(keys ^ row.values.keys()):
        yield f"the line {key} is {'missing' if key in keys else 'not one of the cohort'}"
    for key, value in row.values.items():
        if value is not None and not _is_figure(value):
            yield f"the line {key} is not a believable cost of 0 or more"


def _are_figures(values: Sequence[Any]) -> bool:
    """Tell whether all are figures or n/a, quickly; no where it takes a closer look, as with a subclass of Decimal."""
    if NoneType in (kinds := set(map(type, values))):
        return _are_figures([value for value in values if value is not None])
    if not values:
        return True
    plain = kinds == {Decimal} and all(map(Decimal.is_finite, values))
    return plain and not any(map(Decimal.is_signed, values)) and max(values) < _BEYOND_BELIEF


def _is_figure(value: object) -> bool:
    """Tell whether a value is a figure: only a Decimal will do, as a float has been rounded by whoever made it."""
    return isinstance(value, Decimal) and value.is_finite() and 0 <= value < _BEYOND_BELIEF


def _two_owners(cohorts: Sequence[Cohort]) -> Iterator[str]:
    owners: dict[str, str] = {}
    if len(cohorts) == 1:
        return
    for row in (row for cohort in cohorts for row in cohort.rows):
        owner = owner_key(row.owner)
        if owners.setdefault(row.provider, owner) != owner:
            yield f"{row.provider} has one owner in one column and another in another"
