"""Releases of a market one after another, with one ledger in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from costing.form import Form
from reports.domain.batch_folder import Market, Ownership
from reports.domain.breakdown_list import Breakdown
from reports.domain.cohort import Cohort, CohortFault
from reports.domain.ledger import Ledger, LedgerEntry, values_in
from reports.domain.market import public_cohorts
from reports.domain.measures import CellKey
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedTable
from reports.domain.rounding import coverage
from reports.domain.statistics import TwoTotals, two_totals

Owners = Mapping[str, Ownership]
# Between the name of another exercise and the number of its release, where figures are carried from there.
OF = "/"
# By dimension and group; that of the whole market under two blanks.
Coverages = Mapping[tuple[str, str], Decimal | None]
WHOLE = ("", "")


@dataclass(frozen=True)
class MarketOfRelease:
    """The market of which a release is asked for, and the groups of its locations."""

    number: int
    market: Market
    breakdown: Breakdown


@dataclass(frozen=True)
class SeriesRelease:
    """A release of a series with what it adds to the ledger.

    ``coverages`` are those of each release so far, by its name in the ledger: its number, behind the name of the
    exercise if that is another one.
    """

    of: MarketOfRelease
    table: ProtectedTable
    coverages: Mapping[str, Coverages]
    entries: tuple[LedgerEntry, ...]
    cohorts: tuple[Cohort, ...] = field(repr=False)

    def totals(self, dimension: str, group: str) -> Mapping[tuple[str, str], TwoTotals]:
        """Return both totals of a group, of its released cells alone."""

        def median_of(column: str, line: str) -> Decimal | None:
            cell = self.table.cells.get(CellKey(column, line, dimension, group))
            return cell.median if cell else None

        return two_totals(self.cohorts, median_of)

    def carried_from(self, key: CellKey) -> int | None:
        """Return the number of the release that the figures of a cell first came with; None if it is this one."""
        earlier = self.table.cells[key].carried_from
        return None if earlier is None else int(earlier.rpartition(OF)[2])

    def carried_from_exercise(self, key: CellKey) -> str | None:
        """Return the name of the other exercise that the figures of a cell come from; None if it is this one."""
        return (self.table.cells[key].carried_from or "").rpartition(OF)[0] or None

    def coverage(self, key: CellKey) -> Decimal | None:
        """Return the coverage of a shown cell, frozen with the release of the series that its figures came with."""
        found = self.coverages.get(self.table.cells[key].carried_from or str(self.of.number), {})
        return found.get((key.dimension, key.group))


def releases_in_turn(
    form: Form,
    markets: Sequence[MarketOfRelease],
    policy: Policy,
    owners: Owners,
    ledger: Ledger,
    elsewhere: Mapping[str, Coverages] = MappingProxyType({}),
) -> Iterator[SeriesRelease | CohortFault]:
    """Yield a release of each market, the last one as made after the closing day; a fault ends the series.

    ``ledger`` is an empty one with its key, and what was published of other exercises; ``elsewhere`` are the coverages
    of the releases there.
    """
    coverages = dict(elsewhere)
    for one in markets:
        coverages[str(one.number)] = _coverages(one, owners, policy)
        returns = [replace(each, breakdown=one.breakdown.get(each.provider, {})) for each in one.market.returns]
        cohorts = public_cohorts(form, returns)
        if isinstance(cohorts, CohortFault):
            yield cohorts
            return
        table = protect(cohorts, policy, replace(ledger, closed=one is markets[-1]))
        if isinstance(table, CohortFault):
            yield table
            return
        entries = ledger_entries(table, str(one.number))
        yield SeriesRelease(one, table, dict(coverages), entries, cohorts)
        ledger = ledger.with_entries(entries, {str(one.number): values_in(cohorts)})


def _coverages(one: MarketOfRelease, owners: Owners, policy: Policy) -> Coverages:
    """Return the share of all hours or beds that was received, whichever returns were used (R12)."""
    groups = {pair for of in one.breakdown.values() for pair in of.items()}
    everybody = {group: [place for place in owners if _is_in(one.breakdown, place, group)] for group in groups}
    return {
        group: _coverage({place: owners[place].weight for place in places}, one.market.received, policy)
        for group, places in {**everybody, WHOLE: list(owners)}.items()
    }


def _is_in(breakdown: Breakdown, location: str, group: tuple[str, str]) -> bool:
    return breakdown.get(location, {}).get(group[0]) == group[1]


def _coverage(weights: Mapping[str, Decimal], received: frozenset[str], policy: Policy) -> Decimal | None:
    came = received & weights.keys()
    weight = sum((weights[location] for location in came), Decimal(0))
    return coverage(weight, sum(weights.values(), Decimal(0)), len(came), policy)
