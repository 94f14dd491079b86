"""The home of a regional lead: how many have answered, and what was released."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from costofcare.views.home_interviews import interviews_of
from costofcare.views.home_results import results_of
from costofcare.views.home_rounds import rounds_of
from register import queries as register
from reports import queries as reports
from submissions import queries
from submissions.queries.return_counts import Received


def page(request: HttpRequest) -> dict[str, Any]:
    exercises = [_exercise(row) for row in queries.received_in(request.context)]
    releases = list(reports.public_releases_for(request.context)[:10])
    withdrawn = reports.withdrawn_without_another(request.context)[:10]
    shown = {"exercises": exercises, "releases": releases, "results": results_of(releases), "withdrawn": withdrawn}
    office = register.programme_office(request.context.own_authority)
    return shown | rounds_of(request) | interviews_of(request.context) | {"is_office": office is not None}


def _exercise(row: Received) -> dict[str, Any]:
    exercise, today = row.exercise, timezone.localdate()
    return {
        "exercise": exercise,
        "asked": row.asked,
        "numbers": [
            {"value": row.asked, "label": "locations asked"},
            {"value": "fewer than 5" if row.received is None else row.received, "label": "returns received"},
            *_share(row),
        ],
        "is_to_come": today < exercise.opens_on,
        "is_open": exercise.opens_on <= today <= exercise.closes_on,
    }


def _share(row: Received) -> list[dict[str, Any]]:
    if row.received is None or not row.asked:
        return []
    return [{"value": f"{round(100 * row.received / row.asked)}\u00a0%", "label": "of those asked"}]
