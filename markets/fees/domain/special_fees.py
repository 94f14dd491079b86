"""Fees of what is no ordinary visit: two careworkers, a specialist pair, a sub-contractor, a lead with an incentive."""

from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.zone_fee import ZoneFee, zone_fee


def double_handed_rate(inputs: FeeInputs, zone: ZoneTravel, overhead_share: Decimal) -> Decimal:
    """Return the fee of an hour by two careworkers: twice the direct cost, overheads once and a share of them again."""
    lines = zone_fee(inputs, zone).lines
    return inputs.priced(2 * lines["direct"] + (1 + overhead_share) * (lines["variable"] + lines["fixed"]))


def specialist_pair_rate(inputs: FeeInputs, way: ZoneTravel, overhead_share: Decimal) -> Decimal:
    """Return the fee of an hour by a pair in one car on rounds of its own, with a way of its own: mileage counts once.

    On-costs are those of ordinary careworkers on that way.
    """
    lines = zone_fee(inputs, way).lines
    direct = 2 * lines["direct"] - lines["mileage"]
    return inputs.priced(direct + (1 + overhead_share) * (lines["variable"] + lines["fixed"]))


@dataclass(frozen=True, slots=True)
class SubContract:
    """What a sub-contracted hour leaves to the lead, and whether the sub's rate carries its own direct cost."""

    margin_per_hour: Decimal
    margin_share: Decimal
    direct_cost: Decimal

    def carries_direct_cost(self, rate: Decimal) -> bool:
        return rate >= self.direct_cost


def sub_contract(inputs: FeeInputs, zone: ZoneTravel, fee: Decimal, rate: Decimal) -> SubContract:
    """Return the lead's margin, £ and as a share of the fee, beside the sub's direct cost at the NLW."""
    return SubContract(fee - rate, (fee - rate) / fee, direct_cost_at_the_floor(inputs, zone)["direct"])


def direct_cost_at_the_floor(inputs: FeeInputs, zone: ZoneTravel) -> dict[str, Decimal]:
    """Return the lines of a zone where contact, travel and waiting are all paid at the National Living Wage."""
    wage = inputs.terms.nlw
    at_the_floor: ZoneFee = zone_fee(inputs.but(pay=wage, travel_pay=wage, waiting_pay=wage), zone)
    return dict(at_the_floor.lines)


def expected_lead_fee(fee: Decimal, share: Decimal, chance: Decimal) -> Decimal:
    """Return what a lead may expect where a share of the fee is paid only if its zone's pick-up meets the target."""
    return fee * (1 - share * (1 - chance))
