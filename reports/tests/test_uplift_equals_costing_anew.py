"""An uplifted return costs what the same return costs whose pay and running costs were raised, at the later rates."""

from datetime import date
from decimal import Decimal

import pytest

from costing.answers import Answers
from costing.forms import CURRENT
from costing.formulas.homecare import BUSINESS_LINES, PAY_BANDS, RATES, cost_homecare
from costing.rates import rates_at
from costing.tests.returns import report_on
from reports.domain.uplift import given_in, uplifted
from reports.domain.uplift_terms import LineUplift, Uplift, plain_lines

SINCE, TO = date(2025, 4, 1), date(2026, 4, 1)
WAGE, PRICES = (Decimal("12.21"), Decimal("12.71")), (Decimal("133.5"), Decimal("137.1"))
PAY = ["direct_care", "travel_time", "training", "holiday", "noncontact", "sickness_maternity", "notice_suspension"]
IN_POUNDS = [f"pay_rate_{band}" for band in PAY_BANDS] + [
    "travel_pay_rate", "training_pay_rate", "noncontact_pay_rate", "maternity_paternity_cost",
]  # fmt: skip
RUNNING = [f"{line}_cost" for line in BUSINESS_LINES] + ["ppe_cost", "mileage_rate"]
CASES = {
    "statutory": {"ni_basis": "statutory", "pension_basis": "contribution"},
    "paid": {"ni_basis": "actual", "ni_cost": "30000", "pension_basis": "actual", "pension_cost": "20000"},
    "a margin": {"ni_basis": "statutory", "roo_basis": "margin", "roo_percent": "0.05", "roo_gbp": ""},
}


def answers_of(changed: dict[str, str]) -> Answers:
    answers = report_on("homecare_1", **changed).answers
    assert answers is not None
    return answers


def raised(answers: Answers) -> Answers:
    by_key = dict(answers.by_key)
    factors = dict.fromkeys(IN_POUNDS, WAGE[1] / WAGE[0]) | dict.fromkeys(RUNNING, PRICES[1] / PRICES[0])
    for key, factor in factors.items():
        value = by_key[key].value
        if isinstance(value, Decimal):
            by_key[key] = type(by_key[key])(key, "", value * factor)
    return Answers(answers.service, answers.version, by_key)


@pytest.mark.parametrize("case", CASES)
def test_it_equals_the_return_with_higher_prices(case: str):
    form, answers = CURRENT["homecare"], answers_of(CASES[case])
    lines = {
        line.key: LineUplift("an index", SINCE, of[0], TO, of[1], "")
        for line in plain_lines(form)
        for of in [WAGE if line.key in PAY else PRICES]
        if not line.key.startswith("return_")
    }
    uplift = Uplift(SINCE, TO, rates_at(TO, RATES) or {}, lines)
    normal = {key: answer.normal for key, answer in answers.by_key.items()}
    found = uplifted(form, cost_homecare(answers, rates_at(SINCE, RATES) or {}), given_in("homecare", normal), uplift)
    expected = cost_homecare(raised(answers), rates_at(TO, RATES) or {}).columns["homecare"]
    follows = set() if case != "paid" else {"national_insurance", "pension"}
    for line, amount in found.columns["homecare"].items():
        if not follows or line in (*PAY, *BUSINESS_LINES, "mileage", "ppe"):
            assert amount is not None and abs(amount - expected[line]) < Decimal("1e-18"), line
    if follows:
        gross = sum(found.columns["homecare"][line] for line in PAY)
        before = cost_homecare(answers, rates_at(SINCE, RATES) or {}).columns["homecare"]
        for line in follows:
            share = before[line] / sum(before[key] for key in PAY)
            assert abs(found.columns["homecare"][line] / gross - share) < Decimal("1e-18")
