"""Tables of the markets room."""

from markets.models.scenarios import FeeScenario

__all__ = ["FeeScenario"]
