"""What a council pays by zone and length, weighted by the hours that its visits have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markets.measures.domain.figures import AnyFigure, ShareOfVisits, sum_figure
from markets.measures.domain.price_dispersion import price_dispersion


@dataclass(frozen=True, slots=True)
class PaidRate:
    """£ an hour for so many hours a week of a zone and a length in minutes."""

    zone: str
    minutes: int
    rate: Fraction
    hours: Fraction


def hourly(rate: Decimal, minutes: int, *, by_visit: bool) -> Fraction:
    return Fraction(rate) * 60 / minutes if by_visit else Fraction(rate)


def price(paid: Sequence[PaidRate]) -> AnyFigure:
    """Return the hours-weighted mean rate in £ an hour, how far rates lie apart, and the largest over the least."""
    found = price_dispersion([(each.rate, each.hours) for each in paid])
    if found is None:
        return None
    parts: dict[str, AnyFigure] = {
        "deviation_of_mean": sum_figure(Fraction(found.variation), len(paid)),
        "largest_of_least": sum_figure(found.largest_over_least, len(paid)),
    }
    return ShareOfVisits(found.mean, 1, len(paid), parts)


def price_by_zone(paid: Iterable[PaidRate]) -> dict[str, AnyFigure]:
    zones: dict[str, list[PaidRate]] = {}
    for each in paid:
        zones.setdefault(each.zone, []).append(each)
    return {zone: price(own) for zone, own in zones.items()}
