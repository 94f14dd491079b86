"""Tables of calculations over accepted returns, releases, and the ledger of what was published."""

from reports.models.calculations import Calculation, CalculationReturn
from reports.models.documents import AnnexDocument
from reports.models.indices import PriceIndexEdition
from reports.models.justification import Justification
from reports.models.ledger import LedgerRow
from reports.models.releases import Release, ReleaseReview, WithdrawalNotice
from reports.models.requests import CalculationRequest

__all__ = [
    "AnnexDocument",
    "Calculation",
    "CalculationRequest",
    "CalculationReturn",
    "Justification",
    "LedgerRow",
    "PriceIndexEdition",
    "Release",
    "ReleaseReview",
    "WithdrawalNotice",
]
