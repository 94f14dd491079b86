"""The part of a paper on money that says what is bought and at which fee."""

from collections.abc import Sequence
from decimal import Decimal

from costing.figure_words import gbp
from markets.fees.domain.result import ScenarioResult
from markets.payment.domain.lab_words import signed_pounds
from reports.annexes.domain.blocks import Block, heading, table, words

NOTHING = Decimal(0)
NOT_THERE = "–"


def hours_and_rates(result: ScenarioResult) -> list[Block]:
    """Return what is bought and at which fee, a row a zone, and the fee by length of visit."""
    heads = ("Zone", "Hours a week", "Today’s fee", "New fee", "Change", "Carries the living wage from")
    rows = [
        (
            zone.name,
            f"{zone.council.hours:,.0f}" if zone.council.hours is not None else NOT_THERE,
            gbp(zone.council.fee) if zone.council.fee is not None else NOT_THERE,
            gbp(zone.fee.rate),
            signed_pounds(None if zone.gap is None else -zone.gap),
            gbp(zone.fee_for_floor),
        )
        for zone in result.zones
    ]
    lengths = [(zone.name, *(gbp(one.per_visit) for one in zone.fee.by_length.values())) for zone in result.zones]
    minutes = ("Zone", *(f"{k} min" for k in result.inputs.lengths))
    return [
        heading("Hours and rates", 1),
        words(_hours_says(result)),
        table("Hours and fees by zone, £ an hour", heads, rows, widths=(2.4, 1.3, 1.2, 1.2, 1.2, 1.7)),
        table("The new fee by length of visit, £ a visit", minutes, lengths),
        *_left_out(result),
    ]  # fmt: skip


def _hours_says(result: ScenarioResult) -> str:
    hours = sum((zone.council.hours or NOTHING for zone in result.zones if zone.budget is not None), NOTHING)
    below = [zone.name for zone in result.zones if zone.carries_floor is False]
    says = f"The council buys {hours:,.0f} hours of home care a week in the zones that are counted."
    if below:
        says += f" Today’s fee does not carry the National Living Wage in {listed(below)}."
    return says


def _left_out(result: ScenarioResult) -> list[Block]:
    left = [zone.name for zone in result.zones if zone.budget is None]
    if not left:
        return []
    return [words(f"Not counted, as today’s fee or the hours are not known there: {listed(left)}.")]


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
