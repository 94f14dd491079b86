"""Queries of wage surveys and of whom they ask, without any answer: for the team, and a provider's own."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import NOBODY, Context
from engagement.campaigns.queries.beside_returns import OwedBeside
from markets.models import PayDraft, PayPlace, PaySurvey
from markets.permissions import can_answer_pay, can_see_who_answered


def surveys_for(context: Context | None) -> QuerySet[PaySurvey]:
    """Return the surveys of the team's authority, with how many locations are asked and how many have answered."""
    rows = PaySurvey.objects.select_related("authority", "exercise", "made_by")
    if context is None or not can_see_who_answered(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def survey_for(context: Context | None, survey_id: UUID) -> PaySurvey | None:
    return surveys_for(context).filter(id=survey_id).first()


def numbers_of(surveys: Iterable[PaySurvey]) -> dict[UUID, tuple[int, int]]:
    """Return by survey how many locations are asked, and how many have answered."""
    rows = PayPlace.objects.filter(survey__in=[survey.id for survey in surveys]).order_by().values("survey_id")
    counted = rows.annotate(asked=Count("id"), answered=Count("id", filter=Q(answered_at__isnull=False)))
    return {row["survey_id"]: (row["asked"], row["answered"]) for row in counted}


def places_of(context: Context | None, survey: PaySurvey, words: str = "", state: str = "") -> QuerySet[PayPlace]:
    """Return whom a survey asks, for the team; no answer is in it."""
    rows = PayPlace.objects.select_related("survey")
    if context is None or not can_see_who_answered(context) or survey.authority_id != context.authority_id:
        return rows.none()
    rows = rows.filter(survey=survey)
    rows = rows.filter(answered_at__isnull=state != "answered") if state in ("answered", "waiting") else rows
    return rows.filter(Q(location_name__icontains=words) | Q(provider_name__icontains=words)) if words else rows


def own_places(context: Context | None) -> QuerySet[PayPlace]:
    """Return where a provider is asked, the survey that closes last first.

    ``has_draft`` tells whether something is typed and not sent, be it a first answer or a correction.
    """
    rows = PayPlace.objects.select_related("survey__authority", "survey__exercise")
    rows = rows.annotate(has_draft=Exists(PayDraft.objects.filter(place=OuterRef("id"))))
    if context is None or not can_answer_pay(context):
        return rows.none()
    return rows.filter(provider_id=context.provider_id or NOBODY).order_by("-survey__closes_on", "location_name", "id")


def own_place(context: Context | None, place_id: UUID) -> PayPlace | None:
    return own_places(context).filter(id=place_id).first()


def own_waiting(context: Context | None) -> QuerySet[PayPlace]:
    """Return where a provider is asked in a survey that is open, and has not answered or not sent what it typed."""
    today = timezone.localdate()
    rows = own_places(context).filter(Q(answered_at=None) | Q(has_draft=True))
    return rows.filter(survey__opens_on__lte=today, survey__closes_on__gte=today)


def owed_by_locations(survey_id: UUID) -> OwedBeside | None:
    """Return who has yet to answer a survey, as the wall lets whoever asks know; None once it has closed."""
    survey = PaySurvey.objects.filter(id=survey_id).first()
    if survey is None or survey.closes_on < timezone.localdate():
        return None
    waiting = PayPlace.objects.filter(survey=survey, answered_at=None).values_list("participation_id", flat=True)
    return OwedBeside(
        survey.name, survey.opens_on, survey.closes_on, reverse("markets:own_pay_list"), frozenset(waiting)
    )
