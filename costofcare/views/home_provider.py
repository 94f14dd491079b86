"""The home of a provider: what it owes, by exercise, and what is next for each location."""

from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from costing.figure_words import day_in_words
from costofcare.views.home_interviews import interviews_of
from engagement import queries as engagement
from markets.paysurveys import queries as wages
from register.permissions import is_open, last_day
from reports import queries as reports
from submissions import queries
from submissions.domain.states import ReturnState
from submissions.queries import InCharge


def page(request: HttpRequest) -> dict[str, Any]:
    context, today = request.context, timezone.localdate()
    owed = list(queries.owed_by(context))
    around = queries.all_in_charge(context, [asked.id for asked in owed]), queries.places_in_doubt(context)
    by_exercise = groupby(owed, key=lambda asked: asked.exercise)
    exercises = [_exercise(context, exercise, list(asked), today, around) for exercise, asked in by_exercise]
    return {
        **interviews_of(context),
        "open_exercises": [each for each in exercises if each["is_open"]],
        "other_exercises": [each for each in exercises if not each["is_open"]],
        "notes": queries.notes_to(context),
        "wages_to_give": [_wages(place) for place in wages.own_waiting(context)[:10]],
        "to_answer": queries.queries_waiting(context).order_by("asked_at"),
        "one_to_ones": engagement.coming_bookings(context),
        "releases": reports.public_releases_for(context)[:5],
        "withdrawn": reports.withdrawn_without_another(context)[:5],
    }


def _wages(place: Any) -> dict[str, str]:
    sent = "A correction is typed and not sent. " if place.answered_at else "Typed and not sent. "
    return {
        "title": f"{place.survey.name}, {place.location_name}",
        "hint": f"{sent if place.has_draft else ''}Until the end of {day_in_words(place.survey.closes_on)}",
        "url": reverse("markets:own_pay", args=[place.id]),
        "status": "To do",
        "colour": "blue",
    }


def _exercise(
    context: Context, exercise: Any, asked: list[Any], today: date, around: tuple[dict[UUID, InCharge], set[UUID]]
) -> dict[str, Any]:
    in_charge, in_doubt = around
    locations = [_location(context, each, today, in_doubt) | {"in_charge": in_charge.get(each.id)} for each in asked]
    return {
        "exercise": exercise,
        "locations": locations,
        "is_open": any(each["is_open"] for each in locations),
        "is_to_come": today < exercise.opens_on,
        "sent": sum(each["state"] not in (ReturnState.NOT_STARTED, ReturnState.IN_PROGRESS) for each in locations),
    }


def _location(context: Context, asked: Any, today: date, in_doubt: set[UUID]) -> dict[str, Any]:
    submission: Any = getattr(asked, "submission", None)
    open_now = is_open(asked, today)
    return {
        "asked": asked,
        "state": ReturnState(submission.state) if submission else ReturnState.NOT_STARTED,
        "is_open": open_now,
        "last_day": last_day(asked),
        "waits": open_now and queries.waiting_workbook(context, asked) is not None,
        "next": queries.next_step(context, asked, today, in_doubt),
    }
