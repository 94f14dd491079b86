"""What a wage survey waits for, and of whom: words to those who have not answered, counts to freeze and to approve."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from markets.models import PayAnswer, PayCounts
from markets.paysurveys.queries.counts import counts_for
from markets.paysurveys.queries.surveys import numbers_of, surveys_for
from markets.permissions import can_approve_pay_counts, can_ask_for_pay, can_read_pay, can_run_pay_surveys

MOST = 10


@dataclass(frozen=True, slots=True)
class PayTask:
    """A task of the asker's, or one that ``waits`` for somebody else."""

    title: str
    hint: str
    url: str
    waits: bool = False


def pay_tasks(context: Context | None) -> list[PayTask]:
    """Return what the team's wage surveys wait for, as the asker may do it or see it."""
    if context is None:
        return []
    return [*_to_ask(context), *_to_freeze(context), *_to_approve(context)]


def _to_ask(context: Context) -> Iterator[PayTask]:
    """Yield the open surveys that locations have yet to answer, for those who write to them."""
    if not can_ask_for_pay(context):
        return
    today = timezone.localdate()
    rows = surveys_for(context).filter(opens_on__lte=today, closes_on__gte=today).order_by("closes_on")[:MOST]
    numbers = numbers_of(rows)
    for survey in rows:
        asked, answered = numbers.get(survey.id, (0, 0))
        if answered < asked:
            which = "location has" if asked - answered == 1 else "locations have"
            title = f"{asked - answered} {which} not answered the wage survey {survey.name}"
            yield PayTask(title, "Invite or remind them", reverse("markets:pay_survey_detail", args=[survey.id]))


def _to_freeze(context: Context) -> Iterator[PayTask]:
    """Yield the closed surveys with answers and without counts: an analyst freezes them, and others see that."""
    if not can_read_pay(context):
        return
    closed = surveys_for(context).filter(
        Exists(PayAnswer.objects.filter(survey=OuterRef("id"))),
        ~Exists(PayCounts.objects.filter(survey=OuterRef("id"))),
        closes_on__lt=timezone.localdate(),
    )
    for survey in closed[:MOST]:
        url = reverse("markets:pay_counts_freeze", args=[survey.id])
        waits = not can_run_pay_surveys(context)
        yield PayTask(f"Freeze the counts of the wage survey {survey.name}", "It has closed", url, waits)


def _to_approve(context: Context) -> Iterator[PayTask]:
    """Yield counts that are frozen and not approved."""
    if not can_read_pay(context):
        return
    for counts in counts_for(context).filter(approved_at=None).select_related("survey")[:MOST]:
        url, waits = reverse("markets:pay_counts_detail", args=[counts.id]), not can_approve_pay_counts(context, counts)
        hint = "An approver decides who has not frozen them" if waits else "The council sees them once you approve them"
        yield PayTask(f"Decide on the counts of the wage survey {counts.survey.name}", hint, url, waits)
