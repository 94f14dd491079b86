"""Remind a provider, once, of a query of the team whose day has passed; run by the worker's timetable."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from register.queries import Participation
from submissions.domain.states import ReturnState
from submissions.models import ReturnQuestion
from submissions.questions.actions import question_mails
from submissions.questions.actions.question_audit import record_step
from submissions.questions.domain.cycles import reminded_days
from submissions.questions.domain.questions import QuestionSide, QuestionState

AT_A_TIME = 200
DECIDED = (ReturnState.ACCEPTED, ReturnState.EXCLUDED)


def sweep() -> int:
    """Return of how many queries was reminded; those of one location are one mail."""
    places = _late().order_by("participation_id").values_list("participation_id", flat=True).distinct()
    return sum(_remind(place) for place in list(places[:AT_A_TIME]))


@transaction.atomic
def _remind(participation_id: UUID) -> int:
    """Write the mail and the mark in one commit: a worker that dies half way has told nobody."""
    rows = _late().filter(participation_id=participation_id)
    late = list(rows.select_for_update(skip_locked=True, of=("self",)))
    if not late:
        return 0
    question_mails.overdue(late)
    ReturnQuestion.objects.filter(id__in=[one.id for one in late]).update(reminded_at=timezone.now())
    for one in late:
        record_step(one, None, "reminded of a query")
    return len(late)


def _late() -> QuerySet[ReturnQuestion]:
    """Return, of any authority, the queries that still wait for a provider on a return that is not decided."""
    days = reminded_days(timezone.localtime())
    if days is None:
        return ReturnQuestion.objects.none()
    waits = {"asked_side": QuestionSide.TEAM, "state": QuestionState.OPEN, "reminded_at": None}
    is_asked = {"participation__eligibility": Participation.Eligibility.IN_SCOPE}
    decided = Q(participation__submission__state__in=DECIDED)
    return ReturnQuestion.objects.filter(due_on__range=days, **waits, **is_asked).exclude(decided)
