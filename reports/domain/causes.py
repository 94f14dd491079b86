"""Why a figure moved between two calculations: one cause after another, so that the steps add up to the difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from itertools import pairwise

from costing.form import Form, LineKind
from reports.domain.cohort import CohortFault
from reports.domain.comparison import MEDIAN_OF_RETURNS, SUM_OF_MEDIANS
from reports.domain.inputs import Inputs, ReturnInputs, return_costs
from reports.domain.market import whole_cohorts
from reports.domain.statistics import EXACT, ExactTable, exact_table

Returns = Mapping[str, ReturnInputs]
Amount = Decimal | None


class ChangeCause(StrEnum):
    """The causes, in the order in which they are taken; another order would divide a difference otherwise."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"
    LINES = "lines"
    ADJUSTED = "adjusted"
    TERMS = "terms"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ChangeCause.ADDED: "Returns added",
    ChangeCause.REMOVED: "Returns taken out",
    ChangeCause.REPLACED: "Other versions",
    ChangeCause.LINES: "Lines left out or in again",
    ChangeCause.ADJUSTED: "Values adjusted",
    ChangeCause.TERMS: "Other terms",
}
CAUSES = tuple(ChangeCause)


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A median or a total before and after, with the effect of each cause in the order of CAUSES.

    An effect is None where its step made the figure undefined; the next step to a figure carries it all.
    """

    column: str
    line: str
    before: Amount
    after: Amount
    effects: tuple[Amount, ...]
    n_before: int = 0
    n_after: int = 0

    @property
    def by(self) -> Amount:
        if self.before is None or self.after is None:
            return None
        return EXACT.subtract(self.after, self.before)

    @property
    def percent(self) -> Amount:
        """Return the difference as a percentage of what it was; None if that was nothing."""
        return None if self.by is None or not self.before else EXACT.divide(self.by * 100, self.before)


@dataclass(frozen=True)
class CausedChanges:
    """``lines`` are medians by column and line, ``totals`` the total of each column in both ways.

    ``locations`` are those behind each cause, by CQC id; the terms are of no location.
    """

    lines: tuple[MovedFigure, ...]
    totals: Mapping[str, tuple[MovedFigure, ...]]
    locations: Mapping[ChangeCause, tuple[str, ...]]


def causes_between(form: Form, earlier: Inputs, later: Inputs) -> CausedChanges | CohortFault:
    """Walk from one calculation to the other, a cause at a time, and measure every figure after each step."""
    tables = []
    for stage in stages(earlier, later):
        cohorts = whole_cohorts(form, [return_costs(form, one) for one in stage.as_calculated(form)])
        if isinstance(cohorts, CohortFault):
            return cohorts
        tables.append(exact_table(cohorts))
    return CausedChanges(tuple(_lines(form, tables)), _totals(form, tables), _locations(earlier, later))


def stages(earlier: Inputs, later: Inputs) -> list[Inputs]:
    """Return the earlier inputs, those after each cause, and at the end the later ones themselves."""
    steps = [_by_location(earlier)]
    now = _by_location(later)
    steps.append({**now, **steps[0]})
    steps.append({place: one for place, one in steps[-1].items() if place in now})
    steps.append({place: _replaced(one, now[place]) for place, one in steps[-1].items()})
    steps.append({place: replace(one, lines_left_out=now[place].lines_left_out) for place, one in steps[-1].items()})
    steps.append(now)
    return [*(replace(earlier, returns=tuple(step.values())) for step in steps), later]


def _by_location(inputs: Inputs) -> dict[str, ReturnInputs]:
    return {one.location: one for one in inputs.returns}


def _replaced(was: ReturnInputs, now: ReturnInputs) -> ReturnInputs:
    return was if was.version == now.version else replace(now, lines_left_out=was.lines_left_out)


def _locations(earlier: Inputs, later: Inputs) -> dict[ChangeCause, tuple[str, ...]]:
    was, now = _by_location(earlier), _by_location(later)
    stayed = sorted(was.keys() & now.keys())
    found = {
        ChangeCause.ADDED: sorted(now.keys() - was.keys()),
        ChangeCause.REMOVED: sorted(was.keys() - now.keys()),
        ChangeCause.REPLACED: [place for place in stayed if was[place].version != now[place].version],
        ChangeCause.LINES: [place for place in stayed if was[place].lines_left_out != now[place].lines_left_out],
        ChangeCause.ADJUSTED: [place for place in stayed if _is_adjusted(was[place], now[place])],
    }
    return {cause: tuple(places) for cause, places in found.items()}


def _is_adjusted(was: ReturnInputs, now: ReturnInputs) -> bool:
    return was.version == now.version and was.costs.columns != now.costs.columns


def _lines(form: Form, tables: Sequence[ExactTable]) -> Iterator[MovedFigure]:
    for column in form.columns:
        for line in form.lines:
            cells = [table.cells[column.key, line.key] for table in tables]
            figures, counts = [cell.median for cell in cells], (cells[0].n, cells[-1].n)
            yield MovedFigure(column.key, line.key, figures[0], figures[-1], effects_of(figures), *counts)


def _totals(form: Form, tables: Sequence[ExactTable]) -> dict[str, tuple[MovedFigure, ...]]:
    total = next(line.key for line in form.lines if line.kind == LineKind.TOTAL)
    found = {}
    for way in (MEDIAN_OF_RETURNS, SUM_OF_MEDIANS):
        rows = []
        for column in form.columns:
            figures: list[Amount] = [getattr(table.totals[column.key, total], way) for table in tables]
            counts = [tables[at].cells[column.key, total].n for at in (0, -1)]
            rows.append(MovedFigure(column.key, total, figures[0], figures[-1], effects_of(figures), *counts))
        found[way] = tuple(rows)
    return found


def effects_of(figures: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return how each step moved a figure. Where both ends are defined the effects add up to their difference.

    None where a step made a figure undefined, or defined for the first time; nothing moves while it stays undefined.
    """
    effects: list[Amount] = []
    last = figures[0]
    with localcontext(EXACT):
        for before, figure in pairwise(figures):
            stays_undefined = before is None and figure is None
            moved = None if figure is None or last is None else figure - last
            effects.append(Decimal(0) if stays_undefined else moved)
            last = last if figure is None else figure
    return tuple(effects)
