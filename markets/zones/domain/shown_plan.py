"""A zone plan as it is shown: the answer in a sentence, each zone's measures in words, and two plans side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from markets.zones.domain.plan_measures import PlanMeasures, ZoneMeasures
from spreadsheets.plain_books import PlainSheet

HEADS = (
    "Zone", "Units", "Clients", "Hours a week", "Rounds", "In the country", "Km between visits",
    "Minutes between visits", "Providers that stay", "Clients who would change",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownZone:
    number: int
    zone: ZoneMeasures
    cells: tuple[str, ...]


def shown_zones(measures: PlanMeasures) -> list[ShownZone]:
    return [ShownZone(number, zone, _cells(zone)) for number, zone in enumerate(measures.zones, 1)]


def _cells(zone: ZoneMeasures) -> tuple[str, ...]:
    return (
        f"{zone.units:,}", f"{zone.clients:,}", f"{zone.hours:,.0f}", f"{zone.rounds:,}", percent(zone.rural_share),
        number(zone.km_between, 2), interval(zone), f"{len(zone.providers)}", f"{zone.changing:,}",
    )  # fmt: skip


def number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:,.{places}f}"


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def interval(zone: ZoneMeasures) -> str:
    if zone.minutes is None or zone.low_minutes is None or zone.high_minutes is None:
        return "–"
    return f"{zone.minutes:.1f} ({zone.low_minutes:.1f}\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}{zone.high_minutes:.1f})"


def plan_sentence(measures: PlanMeasures, today: PlanMeasures) -> str:
    """Return what a plan comes to beside today's zones."""
    if measures.km_between is None or today.km_between is None or not today.km_between:
        return "No client has a place, so ways cannot be compared."
    saved = 1 - measures.km_between / today.km_between
    if abs(saved) < 0.01:
        ways = "Ways between visits stay as they are"
    else:
        ways = f"Ways between visits are {abs(saved):.0%} {'shorter' if saved > 0 else 'longer'} than in today’s zones"
        ways = ways.replace("%", " %")
    return f"{ways}: {measures.km_between:.2f} km instead of {today.km_between:.2f} km. {_who(measures)}"


def _who(measures: PlanMeasures) -> str:
    clients = (
        f"{measures.changing:,} clients" if measures.changing > 1 else "1 client" if measures.changing else "No client"
    )
    return f"{clients} would change provider; {percent(measures.kept)} of hours stay in their zone."


def plan_sheet(measures: PlanMeasures) -> PlainSheet:
    return PlainSheet("Zones", HEADS, tuple((one.zone.zone, *one.cells) for one in shown_zones(measures)))


def beside(plans: Sequence[tuple[str, PlanMeasures]]) -> list[tuple[str, list[str]]]:
    """Return each measure with its value in each plan, for the page that compares plans."""
    return [
        ("Zones", [f"{len(one.zones)}" for _, one in plans]),
        ("Km between visits, all zones", [number(one.km_between, 2) for _, one in plans]),
        ("Km between visits, worst zone", [number(one.worst_km, 2) for _, one in plans]),
        (
            "Hours a week, smallest zone",
            [number(min((z.hours for z in one.zones), default=None), 0) for _, one in plans],
        ),
        (
            "Hours a week, largest zone",
            [number(max((z.hours for z in one.zones), default=None), 0) for _, one in plans],
        ),
        ("In the country, least zone", [percent(_ends(one)[0]) for _, one in plans]),
        ("In the country, most zone", [percent(_ends(one)[1]) for _, one in plans]),
        ("Clients who would change provider", [f"{one.changing:,}" for _, one in plans]),
        ("Hours that stay in their zone", [percent(one.kept) for _, one in plans]),
        ("Units apart from their zone", [f"{sum(len(z.apart) for z in one.zones)}" for _, one in plans]),
    ]


def _ends(measures: PlanMeasures) -> tuple[float | None, float | None]:
    shares = [zone.rural_share for zone in measures.zones if zone.rural_share is not None]
    return min(shares, default=None), max(shares, default=None)
