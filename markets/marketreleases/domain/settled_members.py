"""Providers who are new since the last release of a cell: a few of them wait, so that the cell can be shown at all.

A later period's figure of the same providers and one more would be withheld (R4). Without the newcomers it is of those
who stood in the last one; they count once more owners are new than a difference may tell of. Who is left out hangs on
who is new alone, on nobody's figures. Where somebody is gone the cell is withheld, as nothing takes their place.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from markets.marketreleases.domain.independent_figures import IndependentFigures
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.member_seals import Seal

ByProvider = Mapping[str, Decimal]


def settled(figures: IndependentFigures, ledger: Ledger, few: int) -> IndependentFigures:
    """Return the figures without newcomers, wherever up to ``few`` owners are new since an earlier period."""
    last = _last_of_other_periods(figures, ledger)
    if not last:
        return figures
    seal = Seal(ledger)
    values = {
        zone: {
            measure: _settled(by_provider, last.get((zone, measure)), figures.owners, seal, few)
            for measure, by_provider in of.items()
        }
        for zone, of in figures.values.items()
    }
    return replace(figures, values=values)


def _last_of_other_periods(figures: IndependentFigures, ledger: Ledger) -> dict[tuple[str, str], LedgerEntry]:
    """Return by zone and measure what was published last, of the same plan; of another period alone."""
    found: dict[tuple[str, str], LedgerEntry] = {}
    for entry in ledger.entries:
        _, plan, zone = entry.key.column.split("|", 2)
        if plan == figures.plan:
            found[zone, entry.key.line] = entry
    own = f"{figures.first}/{figures.last}|"
    return {place: entry for place, entry in found.items() if not entry.key.column.startswith(own)}


def _settled(
    by_provider: ByProvider, last: LedgerEntry | None, owners: Mapping[str, str], seal: Seal, few: int
) -> ByProvider:
    if last is None:
        return by_provider
    then = {member.provider for member in last.membership}
    new = {provider for provider in by_provider if seal.providers[provider] not in then}
    is_gone = len(by_provider) - len(new) < len(then)
    if not new or is_gone or len({owners.get(one, one) for one in new}) > few:
        return by_provider
    return {provider: value for provider, value in by_provider.items() if provider not in new}
