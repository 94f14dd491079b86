"""Queries of frozen counts: the team's, and the council's once they are approved; and what they compare with."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from markets.models import PayCounts, PaySurvey, RateCard
from markets.paysurveys.domain.pay_rise import rate_change
from markets.paysurveys.queries.surveys import surveys_for
from markets.permissions import can_read_pay, can_see_pay_counts
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.ratecards.queries import cards_for


def counts_for(context: Context | None) -> QuerySet[PayCounts]:
    """Return the frozen counts of the authority; for the council those that are approved."""
    rows = PayCounts.objects.select_related("authority", "frozen_by", "approved_by")
    if context is None or not can_see_pay_counts(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority)
    return rows if can_read_pay(context) else rows.filter(approved_at__isnull=False)


def counts_of(context: Context | None, counts_id: UUID) -> PayCounts | None:
    return counts_for(context).filter(id=counts_id).first()


def surveys_before(context: Context | None, survey: PaySurvey) -> QuerySet[PaySurvey]:
    """Return the surveys of an earlier day whose counts are approved, the newest first."""
    rows = surveys_for(context).filter(reference_date__lt=survey.reference_date, counts__approved_at__isnull=False)
    return rows.order_by("-reference_date")


def rate_change_between(context: Context, before: date, after: date) -> Decimal | None:
    """Return the mean change, £ an hour; None if a card is missing or no line stands in both."""
    cards = list(cards_for(context))
    old, new = (_on(cards, day) for day in (before, after))
    if old is None or new is None:
        return None
    bases = CardBasis(old.basis), CardBasis(new.basis)
    return rate_change(lines_of(old.lines), lines_of(new.lines), bases)


def _on(cards: list[RateCard], day: date) -> RateCard | None:
    return next(
        (one for one in cards if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)), None
    )
