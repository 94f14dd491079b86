"""Tables of the markets room."""

from markets.models.market_tables import MarketTable
from markets.models.rate_cards import RateCard
from markets.models.runs import VisitFigure, VisitRun
from markets.models.scenarios import FeeScenario
from markets.models.visits import Dataset, HalfMinutes, SealedPart, VisitMapping

__all__ = [
    "Dataset",
    "FeeScenario",
    "HalfMinutes",
    "MarketTable",
    "RateCard",
    "SealedPart",
    "VisitFigure",
    "VisitMapping",
    "VisitRun",
]
