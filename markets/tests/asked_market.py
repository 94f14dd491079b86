"""Test support: an exercise of home care with locations of many owners, a wage survey of them, and answers to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.tests.built_once import done_once
from markets.models import PayAnswer, PayCounts, PayPlace, PayQuestion, PaySurvey
from markets.paysurveys.actions import counts, questions, surveys
from markets.paysurveys.domain.pay_reader import read_pay
from markets.paysurveys.domain.survey_terms import NewPaySurvey
from markets.tests.council import Council
from register.models import Exercise, Location, Owner, Participation, Provider

DAY = date(2026, 4, 1)
ZONES = ("moor", "town")
TYPED = {
    "basic": "12.60", "evening": "12.90", "weekend": "13.50", "travel": "rate", "travel_rate": "12.71",
    "travel_minutes": "6", "waiting_minutes": "1", "holds_from_0": "1", "holds_from_1": "4", "holds_from_2": "2026",
    "zones": "all",
}  # fmt: skip


@dataclass
class AskedMarket:
    """The exercise and its locations; the first is Elm's, whose Ada is of the cast."""

    exercise: Exercise
    asked: list[Participation]


@done_once
def asked_market(cast: Council, owners: int = 1) -> AskedMarket:
    today = timezone.localdate()
    exercise = Exercise.objects.create(
        authority=cast.authority, name="Home care 2026", service="homecare", price_date=DAY,
        opens_on=today - timedelta(days=9), closes_on=today + timedelta(days=9), preset="protected",
    )  # fmt: skip
    elm = Provider.objects.get(id=cast.ada.provider_id)
    owning = [Owner(name=f"Owner {number}") for number in range(1, owners)]
    others = [
        Provider(name=one.name, cqc_provider_id=f"1-other-{one.name}", owner=one)
        for one in Owner.objects.bulk_create(owning)
    ]
    providers = [elm, *Provider.objects.bulk_create(others)]
    places = Location.objects.bulk_create(
        Location(
            name=f"{one.name} branch",
            cqc_location_id=f"1-{number}-branch",
            provider=one,
            authority=cast.authority,
            is_homecare=True,
        )
        for number, one in enumerate(providers)
    )
    asked = Participation.objects.bulk_create(
        Participation(
            exercise=exercise, authority=cast.authority, location=place, provider=place.provider,
            owner=place.provider.owner, location_name=place.name, provider_name=place.provider.name,
        )
        for place in places
    )  # fmt: skip
    return AskedMarket(exercise, asked)


@done_once
def a_pay_survey(by: Context, exercise: Exercise, name: str = "Wages April 2026", **changed: object) -> PaySurvey:
    """Begin a survey, open today; ``changed`` are other values of its row."""
    today = timezone.localdate()
    told = NewPaySurvey(
        exercise.id, name, DAY, today - timedelta(days=2), today + timedelta(days=5), ZONES, Decimal(30)
    )
    made = surveys.begin(by=by, told=told)
    assert isinstance(made, PaySurvey)
    PaySurvey.objects.filter(id=made.id).update(**changed) if changed else None
    made.refresh_from_db()
    return made


def closed(survey: PaySurvey) -> PaySurvey:
    survey.closes_on = timezone.localdate() - timedelta(days=1)
    survey.save()
    return survey


def given(survey: PaySurvey, by: Context, changes: Sequence[Mapping[str, str]]) -> list[PayAnswer]:
    """Answer for the first locations, an answer each, as if their providers had."""
    places = list(PayPlace.objects.filter(survey=survey).order_by("participation__location__cqc_location_id"))
    rows = [_answer(survey, by, place, TYPED | changed) for place, changed in zip(places, changes, strict=False)]
    PayPlace.objects.filter(id__in=[row.place_id for row in rows]).update(answered_at=timezone.now())
    return PayAnswer.objects.bulk_create(rows)


def _answer(survey: PaySurvey, by: Context, place: PayPlace, typed: dict[str, str]) -> PayAnswer:
    read = read_pay(typed, survey.zones, survey.reference_date)
    assert read.pay is not None, read.faults
    return PayAnswer(
        id=uuid4(), place=place, survey=survey, authority_id=survey.authority_id, exercise_id=survey.exercise_id,
        provider_id=place.provider_id, number=1, typed=typed, values=read.pay.as_json, sent_at=timezone.now(),
        sent_by_id=by.person_id,
    )  # fmt: skip


@dataclass
class AskedRows:
    """A survey that has been answered and asked about, with counts that wait for approval, for the crawls."""

    survey: PaySurvey
    place: PayPlace
    question: PayQuestion
    counts: PayCounts


def asked_rows(by: Context, answering: Context, asked: Participation) -> AskedRows:
    survey = a_pay_survey(by, asked.exercise)
    place = PayPlace.objects.get(survey=survey, participation=asked)
    _answer(survey, answering, place, TYPED).save(force_insert=True)
    PayPlace.objects.filter(id=place.id).update(answered_at=timezone.now())
    question = questions.ask(by=by, survey_id=survey.id, place_id=place.id, words="Is this right?")
    table = counts.table_of(by, survey)
    assert isinstance(question, PayQuestion) and not isinstance(table, Refusal)
    frozen = PayCounts.objects.create(
        survey=survey, authority_id=survey.authority_id, exercise_id=survey.exercise_id, table=table,
        digest=counts.digest_of(table), frozen_at=timezone.now(), frozen_by_id=by.person_id,
    )  # fmt: skip
    return AskedRows(survey, place, question, frozen)
