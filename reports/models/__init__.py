"""Tables of calculations over accepted returns, releases, and the ledger of what was published."""

from reports.models.calculations import Calculation, CalculationReturn
from reports.models.ledger import LedgerRow
from reports.models.releases import Release, ReleaseReview

__all__ = [
    "Calculation",
    "CalculationReturn",
    "LedgerRow",
    "Release",
    "ReleaseReview",
]
