"""Test support: a council's return on which there is nothing to say, as somebody would type it."""

from datetime import date

from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.returns.domain.return_case import KnownPlace
from benchmarking.returns.domain.whole_return import ReturnAsked, TypedReturn
from costing.form import AnswerType

WEEK = date(2025, 4, 7)
CODE = "X09000001"
SAID = {
    "ons_code": CODE,
    "completed_by_email": "carol@example.org",
    "reference_week": "7 April 2025",
    "hours_commissioned_per_week": "11,250.5",
    "people_receiving": "1040",
    "spend_per_week": "£241,885.75",
    "share_direct_payments": "12%",
    "providers_framework": "20",
    "providers_delivering": "18",
    "providers_spot": "2",
    "share_main_model": "100%",
    "model_since": "1 April 2022",
    "zones": "4",
    "pay_floor": "LLW",
    "pay_floor_gbp": "13.85",
    "rate_set_by": "council fixed",
    "indicative_rate": "£21.50",
    "ceiling_rate": "n/a",
    "floor_rate": "n/a",
    "cost_of_care_median": "n/a",
    "rates_from": "1 April 2025",
    "uplift_share": "5%",
    "uplift_from": "1 April 2025",
    "double_handed": "100%",
    "minute_rounding": "15",
    "short_visit_minutes": "15",
    "share_under_30": "8%",
    "packages_started": "300",
    "packages_ended": "280",
    "packages_handed_back": "14",
    "people_waiting": "19",
    "hours_waiting": "209.3",
    "lowest_rate_foi": "20.00",
    "highest_rate_foi": "24.00",
    "consent_names": "practice",
    "consent_public_examples": "yes",
}
PRICE = {
    "package": "standard", "need_type": "mixed", "day_type": "any", "priced_by": "hour", "price": "21.50",
    "provider_group": "framework", "providers_at_price": "18", "hours_per_week": "11250.5",
    "price_from": "1 April 2025", "source": "contract",
}  # fmt: skip
PROVIDER = {
    "location_id": "1-100001340", "hours_per_week": "11250.5", "average_price": "21.50", "contract": "framework",
    "leaving": "no",
}  # fmt: skip
PLACES = {"1-100001340": KnownPlace("Larch Care", is_homecare=True, is_dormant=False)}


def an_answer(key: str) -> str:
    """Return an answer to a question of which no test says more."""
    question = PROFILE.by_key[key]
    usual = {AnswerType.TEXT: "Carol Council", AnswerType.DATE: "1 April 2025", AnswerType.EMAIL: "carol@example.org"}
    if question.choices:
        return question.choices[0]
    return usual.get(question.type, "10")


def typed(**changes: str) -> dict[str, str]:
    return {question.key: SAID.get(question.key) or an_answer(question.key) for question in PROFILE.questions} | changes


def given(
    *, prices: list[dict[str, str]] | None = None, providers: list[dict[str, str]] | None = None, **changes: str
) -> TypedReturn:
    rows = [PRICE] if prices is None else prices
    return TypedReturn(typed(**changes), rows, [PROVIDER] if providers is None else providers, {})


def asked(**more: object) -> ReturnAsked:
    told = {
        "week": WEEK, "ons_code": CODE, "council": "Ashgrove", "today": date(2025, 6, 1),
        "names_by_code": {"X09000002": "Barrow"}, "before": {}, "average_before": None, "places": PLACES,
    }  # fmt: skip
    return ReturnAsked(**(told | more))  # type: ignore[arg-type]
