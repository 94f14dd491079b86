"""What a scenario's page on two careworkers says of a specialist pair, read where no form is shown."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from markets.fees.domain.inputs import ZoneTravel
from markets.fees.domain.result import ScenarioResult
from markets.fees.domain.special_fees import specialist_pair_rate

# What the page begins with: overheads of the second in per cent, minutes and miles to a visit.
THE_USUAL_PAIR = {"overhead_share": "75", "pair_t": "8", "pair_d": "4"}
HUNDRED = Decimal(100)


def kept_pair_rate(result: ScenarioResult, kept: Mapping[str, Any] | None) -> Decimal:
    """Return the fee of an hour by a specialist pair, by what was saved on the scenario's page, else the usual."""
    told = {key: _number((kept or {}).get(key), usual) for key, usual in THE_USUAL_PAIR.items()}
    way = ZoneTravel(told["pair_t"], Decimal(0), told["pair_d"])
    return specialist_pair_rate(result.inputs, way, told["overhead_share"] / HUNDRED)


def _number(text: object, usual: str) -> Decimal:
    try:
        found = Decimal(str(text).replace(",", "").strip(" %"))
    except InvalidOperation:
        return Decimal(usual)
    return found if found.is_finite() else Decimal(usual)
