"""A provider's home: what it owes, by exercise, and what is next for each location."""

from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.context import Context
from reports import queries as reports
from submissions import queries
from submissions.domain.findings import Severity
from submissions.domain.states import ReturnState, UploadState
from submissions.permissions import is_open, last_day
from submissions.queries import InCharge

UNDER_WAY = (UploadState.RECEIVED, UploadState.CLAIMED)
DECIDED = {
    ReturnState.SUBMITTED: "Nothing: the independent team is looking at it",
    ReturnState.ACCEPTED: "Nothing: it is accepted",
    ReturnState.EXCLUDED: "It was left out; see why",
}


def page(request: HttpRequest) -> dict[str, Any]:
    context, today = request.context, timezone.localdate()
    owed = list(queries.owed_by(context))
    in_charge = queries.all_in_charge(context, [asked.id for asked in owed])
    by_exercise = groupby(owed, key=lambda asked: asked.exercise)
    exercises = [_exercise(context, exercise, list(asked), today, in_charge) for exercise, asked in by_exercise]
    return {
        "open_exercises": [each for each in exercises if each["is_open"]],
        "other_exercises": [each for each in exercises if not each["is_open"]],
        "notes": queries.notes_to(context),
        "releases": reports.public_releases_for(context)[:5],
    }


def _exercise(
    context: Context, exercise: Any, asked: list[Any], today: date, in_charge: dict[UUID, InCharge]
) -> dict[str, Any]:
    locations = [_location(context, each, today) | {"in_charge": in_charge.get(each.id)} for each in asked]
    return {
        "exercise": exercise,
        "locations": locations,
        "is_open": any(each["is_open"] for each in locations),
        "is_to_come": today < exercise.opens_on,
        "sent": sum(each["state"] not in (ReturnState.NOT_STARTED, ReturnState.IN_PROGRESS) for each in locations),
    }


def _location(context: Context, asked: Any, today: date) -> dict[str, Any]:
    submission: Any = getattr(asked, "submission", None)
    open_now = is_open(asked, today)
    return {
        "asked": asked,
        "state": ReturnState(submission.state) if submission else ReturnState.NOT_STARTED,
        "is_open": open_now,
        "last_day": last_day(asked),
        "next": next_step(context, submission, open_now, has_closed=today > last_day(asked)),
    }


def next_step(context: Context, submission: Any, open_now: bool, *, has_closed: bool) -> str:
    """The one thing to do now, in a few words."""
    state = ReturnState(submission.state) if submission else ReturnState.NOT_STARTED
    if state in DECIDED:
        return DECIDED[state]
    if not open_now:
        return "Closed: nothing can be sent any more" if has_closed else "Nothing yet: it has not opened"
    if submission is None:
        return "Download the workbook and fill it in"
    return _in_progress(context, submission)


def _in_progress(context: Context, submission: Any) -> str:
    if queries.uploads_of(context, submission).filter(state__in=UNDER_WAY).exists():
        return "We are checking your workbook"
    if submission.current is None:
        return "We could not check your workbook; we have been told"
    to_fix = queries.findings_of(context, submission.current).filter(severity=Severity.MUST_FIX).count()
    if to_fix:
        return f"Put {to_fix} {'thing' if to_fix == 1 else 'things'} right and upload it again"
    unusual = len(queries.still_to_explain(context, submission))
    if unusual:
        return f"Explain or change {unusual} unusual {'figure' if unusual == 1 else 'figures'}"
    return "Sign and submit"
