"""All measures of a file of visits: of the market, and of each provider."""

from collections.abc import Mapping
from dataclasses import dataclass

from markets.measures.domain.catalogue import FROM_VISITS, KEYS, OF_MARKETS, VisitMeasure, sources_in
from markets.measures.domain.figures import AnyFigure, HiddenFigure
from markets.measures.domain.visit_set import VisitSet, of_home_care, weeks_of
from markets.visits.domain.marks import by_provider, filled_in_providers
from markets.visits.domain.visit_file import VisitDataset

Figures = Mapping[str, AnyFigure]
HAND_FILLED = "V15"


@dataclass(frozen=True, slots=True)
class MarketMeasures:
    market: Figures
    providers: Mapping[str, Figures]


def measured(dataset: VisitDataset) -> MarketMeasures:
    """Return every measure; minutes of hand-filled providers are hidden, and are in no mean of the market."""
    rows = of_home_care(dataset.used)
    weeks, sources = weeks_of(rows), sources_in(dataset.fields)
    filled_in = filled_in_providers(rows, dataset.marks)
    whole = VisitSet(rows, dataset.marks, weeks)
    timed = VisitSet([row for row in rows if row.provider not in filled_in], dataset.marks, weeks)
    return MarketMeasures(
        market={key: _figure(key, sources, timed if _of_minutes(key) else whole) for key in KEYS},
        providers={
            name: _of_provider(VisitSet(visits, dataset.marks, weeks), sources, name in filled_in)
            for name, visits in sorted(by_provider(rows).items())
        },
    )


def _of_provider(visits: VisitSet, sources: frozenset[str], is_filled_in: bool) -> Figures:
    hidden = HiddenFigure(HAND_FILLED)
    return {
        key: hidden if is_filled_in and _of_minutes(key) else _figure(key, sources, visits)
        for key in KEYS
        if key not in OF_MARKETS
    }


def _of_minutes(key: str) -> bool:
    return key in FROM_VISITS and FROM_VISITS[key].of_minutes


def _figure(key: str, sources: frozenset[str], visits: VisitSet) -> AnyFigure:
    measure: VisitMeasure | None = FROM_VISITS.get(key)
    if measure is None or not visits.rows or not sources.issuperset(measure.needs):
        return None
    return measure.work(visits)
