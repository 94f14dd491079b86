"""Lookups of this room: what a page is about, or 404, and the way to it."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from markets.fees.queries import scenario_for
from markets.models import FeeScenario, PayPlace, PaySurvey
from markets.paysurveys.queries import own_place, survey_for
from markets.permissions import (
    can_look_after_tables,
    can_look_after_visits,
    can_read_payment_runs,
    can_see_profile,
    can_use_fee_lab,
    can_use_payment_lab,
)


def fee_builder_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they build fees."""
    context = context_or_404(request)
    return or_404(context if can_use_fee_lab(context) else None)


def visits_keeper_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they look after visits: a commissioner with the switch, or an analyst."""
    context = context_or_404(request)
    return or_404(context if can_look_after_visits(context) else None)


def scenario_or_404(request: HttpRequest, scenario_id: UUID) -> FeeScenario:
    return or_404(scenario_for(fee_builder_or_404(request), scenario_id))


def pay_survey_or_404(request: HttpRequest, survey_id: UUID) -> PaySurvey:
    """Return a wage survey, for the independent team of its authority."""
    return or_404(survey_for(context_or_404(request), survey_id))


def own_pay_place_or_404(request: HttpRequest, place_id: UUID) -> PayPlace:
    """Return a location that a wage survey asks, for its provider."""
    return or_404(own_place(context_or_404(request), place_id))


def crumbs_of(row: FeeScenario) -> list[tuple[str, str]]:
    """Return the way to a further page of a scenario."""
    return [("Fee lab", reverse("markets:scenario_list")), (row.name, reverse("markets:scenario_lab", args=[row.id]))]


def table_keeper_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they look after the council's small tables."""
    context = context_or_404(request)
    return or_404(context if can_look_after_tables(context) else None)


def profile_reader_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they see the market's profile."""
    context = context_or_404(request)
    return or_404(context if can_see_profile(context) else None)


def payment_lab_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they try payment rules on visits."""
    context = context_or_404(request)
    return or_404(context if can_use_payment_lab(context) else None)


def payment_reader_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they read runs of the payment lab."""
    context = context_or_404(request)
    return or_404(context if can_read_payment_runs(context) else None)
