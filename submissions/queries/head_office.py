"""Queries of all locations of a provider: how far each return is, who is responsible, and what is left to do."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from accounts.domain.context import Context
from costing.findings import Severity
from register.permissions import last_day
from register.queries import Participation, participation_rows
from submissions.domain.explanations import figures
from submissions.domain.states import ReturnState, UploadState
from submissions.models import (
    Draft,
    DraftSection,
    Return,
    Upload,
)
from submissions.queries.drafts import waiting_online, waiting_workbook
from submissions.queries.returns import findings_of, owed_by, still_to_explain, uploads_of

UNDER_WAY = (UploadState.RECEIVED, UploadState.CLAIMED)
NOBODY = "nobody"
CHOOSE = "Choose: the workbook that came in, or the answers typed online"
DECIDED = {
    ReturnState.SUBMITTED: "Nothing: the independent team is looking at it",
    ReturnState.ACCEPTED: "Nothing: it is accepted",
    ReturnState.EXCLUDED: "It was left out; see why",
}
STATES = frozenset(state.value for state in ReturnState)
ORDERS: dict[str, Any] = {
    "location": F("location_name"),
    "state": F("state"),
    "charge": F("charge__person__full_name"),
    "saved": F("saved_at"),
    "closes": F("ends_on"),
}


def own_location_list(
    context: Context | None,
    *,
    exercise_id: UUID | None = None,
    search: str = "",
    state: str = "",
    in_charge: str = "",
    order: str = "",
) -> QuerySet[Participation]:
    """Return the provider's locations.

    ``in_charge`` is a person's id or ``NOBODY``; unknown filter values are ignored.
    """
    if context is None or not context.is_provider:
        return participation_rows().none()
    rows = owed_by(context, exercise_id).annotate(
        state=Coalesce("submission__state", Value(ReturnState.NOT_STARTED.value)),
        saved_at=Greatest(
            _last(DraftSection, "draft__submission", "saved_at"), _last(Upload, "submission", "received_at")
        ),
        ends_on=Greatest(Coalesce("extended_until", "exercise__closes_on"), "exercise__closes_on"),
    )
    rows = rows.filter(state=state) if state in STATES else rows
    rows = rows.filter(_matches(search.strip())) if search.strip() else rows
    return _ordered(_charged(rows, in_charge), order)


def _last(model: Any, path: str, moment: str) -> Subquery:
    rows = model.objects.filter(**{f"{path}__participation": OuterRef("id")}).order_by(f"-{moment}")
    return Subquery(rows.values(moment)[:1], output_field=DateTimeField())


def _matches(words: str) -> Q:
    return (
        Q(location_name__icontains=words)
        | Q(location__cqc_location_id__icontains=words)
        | Q(location__postcode__icontains=words)
        | Q(charge__person__full_name__icontains=words)
    )


def _charged(rows: QuerySet[Participation], in_charge: str) -> QuerySet[Participation]:
    if in_charge == NOBODY:
        return rows.filter(charge=None)
    try:
        return rows.filter(charge__person_id=UUID(in_charge))
    except ValueError:
        return rows


def _ordered(rows: QuerySet[Participation], order: str) -> QuerySet[Participation]:
    """Order rows as asked; “-saved” reverses “saved”, and rows without a value come last."""
    by = ORDERS.get(order.removeprefix("-"), ORDERS["location"])
    is_reversed = order.startswith("-") and order.removeprefix("-") in ORDERS
    first = by.desc(nulls_last=True) if is_reversed else by.asc(nulls_last=True)
    return rows.order_by(first, "location_name", "exercise__name", "id")


def last_savers(asked: Iterable[Participation]) -> dict[UUID, str]:
    """Return who made the newest save of each location's return, or sent its newest file; of those that have one."""
    when = {one.id: one.saved_at for one in asked if one.saved_at}  # type: ignore[attr-defined]
    saved = DraftSection.objects.filter(draft__submission__participation__in=when, saved_at__in=when.values())
    sent = Upload.objects.filter(submission__participation__in=when, received_at__in=when.values())
    rows = [
        *sent.values_list("submission__participation", "received_at", "received_by__full_name"),
        *saved.values_list("draft__submission__participation", "saved_at", "saved_by__full_name"),
    ]
    return {place: name for place, moment, name in rows if moment == when[place]} if when else {}


def next_step(context: Context, asked: Participation, today: date, in_doubt: Collection[UUID]) -> str:
    """Return the one thing to do now for a location, in a few words; of some it is in doubt whether they are asked."""
    submission: Return | None = getattr(asked, "submission", None)
    state = ReturnState(submission.state) if submission else ReturnState.NOT_STARTED
    if state in DECIDED:
        return DECIDED[state]
    if today > last_day(asked):
        return "Closed: nothing can be sent any more"
    if today < asked.exercise.opens_on:
        return "Nothing yet: it has not opened"
    if asked.id in in_doubt:
        return "Nothing: the independent team decides whether it should be asked"
    if submission is None:
        return "Fill it in, online or in a workbook"
    return _in_progress(context, submission)


def _in_progress(context: Context, submission: Return) -> str:
    if uploads_of(context, submission).filter(state__in=UNDER_WAY).exists():
        return "We are checking your workbook"
    if waiting_workbook(context, submission.participation):
        return CHOOSE
    if submission.current is None:
        failed = uploads_of(context, submission).exists()
        return "We could not check your workbook; we have been told" if failed else "Go on filling it in online"
    if waiting_online(context, submission.participation):
        return "Finish what was changed online"
    to_fix = findings_of(context, submission.current).filter(severity=Severity.MUST_FIX).count()
    if to_fix:
        things = f"Put {to_fix} {'thing' if to_fix == 1 else 'things'} right"
        return f"{things} and upload it again" if submission.current.upload_id else things
    unusual = figures(still_to_explain(context, submission))
    if unusual:
        return f"Explain or change {unusual} unusual {'figure' if unusual == 1 else 'figures'}"
    return "Sign and submit"


def has_begun_online(context: Context | None, asked: Participation) -> bool:
    """Tell whether somebody is filling the return in online, and has not finished."""
    submission: Return | None = getattr(asked, "submission", None)
    if context is None or submission is None or submission.state != ReturnState.IN_PROGRESS:
        return False
    return submission.current_id is None and Draft.objects.filter(submission=submission).exists()
