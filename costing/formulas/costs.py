"""The costs of a return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# None is "undefined": an answer n/a leaves its line, and every sum above it, without a figure.
Amount = Decimal | None


@dataclass(frozen=True, slots=True)
class VisitRate:
    """The cost of visits of one length, £ per contact hour and £ per visit."""

    per_hour: Decimal
    per_visit: Decimal


@dataclass(frozen=True)
class Costs:
    """Annex A of one return, by column and line, in the unit of its form.

    ``drivers`` are published beside the lines; ``workings`` are what only the checks look at.
    """

    columns: Mapping[str, Mapping[str, Amount]]
    drivers: Mapping[str, Amount]
    visit_rates: Mapping[str, VisitRate | None] = field(default_factory=dict)
    workings: Mapping[str, Amount] = field(default_factory=dict)


def total_of(amounts: Iterable[Amount]) -> Amount:
    """Return the sum; undefined, not smaller, if any part is."""
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total
