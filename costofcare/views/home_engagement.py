"""The home of those who contact providers: the status of each exercise, and what is next today."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from costofcare.views.home_interviews import interviews_of
from costofcare.views.home_results import results_of
from costofcare.views.home_rounds import rounds_of
from costofcare.views.home_wages import wage_tasks
from engagement import queries as engagement
from engagement.calls.domain.priority import promise_passed
from engagement.coverage.domain import charts
from engagement.coverage.domain.answer import trend_in_words
from engagement.coverage.domain.coverage import (
    Coverage,
    Stage,
    coverage,
    response_rate,
)
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.percentages import amount_words, percent_words
from engagement.coverage.domain.status_tables import UNITS
from register import queries as register
from register.queries import Exercise
from reports import queries as reports

MOST = 10


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the page, the same for council and team: both may know of each location whether its return is in."""
    context = request.context
    exercises = [_exercise(context, exercise) for exercise in register.exercises(context)[:MOST]]
    releases = list(reports.public_releases_for(context)[:MOST])
    withdrawn = reports.withdrawn_without_another(context)[:MOST]
    shown = {"exercises": exercises, "releases": releases, "results": results_of(releases), "withdrawn": withdrawn}
    return shown | rounds_of(request) | interviews_of(context) | {"wage_tasks": wage_tasks(context)}


def _exercise(context: Context, exercise: Exercise) -> dict[str, Any]:
    today = timezone.localdate()
    market = engagement.market(context, exercise.id)
    seen = coverage(market)
    is_open = exercise.opens_on <= today <= exercise.closes_on
    received = [timezone.localdate(facts.received_at) for facts in market if facts.received_at]
    ahead = engagement.forecast_of(exercise, market, received, today)
    return {
        "exercise": exercise,
        "asked": seen.at(Stage.IN_SCOPE).locations.number,
        "numbers": list(_numbers(seen, exercise)),
        "trend": trend_in_words(received, ahead, today),
        "curve": charts.returns_curve(
            received,
            ahead,
            of=int(seen.at(Stage.IN_SCOPE).locations.number or 0),
            opens_on=exercise.opens_on,
            closes_on=exercise.closes_on,
            today=today,
        ),
        "days_left": (exercise.closes_on - today).days,
        "is_to_come": today < exercise.opens_on,
        "is_open": is_open,
        "tasks": list(_tasks(context, exercise, market)) if is_open else [],
        "url": reverse("engagement:dashboard", args=[exercise.id]),
    }


def _numbers(seen: Coverage, exercise: Exercise) -> Iterator[dict[str, Any]]:
    sent = seen.at(Stage.SUBMITTED)
    yield {"value": seen.at(Stage.IN_SCOPE).locations.number, "label": "locations asked"}
    yield {"value": sent.locations.number, "label": "returns received"}
    yield {"value": percent_words(response_rate(seen)), "label": "of those asked"}
    if seen.is_weighed:
        yield {"value": percent_words(sent.weight.percent), "label": f"of the {UNITS[exercise.service].weight}"}


def _tasks(context: Context, exercise: Exercise, market: list[LocationStatus]) -> Iterator[dict[str, str]]:
    today, now = timezone.localdate(), timezone.now()
    calls = [row.call for row in engagement.call_list(context, exercise, today, now, market)]
    promised = sum(promise_passed(call.facts, today) for call in calls)
    steps = sum(day <= today for day in engagement.next_steps_in(context, exercise.id).values())
    doubts = engagement.count_in_doubt(context, exercise.id)
    ring, log = (reverse(f"engagement:{name}", args=[exercise.id]) for name in ("call_list", "location_list"))
    first = f"{calls[0].facts.place.name} – {calls[0].words}" if calls else ""
    yield from _task(len(calls), "location to ring", "locations to ring", ring, first)
    yield from _task(promised, "promised date has passed", "promised dates have passed", ring)
    yield from _task(steps, "next step is due", "next steps are due", f"{log}?reached=next&sort=next")
    in_doubt = reverse("engagement:doubt_list", args=[exercise.id])
    yield from _task(doubts, "email may not have been sent", "emails may not have been sent", in_doubt)


def _task(count: int, one: str, many: str, url: str, first: str = "") -> Iterator[dict[str, str]]:
    if count:
        hint = f"First: {first}" if first else ""
        title = f"{amount_words(count)} {one if count == 1 else many}"
        yield {"title": title, "url": url, "status": "To do", "colour": "blue", "hint": hint}
