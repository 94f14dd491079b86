"""The wage floor of a rate card, from the lines of a release: each zone priced with all pay at the living wage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from markets.fees.domain.fee_file import fee_inputs
from markets.fees.domain.released_start import ReleasedFigure, StartTerms, faults_of, inputs_from, market_minutes
from markets.ratecards.domain.card_comparison import PricedZone, priced_zones

# At the size of the released branch it does not matter how much of the overheads is fixed.
FIXED = Decimal("0.65")
NO_WAGE = "The National Living Wage of the day is not known to the portal."


@dataclass(frozen=True)
class ReleasedFloor:
    """Priced zones by their name in small letters, "" being the whole market; or why there are none."""

    zones: Mapping[str, PricedZone] = field(default_factory=dict)
    why_not: str = ""


def released_floor(
    figures: Sequence[ReleasedFigure], travel: Mapping[str, Decimal], nlw: Decimal | None
) -> ReleasedFloor:
    """Return the floor; ``travel`` is pay for travel by zone as released, £ per contact hour.

    A zone's minutes are to the market's as its pay for travel is.
    """
    hidden = [one.label for one in figures if one.median is None]
    if hidden:
        return ReleasedFloor(why_not=f"The release hides what it takes: {', '.join(hidden)}.")
    if nlw is None:
        return ReleasedFloor(why_not=NO_WAGE)
    given = {one.key: one.median for one in figures if one.median is not None}
    minutes = _minutes(given, travel)
    if faults := faults_of(given, minutes):
        return ReleasedFloor(why_not=f"{faults[0]}.")
    inputs, wrong = fee_inputs(inputs_from(given, StartTerms(FIXED, minutes, {"nlw": f"{nlw:f}"})))
    if inputs is None:
        return ReleasedFloor(why_not=f"The released figures make no fee: {wrong[0].message}")
    return ReleasedFloor(priced_zones(inputs))


def _minutes(given: Mapping[str, Decimal], travel: Mapping[str, Decimal]) -> dict[str, Decimal]:
    usual, paid = market_minutes(given) or Decimal(0), given["travel_time"]
    zones = {zone.casefold(): usual * pay / paid for zone, pay in travel.items() if paid and zone}
    return {**zones, "": usual}
