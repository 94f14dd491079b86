"""A rate card beside a scenario: how far each rate is from the model's, and whether it carries the living wage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import HOUR, FeeInputs
from markets.fees.domain.zone_fee import ZoneFee, zone_fee
from markets.ratecards.domain.card_lines import CardBasis, CardLine
from spreadsheets.decimals import rounded

# Of the overheads a second careworker's hour takes so much again (MARKETS.md: ours).
SECOND = Decimal("0.75")


@dataclass(frozen=True, slots=True)
class ComparedRate:
    """A rate with the model's price of the same, and the price that carries the living wage; None without a zone."""

    line: CardLine
    zone: str
    model: Decimal | None = None
    floor: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """Return today's rate less the model's; negative where it is lower."""
        return None if self.model is None else self.line.rate - self.model

    @property
    def share(self) -> Decimal | None:
        return None if self.gap is None or not self.model else self.gap / self.model * 100

    @property
    def share_words(self) -> str:
        """Return the share in per cent with one place, below nothing with a minus as money has it."""
        if self.share is None:
            return "–"
        shown = rounded(self.share, 1)
        return f"{'−' if shown < 0 else ''}{abs(shown)}"

    @property
    def carries_floor(self) -> bool | None:
        return None if self.floor is None else self.line.rate >= self.floor


@dataclass(frozen=True)
class PricedZone:
    """A zone's fee in the scenario, and where all pay is the National Living Wage."""

    inputs: FeeInputs
    model: ZoneFee
    floor: ZoneFee

    def price(self, fee: ZoneFee, line: CardLine, basis: CardBasis) -> Decimal:
        """Return the price of a line: of its length on the straight line, or of an hour at the mix of lengths."""
        hours = Decimal(line.minutes) / HOUR if line.minutes else Decimal(1)
        price = fee.tariff.cost_of(Decimal(line.minutes)) if line.minutes else fee.rate
        if line.careworkers == 2:
            overheads = self.inputs.priced(fee.lines["variable"] + fee.lines["fixed"])
            price = 2 * price - (1 - SECOND) * overheads * hours
        return price / hours if basis is CardBasis.HOUR else price


def compared_card(lines: Sequence[CardLine], basis: CardBasis, inputs: FeeInputs) -> list[ComparedRate]:
    """Return each rate compared; one of every zone once a zone of the scenario."""
    zones = priced_zones(inputs)
    named = {name.casefold(): name for name in zones}
    found = []
    for line in lines:
        known = list(zones) if not line.zone else [named[key] for key in [line.zone.casefold()] if key in named]
        found += [_compared(line, name, zones[name], basis) for name in known] or [ComparedRate(line, line.zone)]
    return found


def _compared(line: CardLine, name: str, zone: PricedZone, basis: CardBasis) -> ComparedRate:
    return ComparedRate(line, name, zone.price(zone.model, line, basis), zone.price(zone.floor, line, basis))


def priced_zones(inputs: FeeInputs) -> Mapping[str, PricedZone]:
    wage = inputs.terms.nlw
    at_the_floor = inputs.but(pay=wage, travel_pay=wage, waiting_pay=wage)
    return {
        name: PricedZone(inputs, zone_fee(inputs, way), zone_fee(at_the_floor, way))
        for name, way in inputs.zones.items()
    }


def comparison_says(rates: Sequence[ComparedRate]) -> str:
    """Return the answer in a sentence."""
    known = [one for one in rates if one.model is not None]
    if not known:
        return "No zone of this card is called as a zone of the scenario, so nothing can be compared."
    short = sum(1 for one in known if one.carries_floor is False)
    below = sum(1 for one in known if one.gap is not None and one.gap < 0)
    left = len(rates) - len(known)
    more = f" {left} more are of zones that the scenario has not." if left else ""
    return f"Of {len(known)} rates {short} do not carry the living wage, and {below} are below the model’s.{more}"
