"""The costs of a return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# None is "undefined": an answer n/a leaves its line, and every sum above it, without a figure.
Amount = Decimal | None
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class VisitRate:
    """The cost of visits of one length, £ per contact hour and £ per visit."""

    per_hour: Decimal
    per_visit: Decimal


@dataclass(frozen=True, slots=True)
class VisitTariff:
    """The cost of a visit of any length in two parts: £ a visit, and £ a minute of it."""

    per_visit: Decimal
    per_minute: Decimal

    def cost_of(self, minutes: Decimal) -> Decimal:
        return self.per_visit + self.per_minute * minutes


@dataclass(frozen=True)
class Costs:
    """Annex A of one return, by column and line, in the unit of its form.

    ``drivers`` are published beside the lines; ``workings`` are what only the checks look at. ``tariff`` is undefined
    where a line is, and where there are no visits.
    """

    columns: Mapping[str, Mapping[str, Amount]]
    drivers: Mapping[str, Amount]
    visit_rates: Mapping[str, VisitRate | None] = field(default_factory=dict)
    workings: Mapping[str, Amount] = field(default_factory=dict)
    tariff: VisitTariff | None = None


def total_of(amounts: Iterable[Amount]) -> Amount:
    """Return the sum; undefined, not smaller, if any part is."""
    try:
        return sum(amounts, _NOTHING)  # type: ignore[type-var]
    except TypeError:  # nothing is added to what is undefined
        return None


def tariff_through(rates: Mapping[str, VisitRate | None]) -> VisitTariff | None:
    """Return the tariff on which the rates of two lengths lie; None without two.

    For returns that were costed before there was a tariff: as it is a straight line, two points tell it.
    """
    points = sorted((int(minutes), rate.per_visit) for minutes, rate in rates.items() if rate is not None)
    if len(points) < 2:
        return None
    (shortest, least), (longest, most) = points[0], points[-1]
    per_minute = (most - least) / (longest - shortest)
    return VisitTariff(least - per_minute * shortest, per_minute)
