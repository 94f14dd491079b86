"""Figures of a market: shares that keep numerator and denominator, quartiles, and those that may not be shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from costing.quantiles import EXACT, Quartiles, quartiles_of

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class ShareOfVisits:
    """A share, or a sum over a denominator of 1: ``n`` is how many rows, clients or providers it was made of."""

    numerator: Number
    denominator: Number
    n: int
    parts: dict[str, "AnyFigure"] = field(default_factory=dict)

    @property
    def value(self) -> Fraction | None:
        return Fraction(self.numerator) / Fraction(self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class SpreadFigure:
    """Quartiles of ``n`` values."""

    quartiles: Quartiles
    parts: dict[str, "AnyFigure"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HiddenFigure:
    """A figure that may not be shown, with the rule that says so: C5, W5, Z5, or V15 for hand-filled minutes."""

    rule: str


# None where the file lacks what the figure is made of, or where there is nothing to divide by.
AnyFigure = ShareOfVisits | SpreadFigure | HiddenFigure | None
FEWEST = 5
CLIENTS, CAREWORKERS = "C5", "W5"


def sum_figure(total: Number, n: int, **parts: AnyFigure) -> ShareOfVisits:
    return ShareOfVisits(total, 1, n, parts)


def spread(values: Iterable[Number], unit: int = 1, **parts: AnyFigure) -> SpreadFigure | None:
    """Return the quartiles of values, counted in so many of what they are counted in: seconds in minutes."""
    found = quartiles_of(decimal(value) for value in values)
    if found is None:
        return None
    lower, middle, upper = (EXACT.divide(each, unit) for each in (found.lower, found.median, found.upper))
    return SpreadFigure(Quartiles(found.n, lower, middle, upper), parts)


def decimal(value: Number) -> Decimal:
    if isinstance(value, int):
        return Decimal(value)
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def unless_few(people: int, rule: str, figure: AnyFigure) -> AnyFigure:
    """Return the figure, hidden where it speaks of fewer than five people."""
    return HiddenFigure(rule) if people < FEWEST else figure
