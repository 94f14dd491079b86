"""Rates of a plan's zones in words and cells, and beside those of today's zones."""

from decimal import Decimal

from markets.fees.domain.more_words import more_or_less
from markets.zones.domain.shown_plan import interval
from markets.zones.domain.zone_rates import PricedPlan, RatedZone, RateInterval
from spreadsheets.decimals import rounded

RATE_HEADS = (
    "Zone", "Hours a week", "Travel, minutes a visit", "Miles a visit", "Waiting, minutes", "£ an hour",
    "£ a year", "Clients who would change",
)  # fmt: skip


def rate_rows(plan: PricedPlan) -> list[tuple[str, tuple[str, ...]]]:
    """Return a row a zone: its name and the cells behind it."""
    return [(one.zone.zone, _cells(one)) for one in plan.zones]


def _cells(one: RatedZone) -> tuple[str, ...]:
    zone = one.zone
    return (
        f"{zone.hours:,.0f}", interval(zone), f"{one.travel.d:.2f}",
        f"{one.travel.w:.1f}", _between(one.rate, 2), _between(one.budget, 0), f"{zone.changing:,}",
    )  # fmt: skip


def _between(found: RateInterval, places: int) -> str:
    middle, low, high = (f"{rounded(one, places):,f}" for one in (found.middle, found.low, found.high))
    return f"{middle} ({low}\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}{high})"


def total_cells(plan: PricedPlan) -> tuple[str, ...]:
    """Return the cells of all zones together."""
    one_rate = _between(plan.one_rate, 2) if plan.one_rate else "–"
    changing = sum(one.zone.changing for one in plan.zones)
    return (f"{plan.hours:,.0f}", "", "", "", one_rate, _between(plan.budget, 0), f"{changing:,}")


def rates_sentence(plan: PricedPlan, today: PricedPlan) -> str:
    """Return what the plan costs beside today's zones at their own rates, with the interval of the ways."""
    if not plan.zones:
        return "No zone has two clients, so no rate can be worked out."
    beside = _beside_today(plan.budget - today.budget)
    words = [f"At these rates the plan costs £{rounded(plan.budget.middle, 0):,f} a year, {beside}."]
    if plan.spread is not None:
        words.append(f"The dearest zone is {_percent(plan.spread)} above the cheapest{_as_today(today)}.")
    return " ".join(words)


def _beside_today(change: RateInterval) -> str:
    middle, *ends = (rounded(one, 0) for one in (change.middle, change.low, change.high))
    found = f"{more_or_less(middle)} than" if middle else "as much as"
    low, high = (more_or_less(end) for end in sorted(ends))
    interval = f" ({low} to {high} by the interval of ways)" if low != high else ""
    return f"{found} today’s zones at rates of their own{interval}"


def _as_today(today: PricedPlan) -> str:
    return "" if today.spread is None else f"; of today’s zones it is {_percent(today.spread)}"


def _percent(share: Decimal) -> str:
    return f"{rounded(share * 100, 1):f} %"
