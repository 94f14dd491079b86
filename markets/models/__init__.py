"""Tables of the markets room."""

from markets.models.rate_cards import RateCard
from markets.models.scenarios import FeeScenario

__all__ = ["FeeScenario", "RateCard"]
