"""Checks that it is this location, exercise and template (R01, R02, R11)."""

from collections.abc import Iterator

from costing.checks.case import Case, Remark, check
from costing.figure_words import day_in_words
from costing.findings import Layer, Severity
from costing.formulas import COSTINGS
from costing.parsing.words import is_location_id
from costing.rates import window_for
from costing.synthetic.example import LOCATION_ID


@check("R01", Layer.IDENTITY, Severity.MUST_FIX)
def location_is_the_invited_one(case: Case) -> Iterator[Remark]:
    given = case.answers.choice("location_id")
    if given is None:
        return
    if not is_location_id(given):
        yield Remark(
            "location_id",
            f"“{given}” is not a CQC location ID.",
            "Please type the ID of this branch or home as the CQC lists it: 1- and nine or more digits.",
            "an ID such as 1-123456789",
        )
    elif given == LOCATION_ID:
        yield Remark(
            "location_id",
            f"{given} is the location of our example return, whose figures are invented: it does not exist.",
            "Please fill in your own figures, and the ID of this branch or home as the CQC lists it.",
            case.terms.location_id or "an ID such as 1-123456789",
        )
    elif case.terms.location_id and given != case.terms.location_id:
        yield _another_location(case, given)
    elif case.terms.location_fault:
        yield Remark(
            "location_id", case.terms.location_fault, "Please ask the independent team.", "an invited location"
        )


def _another_location(case: Case, given: str) -> Remark:
    invited = f"{case.terms.location_name} ({case.terms.location_id})".strip()
    return Remark(
        "location_id",
        f"This return says it is for location {given}, but it was sent in for {invited}.",
        "Please send each location's own workbook on its own page, or put the ID right.",
        case.terms.location_id or "",
    )


@check("R02", Layer.IDENTITY, Severity.MUST_FIX)
def price_date_is_the_exercise_s(case: Case) -> Iterator[Remark]:
    given = case.answers.day("price_date")
    if given and case.terms.price_date and given != case.terms.price_date:
        wanted = day_in_words(case.terms.price_date)
        yield Remark(
            "price_date",
            f"Pay and prices are given as at {day_in_words(given)}, but this exercise asks for {wanted}.",
            f"Please give pay and prices as at {wanted} and set the date back.",
            wanted,
        )


@check("R11", Layer.TYPES, Severity.MUST_FIX)
def price_date_is_inside_the_table_of_rates(case: Case) -> Iterator[Remark]:
    given = case.answers.day("price_date")
    window = window_for(COSTINGS[case.form.service].rates)
    if given and given not in window:
        span = f"{day_in_words(window.first)} to {day_in_words(window.last)}"
        yield Remark(
            "price_date",
            f"We have no statutory rates for {day_in_words(given)}.",
            "Please check the date. If it is right, ask the independent team to add the rates.",
            span,
        )


CHECKS = (
    location_is_the_invited_one,
    price_date_is_the_exercise_s,
    price_date_is_inside_the_table_of_rates,
)
