"""Tables of the markets room."""

from markets.models.evaluations import EvaluationLook, ExperienceFigure, MarketEvaluation
from markets.models.impact_papers import ImpactPaper
from markets.models.market_releases import (
    MarketLedgerRow,
    MarketRelease,
    MarketReleaseReview,
    MarketWithdrawalNotice,
)
from markets.models.market_tables import MarketTable
from markets.models.options import AppraisalScore, MarketRisk, OptionsAppraisal, RiskChange
from markets.models.pay_surveys import PayAnswer, PayCounts, PayDraft, PayPlace, PayQuestion, PaySurvey
from markets.models.payment import OwnPaymentRule, PaymentEffect, PaymentRun
from markets.models.places import PlaceFilePart, PlaceList
from markets.models.programmes import MarketProgramme, ProgrammeChoice, ServiceUserQuestions
from markets.models.rate_cards import RateCard
from markets.models.reviews import PackageToReview
from markets.models.runs import VisitFigure, VisitRun
from markets.models.scenarios import FeeScenario
from markets.models.visits import CountedLengths, Dataset, HalfMinutes, SealedPart, VisitMapping
from markets.models.zones import ZoneGround, ZonePlanRow

__all__ = [
    "AppraisalScore",
    "CountedLengths",
    "Dataset",
    "EvaluationLook",
    "ExperienceFigure",
    "FeeScenario",
    "HalfMinutes",
    "ImpactPaper",
    "MarketEvaluation",
    "MarketLedgerRow",
    "MarketProgramme",
    "MarketRelease",
    "MarketReleaseReview",
    "MarketRisk",
    "MarketTable",
    "MarketWithdrawalNotice",
    "OptionsAppraisal",
    "OwnPaymentRule",
    "PackageToReview",
    "PayAnswer",
    "PayCounts",
    "PayDraft",
    "PayPlace",
    "PayQuestion",
    "PaySurvey",
    "PaymentEffect",
    "PaymentRun",
    "PlaceFilePart",
    "PlaceList",
    "ProgrammeChoice",
    "RateCard",
    "RiskChange",
    "SealedPart",
    "ServiceUserQuestions",
    "VisitFigure",
    "VisitMapping",
    "VisitRun",
    "ZoneGround",
    "ZonePlanRow",
]
