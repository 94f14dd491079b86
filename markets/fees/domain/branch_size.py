"""What the size of a branch does to its rate, and at how many hours a week a fee carries its cost."""

from decimal import Decimal

from markets.fees.domain.inputs import FeeInputs, ZoneTravel
from markets.fees.domain.zone_fee import rate_of

SIZES = (100, 250, 500, 700, 1000, 2000)
LARGEST, SMALLEST, HUNDREDTH = Decimal(100_000), Decimal(1), Decimal("0.01")


def scale_curve(inputs: FeeInputs, zone: ZoneTravel) -> dict[int, Decimal]:
    """Return the rate of branches of so many hours a week; NI and the employment allowance are worked out afresh."""
    return {size: rate_of(inputs.but(hours_per_week=Decimal(size)), zone) for size in SIZES}


def break_even_hours(inputs: FeeInputs, zone: ZoneTravel, fee: Decimal, *, with_margin: bool = False) -> Decimal | None:
    """Return the hours a week from which on a fee covers the cost, to a hundredth; None where it never does.

    The cost an hour falls with the hours, as the fixed overheads are shared; where these are less than the employment
    allowance it rises again, so the answer is sought downwards from the largest branch. NI is worked out at each size.
    """
    priced = inputs if with_margin else inputs.but(margin=Decimal(0))
    enough, short = LARGEST, SMALLEST
    if not _carries(priced, zone, fee, enough):
        return None
    if _carries(priced, zone, fee, short):
        return short
    while enough - short > HUNDREDTH:
        middle = (enough + short) / 2
        enough, short = (middle, short) if _carries(priced, zone, fee, middle) else (enough, middle)
    return enough


def _carries(inputs: FeeInputs, zone: ZoneTravel, fee: Decimal, hours: Decimal) -> bool:
    return rate_of(inputs.but(hours_per_week=hours), zone) <= fee


def yearly_result(inputs: FeeInputs, zone: ZoneTravel, fee: Decimal, hours: Decimal) -> Decimal:
    """Return what is left of a year's fees once the cost is met, in a branch of so many hours a week, £."""
    cost = rate_of(inputs.but(hours_per_week=hours, margin=Decimal(0)), zone)
    return (fee - cost) * hours * inputs.terms.weeks
