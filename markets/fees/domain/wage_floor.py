"""The wage that a fee carries, the fee that carries a wage, and what a rate of pay comes to per hour worked."""

from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import HOUR, FeeInputs, ZoneTravel
from markets.fees.domain.zone_fee import rate_of

# Pay is sought to a hundredth of a penny, and from nothing to what no careworker is paid.
HIGHEST_PAY, STEP = Decimal(1000), Decimal("0.0001")


def highest_pay(inputs: FeeInputs, zone: ZoneTravel, fee: Decimal) -> Decimal | None:
    """Return the highest pay per contact hour that a fee carries in a zone, £; None if it carries no pay at all.

    Pay for travel and waiting stays as it is. The rate grows with the pay, so the answer is sought by halves.
    """
    if rate_of(inputs.but(pay=Decimal(0)), zone) > fee:
        return None
    enough, too_much = Decimal(0), HIGHEST_PAY
    while too_much - enough > STEP:
        middle = (enough + too_much) / 2
        carried = rate_of(inputs.but(pay=middle), zone) <= fee
        enough, too_much = (middle, too_much) if carried else (enough, middle)
    return enough


def fee_for_wage(inputs: FeeInputs, zone: ZoneTravel, wage: Decimal) -> Decimal:
    """Return the fee an hour that carries a wage for contact, travel and waiting alike."""
    return rate_of(inputs.but(pay=wage, travel_pay=wage, waiting_pay=wage), zone)


@dataclass(frozen=True, slots=True)
class EffectivePay:
    """Pay per hour worked, £: ``lower`` if waiting is work, ``upper`` if it is free time."""

    lower: Decimal
    upper: Decimal

    def falls_below(self, wage: Decimal) -> bool:
        """Tell whether the lower end is below a wage by more than what dividing leaves."""
        return self.lower + STEP < wage

    def is_wholly_below(self, wage: Decimal) -> bool:
        """Tell the same of both ends, so that it is below whether waiting is work or not."""
        return self.upper + STEP < wage


def effective_pay(inputs: FeeInputs, zone: ZoneTravel) -> EffectivePay:
    """Return what pay comes to once travel and waiting count as work: the wage test of a zone."""
    q, terms = inputs.visits_per_hour, inputs.terms
    travel, waiting = PaidTime(q * zone.t / HOUR, terms.travel_pay), PaidTime(q * zone.w / HOUR, terms.waiting_pay)
    return pay_per_hour_worked(terms.pay, travel, waiting)


@dataclass(frozen=True, slots=True)
class PaidTime:
    """Time beside contact: hours for each contact hour, and what an hour of it is paid, £."""

    hours: Decimal
    pay: Decimal


def pay_per_hour_worked(pay: Decimal, travel: PaidTime, waiting: PaidTime) -> EffectivePay:
    """Return (pay · contact + travel pay + waiting pay) / (contact + travel + waiting that is work).

    Whether waiting is work is law and fact, not arithmetic: hence two bounds.
    """
    contact_and_way = pay + travel.hours * travel.pay
    worked = (contact_and_way + waiting.hours * waiting.pay) / (1 + travel.hours + waiting.hours)
    free = contact_and_way / (1 + travel.hours)
    return EffectivePay(min(worked, free), max(worked, free))
