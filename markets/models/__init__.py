"""Tables of the markets room."""

from markets.models.rate_cards import RateCard
from markets.models.runs import VisitFigure, VisitRun
from markets.models.scenarios import FeeScenario
from markets.models.visits import Dataset, HalfMinutes, SealedPart, VisitMapping

__all__ = [
    "Dataset",
    "FeeScenario",
    "HalfMinutes",
    "RateCard",
    "SealedPart",
    "VisitFigure",
    "VisitMapping",
    "VisitRun",
]
