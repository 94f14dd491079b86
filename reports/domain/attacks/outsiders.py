"""What an outsider can see: the releases of an exercise one after the other, and the public policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.attacks.markets import total_cohort
from reports.domain.cohort import CohortFault, CohortRow
from reports.domain.ledger import Figures, Ledger
from reports.domain.order_windows import median_window
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries, protect


@dataclass(frozen=True)
class AttackerGuess:
    """A guess at one victim's total, twice: from what was ``released`` (None: nothing to go by), and by ``chance``."""

    victim: Decimal
    released: Decimal | None
    chance: Decimal


class Releases:
    """The releases of one exercise under one policy."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._ledger = Ledger(exercise="attacked", key=b"of no use to an attacker")

    def publish(self, rows: Sequence[CohortRow]) -> dict[str, Figures]:
        """Publish the rows and return the shown figures by group; the whole market's group is blank."""
        table = protect(total_cohort(rows), self._policy, self._ledger)
        if isinstance(table, CohortFault):
            raise ValueError(table.message)
        self._ledger = self._ledger.with_entries(ledger_entries(table, release="one of several"))
        return {cell.key.group: cell.figures for cell in table if cell.figures is not None}

    def width(self, n: int) -> int:
        """Return how many figures a published median is the mean of, which everyone can read in the policy."""
        return 2 - n % 2 if self._policy.exact else median_window(n, self._policy).width
