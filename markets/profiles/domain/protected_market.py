"""What may be said of a market to one of its providers: medians over owners, and only through ``protect``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.form import Line, LineKind
from markets.profiles.domain.figure_rows import FigureRow
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.policy import PROTECTED, Policy
from reports.domain.protect import protect

PART = "market"
# Measures that a provider sees of itself with the market's beside it.
BESIDE = (
    "delivered_of_done", "delivered_of_commissioned", "stretched", "short", "under_15", "under_30", "punctual_15",
    "missed", "manual", "carers_4w", "coc", "usual_carer", "double_share", "overlap", "contact_share", "gap", "rate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarketMember:
    """A provider's figure, by whom it is owned, and how many hours a week it delivers."""

    provider: str
    owner: str
    hours: Decimal
    value: Decimal


def protected_market(
    measure: str, members: Sequence[MarketMember], policy: Policy = PROTECTED
) -> tuple[Decimal | None, Decimal, Decimal | None] | None:
    """Return the lower quartile (where it may be said), the median and the upper one; None where it is hidden."""
    line = Line(1, "", measure, measure, LineKind.TOTAL, fixed_share=None, differs_by_category=False)
    rows = tuple(
        CohortRow(provider=each.provider, owner=each.owner, values={measure: each.value}, weight=each.hours)
        for each in members
    )
    if not rows:
        return None
    table = protect((Cohort("market", (line,), rows),), policy)
    if isinstance(table, CohortFault):
        return None
    found = next((cell.figures for cell in table if cell.key.line == measure and not cell.key.dimension), None)
    if found is None or found.median is None:
        return None
    return found.lower_quartile, found.median, found.upper_quartile


def market_beside(
    rows: Iterable[FigureRow], owners: Mapping[str, str], hours: Mapping[str, Decimal]
) -> list[FigureRow]:
    """Return for each provider the market's protected figure beside its own, as rows of that provider."""
    own = [row for row in rows if row.level == "provider"]
    found = []
    for measure in BESIDE:
        members = [
            MarketMember(row.ref, owners.get(row.ref, row.ref), hours.get(row.ref, Decimal(0)), row.middle)
            for row in own
            if row.measure == measure and row.middle is not None
        ]
        quartiles = protected_market(measure, members)
        if quartiles is None:
            continue
        refs = sorted({row.ref for row in own})
        low, middle, high = quartiles
        name = f"{measure}.{PART}"
        found += [
            FigureRow(name, "provider", ref, lower_quartile=low, median=middle, upper_quartile=high) for ref in refs
        ]
    return found
