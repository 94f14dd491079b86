"""The page of a head office: all its locations, how far each return is, who is responsible, and what is left to do."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.lookups import context_or_404
from register.permissions import is_open, last_day
from register.queries import Exercise, Participation
from submissions import queries
from submissions.domain.states import ReturnState
from submissions.forms.head_office import OwnLocationFilter
from submissions.queries import NOBODY
from submissions.views.online import tasks_of

A_PAGE = 25


@require_safe
def own_location_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    if not context.is_provider:
        raise Http404
    exercises = {asked.exercise_id: asked.exercise for asked in queries.owed_by(context)}
    form = OwnLocationFilter(
        [(str(key), one.name) for key, one in exercises.items()], _people(context), request.GET or None
    )
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.own_location_list(
        context,
        exercise_id=UUID(wanted["exercise"]) if wanted.get("exercise") else None,
        search=wanted.get("q", ""),
        state=wanted.get("state", ""),
        in_charge=wanted.get("charge", ""),
        order=request.GET.get("sort", ""),
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "exercises": _open_first(list(exercises.values()), timezone.localdate()),
        "filter": form,
        "page": page,
        "rows": _rows(context, list(page)),
        "is_filtered": any(wanted.values()),
    }
    return render(request, "submissions/allocation/own_location_list.html", shown)


def _people(context: Context) -> list[tuple[str, str]]:
    people = [(str(one.id), one.full_name) for one in accounts.acting_for(context)]
    return [(NOBODY, "Nobody yet"), *people]


def _open_first(exercises: list[Exercise], today: date) -> list[Exercise]:
    return sorted(exercises, key=lambda one: (one.closes_on < today, one.name))


def _rows(context: Context, asked: list[Participation]) -> list[dict[str, Any]]:
    in_charge, today = queries.all_in_charge(context, [one.id for one in asked]), timezone.localdate()
    savers, in_doubt = queries.last_savers(asked), queries.places_in_doubt(context)
    return [
        _row(context, one, today, in_doubt) | {"in_charge": in_charge.get(one.id), "saved_by": savers.get(one.id, "")}
        for one in asked
    ]


def _row(context: Context, asked: Any, today: date, in_doubt: set[UUID]) -> dict[str, Any]:
    return {
        "asked": asked,
        "state": ReturnState(asked.state),
        "saved_at": asked.saved_at,
        "left": _left(context, asked, today, in_doubt),
        "last_day": last_day(asked),
        "is_late": today > last_day(asked) and asked.state in (ReturnState.NOT_STARTED, ReturnState.IN_PROGRESS),
    }


def _left(context: Context, asked: Participation, today: date, in_doubt: set[UUID]) -> str:
    """Return what is left to do; for a return that is being filled in online, how many of its pages are done."""
    is_waiting = queries.waiting_workbook(context, asked) is not None
    if is_open(asked, today) and not is_waiting and queries.has_begun_online(context, asked):
        tasks = tasks_of(asked, queries.standing_of(context, asked))
        wanted = [task["status"] for task in tasks if task["url"] and task["status"] != "Optional"]
        return f"{wanted.count('Done')} of {len(wanted)} sections done online"
    return queries.next_step(context, asked, today, in_doubt)
