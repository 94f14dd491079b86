"""Queries of wage surveys: a provider its own, the team its authority's, the council approved counts and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import Context
from engagement.campaigns.queries.beside_returns import OwedBeside
from markets.models import PayAnswer, PayCounts, PayDraft, PayPlace, PayQuestion, PaySurvey, RateCard
from markets.paysurveys.domain.given_pay import GivenPay, pay_of
from markets.paysurveys.domain.pay_rise import rate_change
from markets.paysurveys.domain.pay_standing import PayTest, floor_on, pay_tested, remarks_on
from markets.permissions import can_answer_pay, can_read_pay, can_see_pay_counts, can_see_who_answered
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.ratecards.queries import cards_for


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
    """Return where a provider is asked, the survey that closes last first."""
    rows = PayPlace.objects.select_related("survey__authority", "survey__exercise")
    if context is None or not can_answer_pay(context):
        return rows.none()
    return rows.filter(provider_id=context.provider_id).order_by("-survey__closes_on", "location_name", "id")


def own_place(context: Context | None, place_id: UUID) -> PayPlace | None:
    return own_places(context).filter(id=place_id).first()


def own_waiting(context: Context | None) -> QuerySet[PayPlace]:
    """Return where a provider is asked in a survey that is open, and has not answered."""
    today = timezone.localdate()
    rows = own_places(context).filter(answered_at=None)
    return rows.filter(survey__opens_on__lte=today, survey__closes_on__gte=today)


def answers_of(context: Context | None, place: PayPlace) -> QuerySet[PayAnswer]:
    """Return the answers of a location, the newest first: for its provider, and the team that reads returns."""
    rows = PayAnswer.objects.select_related("sent_by").filter(place=place)
    return rows if _may_read(context, place) else rows.none()


def draft_of(context: Context | None, place: PayPlace) -> PayDraft | None:
    """Return what is typed and not sent, for its provider alone."""
    if context is None or not can_answer_pay(context) or context.provider_id != place.provider_id:
        return None
    return PayDraft.objects.select_related("saved_by").filter(place=place).first()


def questions_on(context: Context | None, place: PayPlace) -> QuerySet[PayQuestion]:
    rows = PayQuestion.objects.select_related("asked_by", "replied_by").filter(place=place)
    return rows if _may_read(context, place) else rows.none()


def own_question(context: Context | None, question_id: UUID) -> PayQuestion | None:
    rows = PayQuestion.objects.select_related("place__survey", "asked_by").filter(id=question_id)
    if context is None or not can_answer_pay(context):
        return None
    return rows.filter(provider_id=context.provider_id).first()


def _may_read(context: Context | None, place: PayPlace) -> bool:
    if context is None:
        return False
    is_own = can_answer_pay(context) and context.provider_id == place.provider_id
    return is_own or (can_read_pay(context) and context.authority_id == place.authority_id)


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer as the team reads it: what was given, what it comes to and what to look at."""

    place: PayPlace
    answer: PayAnswer
    pay: GivenPay
    test: PayTest | None
    remarks: tuple[str, ...]
    is_asked: bool = False


def read_answers(context: Context | None, survey: PaySurvey) -> list[ReadAnswer]:
    """Return the newest answer of each location, for the team that reads returns."""
    if context is None or not can_read_pay(context) or survey.authority_id != context.authority_id:
        return []
    rows = PayAnswer.objects.select_related("place__survey", "place__participation", "sent_by").filter(survey=survey)
    newest = rows.order_by("place__location_name", "place_id", "-number").distinct("place__location_name", "place_id")
    asked = set(PayQuestion.objects.filter(survey=survey).values_list("place_id", flat=True))
    return [read_answer(survey, row.place, row, is_asked=row.place_id in asked) for row in newest]


def read_answer(survey: PaySurvey, place: PayPlace, row: PayAnswer, *, is_asked: bool = False) -> ReadAnswer:
    pay, floor = pay_of(row.values), floor_on(survey.reference_date)
    test = pay_tested(pay, survey.visit_minutes, floor) if floor is not None else None
    remarks = tuple(remarks_on(pay, test, survey.reference_date)) if test else ()
    return ReadAnswer(place, row, pay, test, remarks, is_asked)


def place_for(context: Context | None, survey: PaySurvey, place_id: UUID) -> PayPlace | None:
    """Return a location that has answered, for the team that reads answers."""
    if not can_read_pay(context):
        return None
    return places_of(context, survey).filter(id=place_id, answered_at__isnull=False).first()


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


def owed_by_locations(survey_id: UUID) -> OwedBeside | None:
    """Return who has yet to answer a survey, as the wall lets whoever asks know; None once it has closed."""
    survey = PaySurvey.objects.filter(id=survey_id).first()
    if survey is None or survey.closes_on < timezone.localdate():
        return None
    waiting = PayPlace.objects.filter(survey=survey, answered_at=None).values_list("participation_id", flat=True)
    return OwedBeside(
        survey.name, survey.opens_on, survey.closes_on, reverse("markets:own_pay_list"), frozenset(waiting)
    )


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
