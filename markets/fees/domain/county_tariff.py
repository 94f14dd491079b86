"""One price a minute for the whole county, with a price a visit by zone that keeps each zone's total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.formulas.costs import VisitTariff
from markets.fees.domain.inputs import HOUR, FeeInputs
from markets.fees.domain.zone_fee import ZoneFee


@dataclass(frozen=True)
class CountyTariff:
    """``per_minute`` for all zones, ``per_visit`` by zone; ``largest_error`` of any length's visit, £."""

    per_minute: Decimal
    per_visit: Mapping[str, Decimal]
    largest_error: Decimal


def county_tariff(inputs: FeeInputs, fees: Mapping[str, ZoneFee], hours: Mapping[str, Decimal]) -> CountyTariff:
    """Return the tariff: B is the mean by hours, and A of a zone is (rate − 60 · B) / q.

    ``hours`` are the hours a week by zone, by which they weigh; each zone's total stays what it is.
    """
    whole = sum((hours[name] for name in fees), Decimal(0))
    minute = sum((fees[name].tariff.per_minute * hours[name] for name in fees), Decimal(0)) / whole
    visits = {name: (fee.rate - HOUR * minute) / inputs.visits_per_hour for name, fee in fees.items()}
    errors = (
        abs(VisitTariff(visits[name], minute).cost_of(Decimal(k)) - rate.per_visit)
        for name, fee in fees.items()
        for k, rate in fee.by_length.items()
    )
    return CountyTariff(minute, visits, max(errors))
