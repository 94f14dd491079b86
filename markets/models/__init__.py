"""Tables of the markets room."""

from markets.models.pay_surveys import PayAnswer, PayCounts, PayDraft, PayPlace, PayQuestion, PaySurvey
from markets.models.rate_cards import RateCard
from markets.models.scenarios import FeeScenario

__all__ = ["FeeScenario", "PayAnswer", "PayCounts", "PayDraft", "PayPlace", "PayQuestion", "PaySurvey", "RateCard"]
