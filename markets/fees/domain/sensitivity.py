"""A tornado: what the rate of a zone does when one input moves through its range and all others stay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.zone_fee import rate_of

Changed = Callable[[FeeInputs, ZoneTravel, Decimal], tuple[FeeInputs, ZoneTravel]]


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar: the change of the rate at the low and at the high end of an input's range, £ per contact hour."""

    key: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.at_high - self.at_low)


def _travel(inputs: FeeInputs, zone: ZoneTravel, value: Decimal) -> tuple[FeeInputs, ZoneTravel]:
    return inputs, replace(zone, t=value)


def _waiting(inputs: FeeInputs, zone: ZoneTravel, value: Decimal) -> tuple[FeeInputs, ZoneTravel]:
    return inputs, replace(zone, w=value)


def _miles(inputs: FeeInputs, zone: ZoneTravel, value: Decimal) -> tuple[FeeInputs, ZoneTravel]:
    return inputs, replace(zone, d=value)


def _mean_visit(inputs: FeeInputs, zone: ZoneTravel, value: Decimal) -> tuple[FeeInputs, ZoneTravel]:
    """Return the inputs with visits of one length alone: only their mean counts for the rate an hour."""
    return replace(inputs, mix={int(value): Decimal(1)}), zone


def _term(key: str) -> Changed:
    def changed(inputs: FeeInputs, zone: ZoneTravel, value: Decimal) -> tuple[FeeInputs, ZoneTravel]:
        return inputs.but(**{key: value}), zone

    return changed


OF_A_ZONE: Mapping[str, Changed] = {"t": _travel, "w": _waiting, "d": _miles, "mean_visit": _mean_visit}


def tornado(inputs: FeeInputs, zone: ZoneTravel, ranges: Mapping[str, tuple[Decimal, Decimal]]) -> list[Swing]:
    """Return a bar for each range, widest first; keys are terms, or ``t``, ``w``, ``d`` and ``mean_visit``."""
    here = rate_of(inputs, zone)
    bars = [_swing(inputs, zone, here, key, *ends) for key, ends in ranges.items()]
    return sorted(bars, key=lambda bar: (-bar.width, bar.key))


def _swing(inputs: FeeInputs, zone: ZoneTravel, here: Decimal, key: str, low: Decimal, high: Decimal) -> Swing:
    moved = OF_A_ZONE.get(key) or _term(key)
    at_low, at_high = (rate_of(*moved(inputs, zone, value)) - here for value in (low, high))
    return Swing(key, low, high, at_low, at_high)
