"""How much of the market is engaged, has submitted and is usable: by providers, locations, and hours or beds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from engagement.contacts.domain.vocabulary import Worded
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.percentages import percent_of

FEWEST_TOLD = 5
# Of providers, of locations, and of hours or beds.
Counts: TypeAlias = tuple[Decimal | int, Decimal | int, Decimal | int]


class Stage(Worded):
    """The stages of the funnel; whoever is at one is at all before it."""

    IN_SCOPE = "in_scope", "In scope"
    ENGAGED = "engaged", "Engaged"
    SUBMITTED = "submitted", "Submitted"
    USABLE = "usable", "Usable"


REACHED: dict[Stage, Callable[[LocationStatus], bool]] = {
    Stage.IN_SCOPE: lambda facts: facts.place.is_relevant,
    Stage.ENGAGED: lambda facts: facts.place.is_relevant and facts.is_engaged,
    Stage.SUBMITTED: lambda facts: facts.place.is_relevant and facts.is_received,
    Stage.USABLE: lambda facts: facts.place.is_relevant and facts.is_received and facts.is_usable,
}


@dataclass(frozen=True, slots=True)
class CoverageMeasure:
    """A number and its percentage of the scope. A number of None is withheld from the asker."""

    number: Decimal | int | None
    percent: int | None = None

    @property
    def is_withheld(self) -> bool:
        return self.number is None


WITHHELD = CoverageMeasure(None)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row of the funnel. A provider counts from its first location on; ``weight`` is in hours a week or beds."""

    stage: Stage
    providers: CoverageMeasure
    locations: CoverageMeasure
    weight: CoverageMeasure


@dataclass(frozen=True, slots=True)
class Coverage:
    """The funnel; ``unweighed`` locations in scope have no hours or beds, and add nothing to them."""

    rows: tuple[CoverageRow, ...]
    unweighed: int
    not_relevant: int

    def at(self, stage: Stage) -> CoverageRow:
        return next(row for row in self.rows if row.stage is stage)

    @property
    def is_weighed(self) -> bool:
        """Tell whether any hours or beds are known."""
        return bool(self.at(Stage.IN_SCOPE).weight.number)


def coverage(market: Iterable[LocationStatus]) -> Coverage:
    everybody = list(market)
    scope = [facts for facts in everybody if facts.place.is_relevant]
    counts = _counts_by_stage(scope)
    return Coverage(
        rows=tuple(_row(stage, counts[stage], counts[Stage.IN_SCOPE]) for stage in Stage),
        unweighed=sum(facts.place.weight is None for facts in scope),
        not_relevant=len(everybody) - len(scope),
    )


def _counts_by_stage(scope: Sequence[LocationStatus]) -> dict[Stage, Counts]:
    """Count those in scope at each stage: as they are at all before it, the next is sought among them alone."""
    counts, those = {}, scope
    for stage in Stage:
        those = those if stage is Stage.IN_SCOPE else [facts for facts in those if REACHED[stage](facts)]
        counts[stage] = _counts(those)
    return counts


def _counts(those: Sequence[LocationStatus]) -> Counts:
    """Count; a provider by the number that its id is, as hashing ids takes longer than all else here."""
    places = [facts.place for facts in those]
    providers = len({place.provider_id.int for place in places})
    return providers, len(places), sum([place.weight for place in places if place.weight], Decimal(0))


def _row(stage: Stage, counts: Counts, of: Counts) -> CoverageRow:
    """Return a row with percentages, which the scope itself has none of."""
    told = stage is not Stage.IN_SCOPE
    providers, locations, weight = (
        CoverageMeasure(part, percent_of(part, whole) if told else None) for part, whole in zip(counts, of, strict=True)
    )
    return CoverageRow(stage, providers, locations, weight)


def for_council(seen: Coverage) -> Coverage:
    """Return what may be told without telling whose return is usable: nothing of the usable.

    A count moves with each decision of the team and can be watched; a release tells it, frozen.
    """
    return replace(seen, rows=tuple(row for row in seen.rows if row.stage is not Stage.USABLE))


def response_rate(seen: Coverage) -> int | None:
    """Return the percentage of locations that have sent a return, without those marked as not relevant."""
    return seen.at(Stage.SUBMITTED).locations.percent
