"""An example return: a plausible location that does not exist, at the prices of any price date."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from costing.form import AnswerType, Form
from costing.rates import NATIONAL_LIVING_WAGE, rates_at
from costing.synthetic import PRICE_DATE, invented_market
from spreadsheets.decimals import rounded

SAYS = "This is an example; every figure in it is invented"
# Shaped as an ID of the CQC, which has none like it; and what stands in the workbook in place of the exercise.
LOCATION_ID, EXERCISE = "1-000000000", "example"
# Of the markets that can be invented, one whose only location has nothing unusual about it, in every year.
_SEEDS = {"homecare": 1, "care_home": 1}
_UNLIKE_WAGES = "£ per mile"


def example_answers(form: Form, price_date: date) -> dict[str, str]:
    """Return answers in their normal forms; pounds are those of 2022, moved as the National Living Wage was."""
    (answers,) = invented_market(form.service, 1, seed=_SEEDS[form.service], price_date=price_date)
    moved = {key: _moved(form, key, normal, _ratio(price_date)) for key, normal in answers.items()}
    named = f"Example {form.location_word.capitalize()}"
    return moved | {"location_id": LOCATION_ID, form.name_key: named, "completed_by_name": "An Example"}


def _moved(form: Form, key: str, normal: str, ratio: Decimal) -> str:
    question = form.by_key[key]
    if not question.unit.startswith("£") or question.unit == _UNLIKE_WAGES or question.type == AnswerType.TEXT:
        return normal
    places = 0 if "year" in question.unit else 2
    return str(rounded(Decimal(normal) * ratio, places, ROUND_HALF_EVEN))


def _ratio(price_date: date) -> Decimal:
    """Return how far wages have moved.

    1 if no wage is known, as the return is then refused for its price date anyway.
    """
    then, now = (rates_at(day, {NATIONAL_LIVING_WAGE}) for day in (PRICE_DATE, price_date))
    return now[NATIONAL_LIVING_WAGE] / then[NATIONAL_LIVING_WAGE] if then and now else Decimal(1)
