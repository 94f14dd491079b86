"""What an outsider can see: the releases of an exercise one after the other, and how figures are made there."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from costing.formulas.homecare import VISIT_MINUTES
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_VISIT, total_cohort
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.fair_windows import fair_median_window
from reports.domain.ledger import Figures, Ledger, LedgerEntry, values_in
from reports.domain.measure_parts import MeasurePart
from reports.domain.measures import CellKey, measures_of
from reports.domain.order_windows import Window, median_window, quartile_window
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.rounding import coverage, nearest_fraction, step_for
from reports.domain.statistics import LOWER, MIDDLE, UPPER
from reports.domain.visits_from_lines import MEAN_VISIT, two_parts

Shown = Mapping[CellKey, Figures]
Weights = Sequence[Decimal]
PENNY = 0.01
WHOLE = CellKey(COLUMN, TOTAL.key)


def group(name: str) -> CellKey:
    return WHOLE._replace(dimension="zone", group=name)


@dataclass(frozen=True, slots=True)
class AttackerGuess:
    """A guess at one victim's figure, three times.

    ``released`` goes by what was released (None: nothing to go by, no claim), ``before`` by the attacker's own
    knowledge without any release, ``strong`` by the exact figures of all others and the victim's place among them.
    """

    victim: float
    released: float | None
    before: float
    strong: float


class Releases(ABC):
    """The releases of one exercise as they are shown to outsiders."""

    closed = False

    @abstractmethod
    def publish(self, cohorts: Sequence[Cohort]) -> Shown:
        """Publish a table and return its shown cells."""

    @abstractmethod
    def window(self, n: int, p: Decimal = MIDDLE) -> Window:
        """Return the ranks whose mean a published quantile is, as everybody can read in the policy."""

    def window_around_the_median(self, market: Sequence[CohortRow]) -> Window:
        """Return the very window of a market, for whoever knows which owners stand in it."""
        return self.window(len(market))

    @abstractmethod
    def step(self, figure: float, n: int) -> float:
        """Return the step to which a figure is rounded."""

    def second_exercise(self) -> "Releases":
        """Return the releases of another exercise of the portal with the same measure and price date."""
        return self

    def close(self) -> None:
        """Let the closing day pass."""
        self.closed = True

    def coverage(self, used: Weights, received: Weights, in_scope: Decimal) -> Decimal | None:
        """Return the published share of the hours in scope; what is used or received are hours, a return each."""
        return sum(used, Decimal(0)) / in_scope

    def publish_total(self, rows: Iterable[CohortRow]) -> Figures | None:
        return self.publish(total_cohort(tuple(rows))).get(WHOLE)


class ProtectedReleases(Releases):
    """Releases under the policy, with their ledger and what stands in those of the portal's other exercises."""

    def __init__(self, policy: Policy, elsewhere: Sequence[LedgerEntry] = ()) -> None:
        self._policy = policy
        self._ledger = Ledger(exercise="attacked", key=b"of no use to an attacker", elsewhere=tuple(elsewhere))

    def publish(self, cohorts: Sequence[Cohort]) -> Shown:
        is_worked_out = self._policy.visits_from_lines and not self._policy.exact
        measured = [without_lengths(cohort) for cohort in cohorts] if is_worked_out else cohorts
        table = protect(measured, self._policy, replace(self._ledger, closed=self.closed))
        if isinstance(table, CohortFault):
            raise ValueError(table.message)
        release = f"{len(self._ledger.entries)}"
        entries = ledger_entries(table, release)
        self._ledger = self._ledger.with_entries(entries, {release: values_in(measured)})
        shown = {cell.key: cell.figures for cell in table if cell.figures is not None}
        asked = any(measured is not cohort for measured, cohort in zip(measured, cohorts, strict=True))
        return shown | lengths_from_lines(shown, self._policy) if asked else shown

    def window(self, n: int, p: Decimal = MIDDLE) -> Window:
        if self._policy.exact:
            return plain_window(n, p)
        return median_window(n, self._policy) if p == MIDDLE else quartile_window(n, p, self._policy)

    def step(self, figure: float, n: int) -> float:
        if self._policy.exact:
            return PENNY
        return float(step_for(Fraction(max(figure, 0)), n, self._policy))

    def window_around_the_median(self, market: Sequence[CohortRow]) -> Window:
        usual = self.window(len(market))
        if self._policy.exact:
            return usual
        return fair_median_window(next(measures_of(total_cohort(market))).members, self._policy) or usual

    def second_exercise(self) -> Releases:
        return ProtectedReleases(self._policy, self._ledger.entries)

    def coverage(self, used: Weights, received: Weights, in_scope: Decimal) -> Decimal | None:
        return coverage(sum(received, Decimal(0)), in_scope, len(received), self._policy)


def without_lengths(cohort: Cohort) -> Cohort:
    """Return the cohort as it comes to the gate: what a visit of a length costs is no measure."""
    others = tuple(one for one in cohort.further if one.part != MeasurePart.VISITS or not one.key.isdigit())
    if others == cohort.further:
        return cohort
    gone = {one.line for one in cohort.further} - {one.line for one in others}
    rows = tuple(
        replace(row, values={key: value for key, value in row.values.items() if key not in gone}) for row in cohort.rows
    )
    return replace(cohort, rows=rows, further=others)


def lengths_from_lines(shown: Shown, policy: Policy) -> dict[CellKey, Figures]:
    """Return what a visit of each length costs, worked out from the shown lines; the mean visit is known."""
    total = shown.get(WHOLE)
    medians = {key.line: figures.median for key, figures in shown.items() if not key.dimension}
    parts = two_parts({**medians, MEAN_VISIT: USUAL_VISIT}, total.n, policy) if total else None
    if total is None or parts is None:
        return {}
    rates = {k: parts.per_hour(k) for k in VISIT_MINUTES}
    return {
        CellKey(COLUMN, f"visit_{k}"): Figures(
            total.n, nearest_fraction(rate, step_for(rate, total.n, policy)), None, None, total.indicative
        )
        for k, rate in rates.items()
    }


def plain_window(n: int, p: Decimal) -> Window:
    """Return the rank or the two ranks that the exact quantile stands on or between."""
    place = (n - 1) * p
    return Window(int(place), 1 if place == int(place) else 2)


def quartile_of(figures: Figures, p: Decimal) -> Decimal | None:
    return {LOWER: figures.lower_quartile, MIDDLE: figures.median, UPPER: figures.upper_quartile}[p]
