"""The gate: of visits that the independent team holds, protected figures alone leave it, and by this module alone.

Each measure is a line, everywhere and each zone of each period and plan of zones a column of it, so that all that was
ever published of a measure is compared with a new cell by who is in it (R4, R5), whatever the zones were called and
wherever they were drawn. Figures of another period stand in another cell: they are never carried forward for it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from costing.form import Line, LineKind
from markets.marketreleases.domain.independent_figures import EVERYWHERE, LEAVING, IndependentFigures
from markets.marketreleases.domain.settled_members import settled
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.ledger import Figures, Ledger, LedgerEntry, Values
from reports.domain.policy import PROTECTED, Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedCell, ProtectedTable

# As others of the room call what they may handle of the gate, and nobody but it can make.
ProtectedMarket = ProtectedTable
MarketFault = CohortFault
MarketLedger = Ledger
MarketFigures = Figures
POLICY = PROTECTED
LINES = tuple(
    Line(number, "", key, key, LineKind.TOTAL, fixed_share=None, differs_by_category=True)
    for number, key in enumerate(LEAVING, 1)
)


def protected_figures(
    figures: IndependentFigures, ledger: MarketLedger, policy: Policy = POLICY
) -> ProtectedMarket | MarketFault:
    """Return what may leave of the figures, after all that has left before; a few newcomers wait."""
    return protect(market_cohorts(settled(figures, ledger, policy.max_difference_owners)), policy, ledger)


def market_cohorts(figures: IndependentFigures) -> tuple[Cohort, ...]:
    """Return a cohort for everywhere, which is decided first, and one for each zone."""
    return tuple(Cohort(column_of(figures, zone), LINES, _rows(figures, zone)) for zone in figures.zones)


def _rows(figures: IndependentFigures, zone: str) -> tuple[CohortRow, ...]:
    values = figures.values.get(zone, {})
    providers = sorted({provider for of in values.values() for provider in of})
    return tuple(
        CohortRow(
            provider,
            figures.owners.get(provider, provider),
            {line.key: values.get(line.key, {}).get(provider) for line in LINES},
        )
        for provider in providers
    )


def column_of(figures: IndependentFigures, zone: str) -> str:
    """Return the column of a zone: of its period and its plan alone."""
    return f"{figures.first}/{figures.last}|{figures.plan}|{zone}"


def market_values(figures: IndependentFigures) -> Values:
    """Return the values behind a release, which a small correction is held against (R13)."""
    return {
        (column_of(figures, zone), measure): dict(by_provider)
        for zone in figures.zones
        for measure, by_provider in figures.values.get(zone, {}).items()
    }


def market_entries(table: ProtectedMarket, release: str) -> tuple[LedgerEntry, ...]:
    return ledger_entries(table, release)


def market_ledger(
    authority: str, key: bytes, entries: Iterable[LedgerEntry], values: Mapping[str, Values]
) -> MarketLedger:
    """Return what was ever published of an authority's market; no figures wait for a closing day, as there is none."""
    return Ledger(exercise=chain_of(authority), key=key, entries=tuple(entries), values=values, closed=True)


def chain_of(authority: str) -> str:
    """Return the name under which an authority's rows are sealed; no exercise has it."""
    return f"market of {authority}"


def market_document(table: ProtectedMarket, figures: IndependentFigures) -> dict[str, Any]:
    """Return what a page may show, of protected cells alone; a hidden one shows nothing, whatever hides it."""
    _only_protected(table)
    return {
        "first": figures.first.isoformat(),
        "last": figures.last.isoformat(),
        "plan": figures.plan,
        "zones": [zone for zone in figures.zones if zone != EVERYWHERE],
        "cells": {
            measure: {zone: _shown(table.cell(column_of(figures, zone), measure)) for zone in figures.zones}
            for measure in LEAVING
            if any(measure in of for of in figures.values.values())
        },
    }


def _only_protected(table: object) -> None:
    """Refuse whatever is no protected table, for callers whose types nobody checked."""
    if not isinstance(table, ProtectedTable) or not table.for_publication:
        raise TypeError("only a protected table for publication leaves the independent team")


def _shown(cell: ProtectedCell) -> dict[str, Any] | None:
    if cell.figures is None:
        return None
    ends = (cell.lower_quartile, cell.median, cell.upper_quartile)
    lower, median, upper = (None if each is None else _text(each) for each in ends)
    return {"n": cell.n, "lower": lower, "median": median, "upper": upper, "indicative": cell.indicative}


def _text(number: Decimal) -> str:
    return f"{number:f}"


def hiding_reasons(table: ProtectedMarket, figures: IndependentFigures) -> dict[str, dict[str, str]]:
    """Return by measure and zone why a cell is hidden, for the independent team."""
    found: dict[str, dict[str, str]] = {}
    for measure in LEAVING:
        for zone in figures.zones:
            reason = table.cell(column_of(figures, zone), measure).reason
            if reason is not None and measure in figures.values.get(zone, {}):
                found.setdefault(measure, {})[zone] = reason.value
    return found
