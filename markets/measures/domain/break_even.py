"""Break-even hours beside the size bands: from how many hours a week on a fee carries the overheads of a branch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markets.measures.domain.concentration import BANDS, LARGEST, band_of


@dataclass(frozen=True, slots=True)
class BreakEvenZone:
    """A zone of a scenario: the fewest hours a week at which today's fee covers the model's rate, if any does."""

    zone: str
    fee: Decimal
    hours: Fraction | None
    smallest: int

    @property
    def band(self) -> str:
        return LARGEST if self.hours is None else band_of(self.hours)


def break_even(zone: str, fee: Decimal, rates: Mapping[int, Decimal]) -> BreakEvenZone:
    """Return where the fee meets the model's rate: a branch's rate is linear in one over its hours between two sizes.

    ``rates`` are the model's, by hours a week; None where even the largest of them is not carried.
    """
    sizes = sorted(rates)
    if Fraction(fee) >= Fraction(rates[sizes[0]]):
        return BreakEvenZone(zone, fee, Fraction(sizes[0]), sizes[0])
    for small, large in zip(sizes, sizes[1:], strict=False):
        high, low = Fraction(rates[small]), Fraction(rates[large])
        if low <= Fraction(fee) < high:
            share = (high - Fraction(fee)) / (high - low)
            inverse = Fraction(1, small) + share * (Fraction(1, large) - Fraction(1, small))
            return BreakEvenZone(zone, fee, 1 / inverse, sizes[0])
    return BreakEvenZone(zone, fee, None, sizes[0])


def below_break_even(hours: Sequence[Fraction], needed: Fraction | None) -> int:
    """Return how many providers deliver less than a fee needs to carry itself."""
    return len(hours) if needed is None else sum(each < needed for each in hours)


def band_names() -> tuple[str, ...]:
    return (*(name for name, _ in BANDS), LARGEST)
