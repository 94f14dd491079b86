"""The home of the independent team: the status of each exercise, and what waits for whoever looks."""

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from costofcare.views.home_interviews import interviews_of
from costofcare.views.home_rounds import rounds_of
from costofcare.views.home_wages import wage_tasks
from register import queries as register
from reports import queries as reports
from reports.domain.release_states import ReleaseState
from reports.permissions import why_not_approve
from submissions import queries
from submissions.domain.states import ReturnState


def page(request: HttpRequest) -> dict[str, Any]:
    context = request.context
    today = timezone.localdate()
    exercises = sorted(register.exercises(context), key=lambda exercise: exercise.opens_on > today)
    shown = [_exercise(context, exercise, today) for exercise in exercises]
    drafts = reports.releases_for(context).filter(state=ReleaseState.DRAFTED)
    return {
        "exercises": shown,
        "is_office": register.programme_office(context.own_authority) is not None,
        **rounds_of(request),
        **interviews_of(context),
        "waiting": [
            *(_returns_waiting(each) for each in shown if each["to_look_at"]),
            *_questions(context),
            *_not_for_us(context),
            *(_draft(context, release) for release in drafts),
            *wage_tasks(context),
        ],
    }


def _exercise(context: Context, exercise: Any, today: date) -> dict[str, Any]:
    """Count in the list that the analyst works through, so that both always agree."""
    states = Counter(queries.analyst_list(context, exercise.id).order_by().values_list("state", flat=True))
    url = f"{reverse('submissions:return_list')}?exercise={exercise.id}"
    return {
        "exercise": exercise,
        "url": url,
        "asked": sum(states.values()),
        "states": [(state, states[state.value], f"{url}&{urlencode({'state': state.value})}") for state in ReturnState],
        "to_look_at": states[ReturnState.SUBMITTED.value],
        "is_to_come": today < exercise.opens_on,
        "is_open": exercise.opens_on <= today <= exercise.closes_on,
        "calculation": reports.latest_calculation(context, exercise.id),
        "release": reports.releases_for(context, exercise.id).filter(state=ReleaseState.RELEASED).first(),
    }


def _returns_waiting(each: dict[str, Any]) -> dict[str, Any]:
    count, exercise = each["to_look_at"], each["exercise"]
    return {
        "title": f"Look at {count} submitted {'return' if count == 1 else 'returns'}",
        "hint": exercise.name,
        "url": f"{each['url']}&state={ReturnState.SUBMITTED.value}",
        "status": "To do",
        "colour": "blue",
    }


def _questions(context: Context) -> list[dict[str, Any]]:
    """Return one task for all open questions: their list has those that wait for the team first."""
    count = queries.queries_waiting(context).count()
    if not count:
        return []
    return [
        {
            "title": f"Answer or close {count} {'question' if count == 1 else 'questions'}",
            "hint": "Asked by providers, or answered by them",
            "url": f"{reverse('submissions:query_list')}?turn=team",
            "status": "To do",
            "colour": "blue",
        }
    ]


def _not_for_us(context: Context) -> list[dict[str, Any]]:
    count = queries.words_waiting(context).count()
    if not count:
        return []
    return [
        {
            "title": f"Decide whether {count} {'location' if count == 1 else 'locations'} should be asked",
            "hint": "Their providers say that they should not",
            "url": f"{reverse('submissions:word_list')}?state=waiting",
            "status": "To do",
            "colour": "blue",
        }
    ]


def _draft(context: Context, release: Any) -> dict[str, Any]:
    because = why_not_approve(context, release)
    return {
        "title": f"Decide on release {release.number}",
        "hint": f"{release.exercise.name}. {because}".strip(". ") + ("." if because else ""),
        "url": reverse("reports:release_detail", args=[release.id]),
        "status": "Waits for somebody else" if because else "To do",
        "colour": "" if because else "blue",
    }
