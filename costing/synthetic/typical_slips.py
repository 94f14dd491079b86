"""Typical slips of real returns, made in invented ones on purpose."""

from collections.abc import Callable, Mapping
from decimal import Decimal

Answers = dict[str, str]


def weekly_back_office(answers: Answers) -> Answers:
    """Return answers with a week's cost of the office typed for a year's."""
    return answers | {"back_office_cost": str(round(Decimal(answers["back_office_cost"]) / 52))}


def weekly_food(answers: Answers) -> Answers:
    """Return answers with a home's food of one week typed for that of a year."""
    return answers | {"food_cost": str(round(Decimal(answers["food_cost"]) / 52))}


def shares_of_ninety(answers: Answers) -> Answers:
    """Return answers whose shares of who pays add up to 90 %."""
    return answers | {"share_this_authority": str(Decimal(answers["share_this_authority"]) - Decimal("0.10"))}


def profit_in_other(answers: Answers) -> Answers:
    """Return answers with surplus hidden in the other overheads."""
    return answers | {"other_overheads_cost": str(int(answers["contact_hours_period"]) * 2), "roo_percent": "0"}


def cost_not_given(answers: Answers) -> Answers:
    """Return answers with a running cost that the provider cannot give."""
    return answers | {"marketing_cost": "n/a"}


def money_as_people_type_it(answers: Answers) -> Answers:
    """Return answers with pounds and thousands in the text, which are read, and shown as read."""
    return answers | {"insurance_cost": f"£{int(answers['insurance_cost']):,}.00"}


def visits_left_blank(answers: Answers) -> Answers:
    return answers | {"visits_30": ""}


SLIPS: Mapping[int, Callable[[Answers], Answers]] = {
    3: weekly_back_office,
    8: shares_of_ninety,
    13: profit_in_other,
    21: cost_not_given,
    26: money_as_people_type_it,
    34: visits_left_blank,
}


def with_slips(market: list[Answers]) -> list[Answers]:
    """Return the same market with a slip in every few returns, always the same ones."""
    return [SLIPS[i](answers) if i in SLIPS else answers for i, answers in enumerate(market)]
