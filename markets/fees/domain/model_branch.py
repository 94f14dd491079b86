"""A model branch: typed figures as the answers of a home-care return, so that the portal's own costing prices it."""

from collections.abc import Mapping
from decimal import Decimal

from costing.answers import Answer, Answers, Value
from costing.forms.homecare import HOMECARE
from costing.formulas import homecare
from costing.formulas.costs import Costs
from markets.fees.domain.inputs import HOUR, FeeInputs, MarginBasis, ZoneTravel

VARIABLE, FIXED = "other_overheads", "back_office"
OTHER_VISITS = Decimal(1)


def costs_of(inputs: FeeInputs, zone: ZoneTravel) -> Costs:
    """Return the costs of a branch that works in one zone, £ per contact hour, by the costing of returns."""
    return homecare.cost_homecare(branch_answers(inputs, zone), law_of(inputs), inputs.terms.weeks)


def law_of(inputs: FeeInputs) -> Mapping[str, Decimal]:
    """Return the statutory rates of the scenario, whatever the date."""
    terms = inputs.terms
    return {
        homecare.NI_RATE: terms.ni_rate,
        homecare.NI_THRESHOLD: terms.ni_threshold,
        homecare.PENSION_LOWER: terms.pension_floor,
        "national_living_wage": terms.nlw,
    }


def branch_answers(inputs: FeeInputs, zone: ZoneTravel) -> Answers:
    """Return the answers of the model branch in a zone.

    Waiting has no question: it goes into travel minutes, at the pay that both come to, and not into time away from
    clients, which is £ an hour in the rates of each length and would make short visits too cheap.
    """
    numbers = _blank() | _visits(inputs) | _travel(inputs, zone) | _pay(inputs, zone) | _overheads(inputs)
    choices: dict[str, Value] = {
        "ni_basis": "statutory",
        "pension_basis": "contribution",
        "roo_basis": "margin" if inputs.margin_basis is MarginBasis.PRICE else "markup",
    }
    values: dict[str, Value] = {**numbers, **choices}
    return Answers(HOMECARE.service, HOMECARE.version, {key: Answer(key, "", value) for key, value in values.items()})


def _blank() -> dict[str, Decimal]:
    """Return nothing for every question of a number."""
    return {question.key: Decimal(0) for question in HOMECARE.questions if question.is_numeric}


def _visits(inputs: FeeInputs) -> dict[str, Decimal]:
    """Return the week's visits by length; lengths that a return has no question for are its other visits."""
    a_week = inputs.terms.hours_per_week * inputs.visits_per_hour
    visits = {k: inputs.mix.get(k, Decimal(0)) * a_week for k in homecare.VISIT_MINUTES}
    others = {k: share * a_week for k, share in inputs.mix.items() if k not in homecare.VISIT_MINUTES and share > 0}
    number = sum(others.values(), Decimal(0))
    minutes = sum((k * count for k, count in others.items()), Decimal(0)) / (number or OTHER_VISITS)
    answers = {f"visits_{k}": count for k, count in visits.items()}
    return answers | {"visits_other": number, "minutes_other": minutes}


def _travel(inputs: FeeInputs, zone: ZoneTravel) -> dict[str, Decimal]:
    terms, minutes = inputs.terms, zone.t + zone.w
    paid = zone.t * terms.travel_pay + zone.w * terms.waiting_pay
    return {
        "travel_minutes_per_visit": minutes,
        "travel_pay_rate": paid / minutes if minutes else Decimal(0),
        "miles_per_visit": zone.d,
        "mileage_rate": terms.mileage_rate,
        "mileage_paid_share": terms.drivers,
    }


def paid_away(inputs: FeeInputs, zone: ZoneTravel) -> Decimal:
    """Return the pay for travel and waiting, £ per contact hour."""
    terms = inputs.terms
    return inputs.visits_per_hour * (zone.t * terms.travel_pay + zone.w * terms.waiting_pay) / HOUR


def _pay(inputs: FeeInputs, zone: ZoneTravel) -> dict[str, Decimal]:
    """Return pay and absences; other paid time is so many hours at £1 as make its share of contact and travel pay."""
    terms = inputs.terms
    careworkers = terms.hours_per_week / terms.contact_hours_per_careworker
    other = terms.other_paid_share * (terms.pay + paid_away(inputs, zone))
    return {
        "basic_pay_rate": terms.pay,
        "pay_rate_weekday": terms.pay,
        "pay_share_weekday": Decimal(1),
        "careworkers": careworkers,
        "noncontact_pay_rate": Decimal(1),
        "noncontact_hours_per_careworker": other * terms.hours_per_week * terms.weeks / careworkers,
        "holiday_weeks": terms.holiday_weeks,
        "sick_pay_share": terms.sick_share,
        "notice_suspension_share": terms.notice_share,
        "employment_allowance": terms.employment_allowance,
        "pension_rate": terms.pension_rate,
        "pension_opt_in_share": terms.opted_in,
    }


def _overheads(inputs: FeeInputs) -> dict[str, Decimal]:
    terms = inputs.terms
    hours = terms.hours_per_week * terms.weeks
    return {
        "contact_hours_period": hours,
        f"{VARIABLE}_cost": terms.variable_gbp_hour * hours,
        f"{FIXED}_cost": terms.fixed_gbp_year,
        "roo_percent": terms.margin,
    }
