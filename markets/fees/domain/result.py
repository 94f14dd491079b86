"""What a scenario comes to, for its page: a row a zone, the curve of sizes, and what the council's own fee carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from markets.fees.domain.branch_size import SIZES, break_even_hours, scale_curve
from markets.fees.domain.county_tariff import CountyTariff, county_tariff
from markets.fees.domain.exports.what_is_missing import WHAT_IS_NOT_IN_IT
from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.more_words import more_or_less
from markets.fees.domain.wage_floor import EffectivePay, effective_pay, fee_for_wage, highest_pay
from markets.fees.domain.zone_fee import ZoneFee, zone_fee

WEEKS = Decimal(52)


@dataclass(frozen=True, slots=True)
class CouncilZone:
    """What a council types of a zone: today's fee an hour, and the hours it buys a week; None where it did not."""

    fee: Decimal | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class ZoneResult:
    """A zone of a scenario; what needs today's fee or hours is None without them."""

    name: str
    inputs: FeeInputs
    zone: ZoneTravel
    council: CouncilZone
    fee: ZoneFee

    @property
    def gap(self) -> Decimal | None:
        """Return how far today's fee is from the model's rate, £ an hour; negative where it is lower."""
        return None if self.council.fee is None else self.council.fee - self.fee.rate

    @cached_property
    def carries(self) -> Decimal | None:
        """Return the highest pay that today's fee carries; None without a fee, or where it carries none."""
        return None if self.council.fee is None else highest_pay(self.inputs, self.zone, self.council.fee)

    @property
    def carries_floor(self) -> bool | None:
        """Tell whether today's fee carries the National Living Wage; None without a fee."""
        if self.council.fee is None:
            return None
        return self.carries is not None and self.carries >= self.inputs.terms.nlw

    @cached_property
    def fee_for_floor(self) -> Decimal:
        return fee_for_wage(self.inputs, self.zone, self.inputs.terms.nlw)

    @cached_property
    def break_even(self) -> Decimal | None:
        return break_even_hours(self.inputs, self.zone, self.council.fee or self.fee.rate)

    @property
    def pence_a_minute(self) -> str:
        return _pence(self.fee.tariff.per_minute)

    @property
    def is_below_floor(self) -> bool:
        return self.effective.falls_below(self.inputs.terms.nlw)

    @property
    def effective(self) -> EffectivePay:
        return effective_pay(self.inputs, self.zone)

    @property
    def budget(self) -> Decimal | None:
        """Return what the model's rate instead of today's fee costs the council in a year, £."""
        if self.gap is None or self.council.hours is None:
            return None
        return -self.gap * self.council.hours * WEEKS

    @cached_property
    def scale(self) -> Mapping[int, Decimal]:
        return scale_curve(self.inputs, self.zone)


@dataclass(frozen=True)
class ScenarioResult:
    """All zones of a scenario, in its order."""

    inputs: FeeInputs
    zones: tuple[ZoneResult, ...]

    @property
    def budget(self) -> Decimal | None:
        """Return what the rates cost more than today's in a year; None where a zone lacks its fee or hours."""
        parts = [zone.budget for zone in self.zones]
        known = [part for part in parts if part is not None]
        return sum(known, Decimal(0)) if len(known) == len(parts) else None

    @property
    def budget_says(self) -> str:
        return "" if self.budget is None else more_or_less(self.budget)

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES

    @property
    def leaves_out(self) -> tuple[str, ...]:
        return WHAT_IS_NOT_IN_IT

    @property
    def has_fees(self) -> bool:
        return any(zone.council.fee is not None for zone in self.zones)

    @property
    def pence_a_minute(self) -> str:
        return _pence(self.tariff.per_minute)

    @cached_property
    def tariff(self) -> CountyTariff:
        """Return one price a minute for the county: zones weigh by their hours, or alike where a zone has none."""
        hours = {zone.name: zone.council.hours for zone in self.zones}
        typed = {name: amount for name, amount in hours.items() if amount}
        weights = typed if len(typed) == len(hours) else dict.fromkeys(hours, Decimal(1))
        return county_tariff(self.inputs, {zone.name: zone.fee for zone in self.zones}, weights)


def scenario_result(inputs: FeeInputs, council: Mapping[str, CouncilZone]) -> ScenarioResult:
    zones = tuple(
        ZoneResult(name, inputs, zone, council.get(name, CouncilZone()), zone_fee(inputs, zone))
        for name, zone in inputs.zones.items()
    )
    return ScenarioResult(inputs, zones)


def _pence(pounds: Decimal) -> str:
    return f"{pounds * 100:.2f}"
