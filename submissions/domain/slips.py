"""Likely slips of unit: months or weeks for years, pence for pounds, and the reverse."""

from dataclasses import dataclass
from decimal import Decimal

from submissions.domain.bands import Band


@dataclass(frozen=True, slots=True)
class Factor:
    """What a slip may have multiplied or divided by; the words are for a figure of a year, of a week, of neither."""

    value: Decimal
    sign: str
    of_a_year: str
    of_a_week: str
    of_neither: str = ""

    def words_for(self, unit: str) -> str:
        words = self.of_a_year if "year" in unit else self.of_a_week if "week" in unit else self.of_neither
        return f"{self.sign}: {words or self.of_neither or self.of_a_year}?"


_PERIODS = (
    Factor(Decimal(52), "× 52", "a week's figure instead of the year's", "divided by 52 once too often"),
    Factor(Decimal(12), "× 12", "a month's figure instead of the year's", "divided by 12 once too often"),
    Factor(1 / Decimal(52), "÷ 52", "multiplied by 52 once too often", "a year's figure instead of a week's"),
    Factor(1 / Decimal(12), "÷ 12", "multiplied by 12 once too often", "a quarter's figure instead of a week's"),
)
_HUNDREDS = (
    Factor(1 / Decimal(100), "÷ 100", "pence instead of pounds", "", "pence instead of pounds, or a slipped point"),
    Factor(Decimal(100), "× 100", "a slipped decimal point", "", "a share instead of a figure, or a slipped point"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A likelier value, and in words what would have happened."""

    value: Decimal
    words: str


def likely_factor(value: Decimal, band: Band, unit: str, per: Decimal = Decimal(1)) -> Guess | None:
    """The slip that brings value / per inside its band, nearest the band's middle; None inside it or when none does.

    The middle is the geometric one: a slip multiplies. A share can only slip by its percent sign.
    """
    if not value or not per or value / per in band or band.low is None or band.high is None or band.high <= 0:
        return None
    factors = _HUNDREDS if unit.startswith("share") else (*_PERIODS, *_HUNDREDS)
    middle = (max(band.low, band.high / 1000) * band.high).sqrt()
    fits = [factor for factor in factors if value * factor.value / per in band]
    if not fits:
        return None
    best = min(fits, key=lambda factor: _distance(abs(value * factor.value / per), middle))
    return Guess(_tidy(value * best.value), best.words_for(unit))


def _distance(value: Decimal, middle: Decimal) -> Decimal:
    return max(value / middle, middle / value)


def _tidy(value: Decimal) -> Decimal:
    """Six significant digits, or whole units, are enough for a guess."""
    return value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - 5)))
