"""Price dispersion: how far the rates paid lie apart, weighted by hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from costing.quantiles import EXACT
from markets.measures.domain.figures import Number, decimal


@dataclass(frozen=True, slots=True)
class PriceDispersion:
    """The hours-weighted mean rate in £, its standard deviation (over all hours), and the largest over the least."""

    mean: Fraction
    deviation: Decimal
    largest_over_least: Fraction

    @property
    def variation(self) -> Decimal:
        return EXACT.divide(self.deviation, decimal(self.mean))


def price_dispersion(rates: Sequence[tuple[Number, Number]]) -> PriceDispersion | None:
    """Return the dispersion of rates with their hours; None where no hour was paid."""
    paid = [(Fraction(rate), Fraction(hours)) for rate, hours in rates if hours]
    total = sum((hours for _, hours in paid), start=Fraction())
    if not total or min(rate for rate, _ in paid) <= 0:
        return None
    mean = sum((rate * hours for rate, hours in paid), start=Fraction()) / total
    variance = sum(((rate - mean) ** 2 * hours for rate, hours in paid), start=Fraction()) / total
    rates_paid = [rate for rate, _ in paid]
    return PriceDispersion(mean, EXACT.sqrt(decimal(variance)), max(rates_paid) / min(rates_paid))
