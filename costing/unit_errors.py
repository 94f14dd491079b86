"""Find likely slips of unit: months or weeks for years, pence for pounds, and the reverse."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from costing.bands import Band
from costing.unit_error_words import what_happened
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor that a slip may have multiplied or divided by, and the sign that is shown for it."""

    value: Decimal
    sign: str

    def words_for(self, unit: str) -> str:
        return f"{self.sign}: {what_happened(self.sign, unit)}?"


_PERIODS = (
    Factor(Decimal(52), "× 52"),
    Factor(Decimal(12), "× 12"),
    Factor(1 / Decimal(52), "÷ 52"),
    Factor(1 / Decimal(12), "÷ 12"),
)
# A share so many times above what is usual is merely high, unless a hundredth of it is so near to the middle.
_FAR, _CENTRAL = 3, Decimal("2.5")
_HUNDREDS = (Factor(1 / Decimal(100), "÷ 100"), Factor(Decimal(100), "× 100"))
# Another unit than the one that is asked for, by unit: what it takes, and in words.
_OTHER_UNITS: dict[str, tuple[tuple[Callable[[Decimal], Decimal], str], ...]] = {
    "minutes": ((lambda value: value * 60, "hours instead of minutes"),),
    "hours": ((lambda value: value / 60, "minutes instead of hours"),),
    "weeks per year": ((lambda value: value / 5, "days instead of weeks"),),
    "share": ((lambda value: value - 1, "the whole instead of what comes on top"),),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likelier value, with what would have happened in words."""

    value: Decimal
    words: str


def other_unit(value: Decimal, band: Band, unit: str) -> Suggestion | None:
    """Return the answer in the unit asked for, if it was given in another: days for weeks, hours for minutes."""
    for converted, words in _OTHER_UNITS.get(unit, ()):
        if value not in band and converted(value) in band:
            return Suggestion(_tidy(converted(value)), f"{words}?")
    return None


def likely_factor(value: Decimal, band: Band, unit: str, per: Decimal = Decimal(1)) -> Suggestion | None:
    """Return the slip that brings value / per inside its band, nearest the middle; None inside it or if none does.

    The middle is the geometric one: a slip multiplies. A share can only slip by its percent sign.
    """
    if not value or not per or value / per in band or band.low is None or band.high is None or band.high <= 0:
        return None
    factors = _HUNDREDS if unit.startswith("share") else (*_PERIODS, *_HUNDREDS)
    middle = _middle(band)
    fits = [factor for factor in factors if value * factor.value / per in band]
    if not fits or is_merely_high(value, band, unit):
        return None
    best = min(fits, key=lambda factor: _distance(abs(value * factor.value / per), middle))
    return Suggestion(_tidy(value * best.value), best.words_for(unit))


def is_merely_high(value: Decimal, band: Band, unit: str) -> bool:
    """Tell whether a share is high, not slipped: 12 % of sick pay is days of absence rather than 0.12 %."""
    if not unit.startswith("share") or band.high is None or not band.high < value <= band.high * _FAR:
        return False
    return value / 100 in band and _distance(value / 100, _middle(band)) > _CENTRAL


def _middle(band: Band) -> Decimal:
    low, high = band.low or Decimal(0), band.high or Decimal(0)
    return (max(low, high / 1000) * high).sqrt()


def _distance(value: Decimal, middle: Decimal) -> Decimal:
    return max(value / middle, middle / value)


def _tidy(value: Decimal) -> Decimal:
    """Return six significant digits, or whole units, which are enough for a guess."""
    return rounded(value, max(0, 5 - value.adjusted()), ROUND_HALF_EVEN)
