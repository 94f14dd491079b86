"""What an outsider can see: the releases of an exercise one after the other, and how figures are made there."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from reports.domain.attacks.markets import COLUMN, TOTAL, total_cohort
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.ledger import Figures, Ledger
from reports.domain.measures import CellKey
from reports.domain.order_windows import Window, median_window, quartile_window
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.rounding import step_for
from reports.domain.statistics import LOWER, MIDDLE, UPPER

Shown = Mapping[CellKey, Figures]
WHOLE = CellKey(COLUMN, TOTAL.key)


def group(name: str) -> CellKey:
    return replace(WHOLE, dimension="zone", group=name)


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

    @abstractmethod
    def publish(self, cohorts: Sequence[Cohort]) -> Shown:
        """Publish a table and return its shown cells."""

    @abstractmethod
    def window(self, n: int, p: Decimal = MIDDLE) -> Window:
        """Return the ranks whose mean a published quantile is, as everybody can read in the policy."""

    @abstractmethod
    def step(self, figure: float, n: int) -> float:
        """Return the step to which a figure is rounded."""

    def second_exercise(self) -> "Releases":
        """Return the releases of another exercise of the portal with the same measure and price date."""
        return self

    def publish_total(self, rows: Iterable[CohortRow]) -> Figures | None:
        return self.publish(total_cohort(tuple(rows))).get(WHOLE)


class ProtectedReleases(Releases):
    """Releases under the policy, with their ledger."""

    def __init__(self, policy: Policy, ledger: Ledger | None = None) -> None:
        self._policy = policy
        self._ledger = ledger or Ledger(exercise="attacked", key=b"of no use to an attacker")
        self._number = 0

    def publish(self, cohorts: Sequence[Cohort]) -> Shown:
        table = protect(cohorts, self._policy, self._ledger)
        if isinstance(table, CohortFault):
            raise ValueError(table.message)
        self._number += 1
        self._ledger = self._ledger.with_entries(ledger_entries(table, release=str(self._number)))
        return {cell.key: cell.figures for cell in table if cell.figures is not None}

    def window(self, n: int, p: Decimal = MIDDLE) -> Window:
        return median_window(n, self._policy) if p == MIDDLE else quartile_window(n, p, self._policy)

    def step(self, figure: float, n: int) -> float:
        return float(step_for(Fraction(max(figure, 0)), n, self._policy))

    def second_exercise(self) -> Releases:
        return ProtectedReleases(self._policy)


def quartile_of(figures: Figures, p: Decimal) -> Decimal | None:
    return {LOWER: figures.lower_quartile, MIDDLE: figures.median, UPPER: figures.upper_quartile}[p]
