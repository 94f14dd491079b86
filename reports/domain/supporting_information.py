"""The supporting information beside Annex A: which answers are shown with it, and the names of everything."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from costing.answers import NA
from costing.form import Form
from costing.forms.homecare import HOMECARE
from costing.formulas.costs import Amount
from costing.formulas.homecare import VISIT_MINUTES
from costing.formulas.residents import CATEGORIES, NURSING

# Of each bed category; 0 says that there are no such residents, and is no figure of theirs.
BY_CATEGORY = (
    *(f"occupied_{category}" for category in CATEGORIES),
    *(f"care_hours_{category}" for category in CATEGORIES),
    *(f"nurse_hours_{category}" for category in NURSING),
)
ASKED = {
    "homecare": ("basic_pay_rate", "mileage_rate"),
    "care_home": (*BY_CATEGORY, "care_basic_pay_rate", "nurse_basic_pay_rate", "freehold_value_per_bed"),
}
# Visits a week by their minutes, as the form asks for them; *other* are of lengths of their own.
LENGTHS = {**{str(k): f"visits_{k}" for k in VISIT_MINUTES}, "other": "visits_other"}


class SupportingRowName(NamedTuple):
    label: str
    unit: str


DRIVERS = {
    "contact_hours_per_week": SupportingRowName("Contact hours", "hours a week"),
    "contact_hours_per_year": SupportingRowName("Contact hours", "hours a year"),
    "travel_minutes_per_contact_hour": SupportingRowName("Travel time", "minutes per contact hour"),
    "average_visit_minutes": SupportingRowName("Average length of a visit", "minutes"),
    "effective_pay": SupportingRowName("Pay with travel time", "£ per hour"),
    "occupancy": SupportingRowName("Occupancy", "share of active beds"),
}


def asked_in(service: str, answers: Mapping[str, str]) -> dict[str, Amount]:
    """Return the shown answers of a return from their normal forms; None for n/a and for unanswered ones."""
    given = {key: answers.get(key, "") for key in ASKED.get(service, ())}
    return {key: None if _is_no_figure(key, text) else Decimal(text) for key, text in given.items()}


def appointments_in(service: str, answers: Mapping[str, str]) -> dict[str, Amount]:
    """Return the visits a week by length; none of a length is a figure, unlike an answer that was not given."""
    if service != HOMECARE.service:
        return {}
    given = {length: answers.get(key, "") for length, key in LENGTHS.items()}
    return {length: None if text in ("", NA.value) else Decimal(text) for length, text in given.items()}


def _is_no_figure(key: str, text: str) -> bool:
    return text in ("", NA.value) or (key in BY_CATEGORY and not Decimal(text))


def named(form: Form, key: str) -> SupportingRowName:
    """Return the name of a driver or an answer, with its unit."""
    question = form.by_key.get(key)
    if question is not None:
        return SupportingRowName(question.label, question.unit)
    return DRIVERS.get(key, SupportingRowName(key.replace("_", " ").capitalize(), ""))
