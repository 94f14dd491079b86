"""Test support: the figures of a market in which every provider has a name and figures of its own, to be looked for."""

from decimal import Decimal

from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.invented_figures import invented_figures
from markets.profiles.domain.profile_figures import ProfileFigures, profile_figures

ZONES = ("Z1", "Z2", "Z3", "Z4", "Z5", "Z6")


def ref_of(number: int) -> str:
    return f"planted-{number:02}"


def own_figure(number: int, zone: int) -> Decimal:
    """Return hours that nobody else has, nor any sum of others: they can be looked for."""
    return Decimal(f"{61 + 7 * number + 3 * zone}.{137 + 11 * number + zone}")


def planted_market(providers: int = 30, alone: str = "Z6") -> ProfileFigures:
    """Return the invented county's market with planted providers, each in all zones but ``alone``, where one works."""
    there = invented_figures().rows.values()
    rows = [
        row
        for row in there
        if row.level == "market" and not row.measure.startswith(("hours", "size_band", "resilience"))
    ]
    rows += [
        row for row in there if row.level == "zone" and row.measure in ("short", "punctual_15", "pickup", "clients")
    ]
    sums, whole = dict.fromkeys(ZONES, Decimal(0)), Decimal(0)
    for number in range(providers):
        whole = Decimal(0)
        for at, zone in enumerate(ZONES):
            if zone == alone and number:
                continue
            hours = own_figure(number, at)
            rows.append(FigureRow(f"zone.{zone}", "provider", ref_of(number), hours, hours, Decimal(1), 1))
            sums[zone] += hours
            whole += hours
        rows.append(FigureRow("hours", "provider", ref_of(number), whole, whole, Decimal(1), 1))
        rows.append(FigureRow("resilience", "provider", ref_of(number), whole, whole, Decimal(1), 1))
    # If the last one failed, its hours would have nowhere to go: a market's figure that is a provider's own.
    rows.append(FigureRow("resilience", "market", "", whole, whole, Decimal(1), 1))
    rows += [FigureRow("hours", "zone", zone, hours, hours, Decimal(1), 1) for zone, hours in sums.items()]
    rows.append(FigureRow("hours", "market", "", sum(sums.values()), sum(sums.values()), Decimal(1), 1))
    return profile_figures(rows, {ref_of(number): f"Planted Provider {number}" for number in range(providers)})
