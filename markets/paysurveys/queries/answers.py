"""Queries of answers, drafts and questions: a provider its own, and answers the team that reads returns."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import NOBODY, Context
from markets.models import PayAnswer, PayDraft, PayPlace, PayQuestion, PaySurvey
from markets.paysurveys.domain.given_pay import GivenPay, pay_of
from markets.paysurveys.domain.pay_standing import PayTest, floor_on, pay_tested, remarks_on
from markets.paysurveys.queries.surveys import places_of
from markets.permissions import can_answer_pay, can_read_pay


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
    return rows.filter(provider_id=context.provider_id or NOBODY).first()


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
