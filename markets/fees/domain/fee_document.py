"""What a scenario comes to as one JSON document, and as words: figures are texts of six places."""

from decimal import Decimal
from typing import Any

from costing.formulas.costs import VisitRate
from markets.fees.domain.branch_size import scale_curve
from markets.fees.domain.inputs import FeeInputs
from markets.fees.domain.zone_fee import ZoneFee, zone_fee
from spreadsheets.decimals import rounded


def fee_document(inputs: FeeInputs) -> dict[str, Any]:
    """Return the rates of every zone, by length and in two parts, and what size does to them."""
    zones = {name: _zone_part(zone_fee(inputs, zone)) for name, zone in inputs.zones.items()}
    scales = {
        f"scale_{name}": {str(size): _figure(rate) for size, rate in scale_curve(inputs, zone).items()}
        for name, zone in inputs.zones.items()
    }
    return {"visits_per_contact_hour": _figure(inputs.visits_per_hour), "zones": zones, **scales}


def _zone_part(fee: ZoneFee) -> dict[str, Any]:
    return {
        "lines": {key: _figure(amount) for key, amount in fee.lines.items()},
        "rate_per_hour": _figure(fee.rate),
        "by_length": {str(minutes): _length_part(rate) for minutes, rate in fee.by_length.items()},
        "two_part": {"per_visit": _figure(fee.tariff.per_visit), "per_minute": _figure(fee.tariff.per_minute)},
    }


def _length_part(rate: VisitRate) -> dict[str, str]:
    return {"per_hour": _figure(rate.per_hour), "per_visit": _figure(rate.per_visit)}


def _figure(amount: Decimal) -> str:
    return format(rounded(amount, 6), "f")


def fee_text(inputs: FeeInputs) -> str:
    """Return the same for people: a line a zone."""
    lines = []
    for name, zone in inputs.zones.items():
        fee = zone_fee(inputs, zone)
        visits = ", ".join(f"{k} min £{_pounds(rate.per_visit)}" for k, rate in fee.by_length.items())
        tariff = f"£{_pounds(fee.tariff.per_visit)} a visit and £{fee.tariff.per_minute:.4f} a minute"
        lines.append(f"{name}: £{_pounds(fee.rate)} an hour; {visits}; or {tariff}")
    return "\n".join(lines)


def _pounds(amount: Decimal) -> str:
    return format(rounded(amount), "f")
