"""The rate of each zone of a plan by a fee scenario: its travel and miles from the plan, all else from the scenario.

The ways are an estimate without roads: where they are shorter or longer than it by its interval, so are all zones' at
once. Minutes and miles are of one estimate and move together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.result import WEEKS, CouncilZone
from markets.fees.domain.zone_fee import rate_of
from markets.measures.domain.travel import MEAN_ERROR, MILES_A_KM
from markets.zones.domain.plan_measures import PlanMeasures, ZoneMeasures
from spreadsheets.decimals import rounded

PLACES = 4


@dataclass(frozen=True, slots=True)
class RateInterval:
    """A figure as the estimate of ways has it, and where they are shorter or longer by its interval."""

    middle: Decimal
    low: Decimal
    high: Decimal

    def times(self, amount: Decimal) -> "RateInterval":
        return RateInterval(self.middle * amount, self.low * amount, self.high * amount)

    def __add__(self, other: "RateInterval") -> "RateInterval":
        return RateInterval(self.middle + other.middle, self.low + other.low, self.high + other.high)

    def __sub__(self, other: "RateInterval") -> "RateInterval":
        """Return the difference where both have the same error of the ways."""
        return self + other.times(Decimal(-1))


NOUGHT = RateInterval(Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class RatedZone:
    """A zone with its travel, miles and waiting a visit, and its rate, £ an hour."""

    zone: ZoneMeasures
    travel: ZoneTravel
    rate: RateInterval

    @property
    def hours(self) -> Decimal:
        return _exact(self.zone.hours)

    @property
    def budget(self) -> RateInterval:
        """Return what its hours cost in a year of 52 weeks, £."""
        return self.rate.times(self.hours * WEEKS)


@dataclass(frozen=True, slots=True)
class PricedPlan:
    """The zones that have ways, and the names of those that have none: fewer than two clients live there."""

    zones: tuple[RatedZone, ...]
    unpriced: tuple[str, ...]

    @property
    def budget(self) -> RateInterval:
        return sum((zone.budget for zone in self.zones), NOUGHT)

    @property
    def hours(self) -> Decimal:
        return sum((zone.hours for zone in self.zones), Decimal(0))

    @property
    def one_rate(self) -> RateInterval | None:
        """Return the one rate an hour that costs as much as these rates; None without hours."""
        return self.budget.times(1 / (self.hours * WEEKS)) if self.hours else None

    @property
    def spread(self) -> Decimal | None:
        """Return by what share the dearest zone's rate is above the cheapest one's; None of fewer than two zones."""
        rates = [zone.rate.middle for zone in self.zones]
        return max(rates) / min(rates) - 1 if len(rates) > 1 and min(rates) else None


def priced_plan(inputs: FeeInputs, council: Mapping[str, CouncilZone], measures: PlanMeasures) -> PricedPlan:
    """Return the rates of a plan's zones by a scenario."""
    priced = [_priced(inputs, council, zone) for zone in measures.zones]
    unpriced = tuple(zone.zone for zone, found in zip(measures.zones, priced, strict=True) if found is None)
    return PricedPlan(tuple(zone for zone in priced if zone is not None), unpriced)


def _priced(inputs: FeeInputs, council: Mapping[str, CouncilZone], zone: ZoneMeasures) -> RatedZone | None:
    if zone.minutes is None or zone.km_between is None:
        return None
    way = ZoneTravel(
        _exact(zone.minutes), waiting_of(inputs, council, zone.zone), _exact(zone.km_between * float(MILES_A_KM))
    )
    rates = (rate_of(inputs, _longer(way, 1 + off)) for off in (Fraction(0), -MEAN_ERROR, MEAN_ERROR))
    return RatedZone(zone, way, RateInterval(*rates))


def _longer(way: ZoneTravel, share: Fraction) -> ZoneTravel:
    factor = Decimal(share.numerator) / share.denominator
    return ZoneTravel(way.t * factor, way.w, way.d * factor)


def waiting_of(inputs: FeeInputs, council: Mapping[str, CouncilZone], name: str) -> Decimal:
    """Return paid waiting a visit: the scenario's zone of that name has it, else the mean of its zones.

    They weigh by the hours that the council typed, or alike where it did not type them all.
    """
    if name in inputs.zones:
        return inputs.zones[name].w
    hours = {zone: council.get(zone, CouncilZone()).hours for zone in inputs.zones}
    known = {zone: own for zone, own in hours.items() if own}
    weights = known if len(known) == len(hours) else dict.fromkeys(inputs.zones, Decimal(1))
    total = sum((inputs.zones[zone].w * weight for zone, weight in weights.items()), Decimal(0))
    return rounded(total / sum(weights.values(), Decimal(0)), PLACES)


def _exact(value: float) -> Decimal:
    return rounded(Decimal(value), PLACES)
