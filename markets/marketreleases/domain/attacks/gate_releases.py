"""Releases of a market through its own gate, as attackers of reports know releases: each is of the next period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from markets.marketreleases.domain.independent_figures import EVERYWHERE, IndependentFigures
from markets.marketreleases.domain.market_gate import (
    POLICY,
    MarketFault,
    MarketFigures,
    column_of,
    market_entries,
    market_ledger,
    market_values,
    protected_figures,
)
from reports.domain.attacks.markets import total_cohort, total_of
from reports.domain.attacks.methods import OURS, ReleaseMethod
from reports.domain.attacks.outsiders import WHOLE, ProtectedReleases, Releases, Shown, group

# Which measure it is makes no difference: all are decided alike, and this one stands for minutes of about 22.
MEASURE = "gap"
BEGIN, A_PERIOD = date(2025, 1, 6), 28
ZoneFigures = Mapping[str, MarketFigures]
# Rows of a market by zone.
Zones = Mapping[str, Iterable[Any]]


class GateReleases(ProtectedReleases):
    """The releases of one market, with all that it ever published; what is published is of a period after the last."""

    def __init__(self) -> None:
        super().__init__(POLICY)
        self._entries: list[Any] = []
        self._values: dict[str, Any] = {}
        self._period = 0

    def publish(self, cohorts: Sequence[Any]) -> Shown:
        """Publish a table of one line for the next period; its groups are zones, in which all have the same figure."""
        zones: dict[str, list[Any]] = {EVERYWHERE: list(cohorts[0].rows)}
        for row in cohorts[0].rows:
            if "zone" in row.breakdown:
                zones.setdefault(row.breakdown["zone"], []).append(row)
        self.next_period()
        shown = self.publish_zones(zones)
        return {group(zone) if zone else WHOLE: figures for zone, figures in shown.items()}

    def next_period(self) -> None:
        self._period += 1

    def publish_zones(self, zones: Zones, plan: str = "") -> ZoneFigures:
        """Publish a figure by zone of the period that it is, under a plan of zones; return those that are shown."""
        first = BEGIN + timedelta(A_PERIOD * self._period)
        rows = {zone: list(of) for zone, of in zones.items()}
        figures = IndependentFigures(
            first,
            first + timedelta(A_PERIOD - 1),
            plan,
            {zone: {MEASURE: _by_provider(of)} for zone, of in rows.items()},
            {row.provider: row.owner for of in rows.values() for row in of},
        )
        table = protected_figures(figures, market_ledger("attacked", b"of no use", self._entries, self._values))
        if isinstance(table, MarketFault):
            raise ValueError(table.message)
        release = str(len(self._values))
        self._entries += market_entries(table, release)
        self._values[release] = market_values(figures)
        cells = {zone: table.cell(column_of(figures, zone), MEASURE).figures for zone in rows}
        return {zone: found for zone, found in cells.items() if found is not None}

    def second_exercise(self) -> Releases:
        return self


def _by_provider(rows: Iterable[Any]) -> dict[str, Decimal]:
    return {row.provider: total_of(row) for row in rows}


def publish_plan(releases: Releases, zones: Zones, plan: str) -> ZoneFigures:
    """Publish zones by whatever method: one that has no plan publishes each zone as a market of its own."""
    if isinstance(releases, GateReleases):
        return releases.publish_zones(zones, plan)
    shown = {zone: releases.publish(total_cohort(tuple(rows))).get(WHOLE) for zone, rows in zones.items()}
    return {zone: figures for zone, figures in shown.items() if figures is not None}


THROUGH_THE_GATE = ReleaseMethod(OURS, GateReleases, is_ours=True)
