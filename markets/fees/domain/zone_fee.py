"""The fee of a zone: its lines, the rate an hour, the price of each length, and the tariff in two parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.formulas.costs import Amount, Costs, VisitRate, VisitTariff
from markets.fees.domain.inputs import HOUR, FeeInputs, ZoneTravel
from markets.fees.domain.model_branch import FIXED, VARIABLE, costs_of

LINES = ("travel", "waiting", "gross", "ni", "pension", "mileage", "direct", "variable", "fixed", "total")


@dataclass(frozen=True)
class ZoneFee:
    """What a fee of one zone comes to; ``lines`` are £ per contact hour before the margin, at the mix of lengths."""

    lines: Mapping[str, Decimal]
    rate: Decimal
    by_length: Mapping[int, VisitRate]
    tariff: VisitTariff


def zone_fee(inputs: FeeInputs, zone: ZoneTravel) -> ZoneFee:
    """Return the fee of a zone.

    The price of each length is the heart's: NI, pension and other paid time keep the share that they have at the mix.
    """
    costs = costs_of(inputs, zone)
    tariff = costs.tariff
    assert tariff is not None  # nothing in a model branch is n/a
    by_length = {k: _rate_of(tariff, Decimal(k)) for k in inputs.lengths}
    return ZoneFee(_lines(inputs, zone, costs), _known(_column(costs)["total"]), by_length, tariff)


def rate_of(inputs: FeeInputs, zone: ZoneTravel) -> Decimal:
    """Return the fee an hour alone, £ per contact hour."""
    return _known(_column(costs_of(inputs, zone))["total"])


def _rate_of(tariff: VisitTariff, minutes: Decimal) -> VisitRate:
    cost = tariff.cost_of(minutes)
    return VisitRate(per_hour=cost * HOUR / minutes, per_visit=cost)


def _lines(inputs: FeeInputs, zone: ZoneTravel, costs: Costs) -> dict[str, Decimal]:
    column, terms, q = _column(costs), inputs.terms, inputs.visits_per_hour
    lines = {
        "travel": q * zone.t * terms.travel_pay / HOUR,
        "waiting": q * zone.w * terms.waiting_pay / HOUR,
        "gross": _known(costs.workings["gross"]),
        "ni": _known(column["national_insurance"]),
        "pension": _known(column["pension"]),
        "mileage": _known(column["mileage"]),
    }
    lines["direct"] = sum((lines[key] for key in ("gross", "ni", "pension", "mileage")), Decimal(0))
    lines |= {"variable": _known(column[VARIABLE]), "fixed": _known(column[FIXED])}
    return lines | {"total": lines["direct"] + lines["variable"] + lines["fixed"]}


def _column(costs: Costs) -> Mapping[str, Amount]:
    return next(iter(costs.columns.values()))


def _known(amount: Amount) -> Decimal:
    assert amount is not None  # nothing in a model branch is n/a
    return amount
