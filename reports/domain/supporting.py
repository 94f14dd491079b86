"""The supporting information beside Annex A: which answers are shown with it, and what everything is called."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from submissions.domain.answers import NA
from submissions.domain.costing.costs import Amount
from submissions.domain.form import Form

ASKED = {"homecare": ("basic_pay_rate", "mileage_rate")}


class Named(NamedTuple):
    label: str
    unit: str


DRIVERS = {
    "contact_hours_per_week": Named("Contact hours", "hours a week"),
    "contact_hours_per_year": Named("Contact hours", "hours a year"),
    "travel_minutes_per_contact_hour": Named("Travel time", "minutes per contact hour"),
    "average_visit_minutes": Named("Average length of a visit", "minutes"),
    "effective_pay": Named("Pay with travel time", "£ per hour"),
}


def asked_in(service: str, answers: Mapping[str, str]) -> dict[str, Amount]:
    """The shown answers of a return, from their normal forms; None for n/a and for what was not answered."""
    given = {key: answers.get(key, "") for key in ASKED.get(service, ())}
    return {key: Decimal(text) if text and text != NA.value else None for key, text in given.items()}


def named(form: Form, key: str) -> Named:
    """What a driver or an answer is called, with its unit."""
    question = form.by_key.get(key)
    if question is not None:
        return Named(question.label, question.unit)
    return DRIVERS.get(key, Named(key.replace("_", " ").capitalize(), ""))
