"""The page of the status of each location: the list behind every number of the dashboard."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from engagement import queries
from engagement.contacts.domain.vocabulary import Topic
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.location_status_list import (
    Stands,
    ordered,
    standing_table,
    stands,
    totals_in_words,
)
from engagement.coverage.domain.outcomes import Outstanding
from engagement.coverage.domain.status_tables import UNITS
from engagement.coverage.forms.location_status import LocationStatusFilter
from engagement.coverage.views.dashboard import as_csv
from engagement.permissions import is_of_the_team
from engagement.views.lookups import exercise_or_404
from register.queries import Exercise

A_PAGE = 25


@require_safe
def standing_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form, rows = _found(request, context, exercise)
    page = {
        "exercise": exercise,
        "unit": UNITS[exercise.service],
        "filter": form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "together": totals_in_words(rows, UNITS[exercise.service]),
        "is_narrowed": form.has_changed(),
        "query": request.GET.urlencode(),
    }
    return render(request, "engagement/coverage/location_status_list.html", page)


@require_safe
def standing_csv(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    _, rows = _found(request, context, exercise)
    return as_csv(standing_table(rows, UNITS[exercise.service]), f"{exercise.name} where each stands")


@require_safe
def extension_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show who has longer, and until when; the reasons are for the team."""
    context, exercise = exercise_or_404(request, exercise_id)
    page = {
        "exercise": exercise,
        "page": Paginator(queries.given_longer(context, exercise.id), A_PAGE).get_page(request.GET.get("page")),
        "is_for_team": is_of_the_team(context),
        "today": timezone.localdate(),
    }
    return render(request, "engagement/coverage/extension_list.html", page)


def _found(request: HttpRequest, context: Context, exercise: Exercise) -> tuple[LocationStatusFilter, list[Stands]]:
    market: list[LocationStatus] = queries.market(context, exercise.id)
    owed: Outstanding = queries.owed_in(context, exercise.id)
    form = LocationStatusFilter(market, request.GET, for_team=is_of_the_team(context))
    wanted = form.wanted
    fits = [facts for facts in market if wanted.fits(facts, owed)]
    found = [stands(facts, owed) for facts in _with_topic(context, exercise, form.topic, fits)]
    return form, ordered(found, request.GET.get("sort", ""))


def _with_topic(
    context: Context, exercise: Exercise, topic: Topic | None, market: list[LocationStatus]
) -> list[LocationStatus]:
    if topic is None:
        return market
    waited_for = [facts.place.participation_id for facts in market if not facts.is_received]
    known = queries.topics_in(context, exercise.id, waited_for).get(topic, set())
    return [facts for facts in market if facts.place.participation_id in known]
