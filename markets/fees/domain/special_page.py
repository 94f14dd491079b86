"""What is no ordinary visit, for a page: two careworkers, a specialist pair, a sub-contract, a lead's incentive."""

from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import ZoneTravel
from markets.fees.domain.result import ScenarioResult, ZoneResult
from markets.fees.domain.special_fees import (
    SubContract,
    double_handed_rate,
    expected_lead_fee,
    specialist_pair_rate,
    sub_contract,
)


@dataclass(frozen=True, slots=True)
class SpecialTerms:
    """What the page asks: ``sub_rate`` is None where nothing is sub-contracted."""

    overhead_share: Decimal
    pair: ZoneTravel
    sub_rate: Decimal | None
    at_stake: Decimal
    chance: Decimal


@dataclass(frozen=True)
class SpecialZone:
    """A zone of the page; ``fee`` is today's fee, or the model's rate where none is typed."""

    name: str
    rate: Decimal
    fee: Decimal
    is_today: bool
    double_handed: Decimal
    lead: Decimal
    sub: SubContract | None
    sub_rate: Decimal | None

    @property
    def times(self) -> str:
        return f"{self.double_handed / self.rate:.2f}" if self.rate else ""

    @property
    def sub_carries(self) -> bool:
        return self.sub is not None and self.sub_rate is not None and self.sub.carries_direct_cost(self.sub_rate)

    @property
    def margin_percent(self) -> str:
        return f"{self.sub.margin_share * 100:.1f}" if self.sub else ""


def special_zones(result: ScenarioResult, terms: SpecialTerms) -> tuple[SpecialZone, ...]:
    return tuple(_zone(zone, terms) for zone in result.zones)


def pair_rate(result: ScenarioResult, terms: SpecialTerms) -> Decimal:
    """Return the fee of an hour by a specialist pair on rounds of its own."""
    return specialist_pair_rate(result.inputs, terms.pair, terms.overhead_share)


def _zone(zone: ZoneResult, terms: SpecialTerms) -> SpecialZone:
    fee = zone.council.fee or zone.fee.rate
    sub = sub_contract(zone.inputs, zone.zone, fee, terms.sub_rate) if terms.sub_rate is not None and fee else None
    return SpecialZone(
        name=zone.name,
        rate=zone.fee.rate,
        fee=fee,
        is_today=zone.council.fee is not None,
        double_handed=double_handed_rate(zone.inputs, zone.zone, terms.overhead_share),
        lead=expected_lead_fee(fee, terms.at_stake, terms.chance),
        sub=sub,
        sub_rate=terms.sub_rate,
    )
