"""Queries of the payment lab: which days are held, own rules, runs that were kept, and those that a worker is at."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import Dataset, OwnPaymentRule, PaymentEffect, PaymentRun, VisitRun
from markets.payment.queries.half_minutes import counted_ends
from markets.permissions import can_read_payment_runs, can_see_own_profile, can_use_payment_lab
from markets.visits.domain.dataset_states import DatasetState, VisitHolder, VisitRunState

# A run over the visits themselves: what it comes to is kept under the same id.
PAYMENT = "payment"
MOST_WAITING = 20


def held_span(context: Context | None) -> tuple[date, date] | None:
    """Return the first and the last day of the council's visits; None without any."""
    if context is None or not can_use_payment_lab(context):
        return None
    rows = Dataset.objects.filter(
        authority_id=context.own_authority, holder=VisitHolder.COUNCIL, state=DatasetState.TAKEN_IN
    ).exclude(first_day=None)
    days = [(first, last) for first, last in rows.values_list("first_day", "last_day") if first and last]
    if not days:
        days = _without_datasets(context.own_authority)
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _without_datasets(authority_id: UUID) -> list[tuple[date, date]]:
    """Return the days for analysts, who do not see the council's datasets: those of its last profile of all days, else
    the whole months of what is counted.
    """
    profiles = VisitRun.objects.filter(
        authority_id=authority_id, holder=VisitHolder.COUNCIL, kind="profile", state=VisitRunState.DONE, asked__first=""
    )
    first_day, last_day = profiles.order_by("-received_at").values_list("first_day", "last_day").first() or (None, None)
    ends = counted_ends(authority_id)
    if ends is None:
        return []
    if first_day and last_day:
        return [(first_day, last_day)]
    first, last = ends
    return [(first, last.replace(day=monthrange(last.year, last.month)[1]))]


def own_rules(context: Context | None) -> QuerySet[OwnPaymentRule]:
    if context is None or not can_use_payment_lab(context):
        return OwnPaymentRule.objects.none()
    return OwnPaymentRule.objects.filter(authority_id=context.own_authority)


def runs_kept(context: Context | None) -> QuerySet[PaymentRun]:
    """Return the runs of the asker's authority, the latest first."""
    if context is None or not can_read_payment_runs(context):
        return PaymentRun.objects.none()
    rows = PaymentRun.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "made_by", "shared_by")


def payment_run_for(context: Context | None, run_id: UUID) -> PaymentRun | None:
    return runs_kept(context).filter(id=run_id).first()


def asked_runs(context: Context | None) -> QuerySet[VisitRun]:
    """Return the runs that the asker's authority left to a worker, the latest first."""
    if context is None or not can_use_payment_lab(context):
        return VisitRun.objects.none()
    rows = VisitRun.objects.filter(authority_id=context.own_authority, kind=PAYMENT, holder=VisitHolder.COUNCIL)
    return rows.select_related("authority", "received_by").order_by("-received_at")


def asked_run_for(context: Context | None, run_id: UUID) -> VisitRun | None:
    return asked_runs(context).filter(id=run_id).first()


def runs_under_way(context: Context | None) -> list[VisitRun]:
    """Return those that wait, are at work, or came to nothing."""
    return list(asked_runs(context).exclude(state=VisitRunState.DONE)[:MOST_WAITING])


def own_effects(context: Context | None) -> QuerySet[PaymentEffect]:
    """Return what shared runs do to the asker's own locations."""
    if context is None or context.provider_id is None or not can_see_own_profile(context):
        return PaymentEffect.objects.none()
    rows = PaymentEffect.objects.filter(provider_id=context.provider_id)
    return rows.select_related("authority", "location").order_by("-shared_at", "location__name")
