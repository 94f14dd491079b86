"""Begin and change wage surveys."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import PayCounts, PayPlace, PaySurvey
from markets.paysurveys.domain.survey_terms import NewPaySurvey
from markets.paysurveys.queries import survey_for, surveys_for
from markets.permissions import can_run_pay_surveys
from register import queries as register

KIND = "wage survey"
MOST_SURVEYS = 100
CROWDED = Refusal(f"There are {MOST_SURVEYS} wage surveys already, which is more than anybody compares.")
TAKEN = "There is a wage survey called “{}” already. Choose another name."
NOBODY = Refusal("This exercise asks no location yet, so nobody could answer. Draw up who takes part first.")
OVERTAKEN = Refusal("Somebody has changed this survey while you had it open. Look at it again before you save.")
COUNTED = Refusal(
    "The counts of this survey are frozen, so it stays closed. Counts that are not approved can be dropped."
)


@transaction.atomic
def begin(*, by: Context, told: NewPaySurvey, key: UUID | None = None) -> PaySurvey | Refusal | None:
    """Begin a survey of the locations that an exercise asks."""
    exercise = register.exercise_for(by, told.exercise_id)
    if not can_run_pay_surveys(by) or exercise is None:
        return None
    take_turn(f"wage surveys {by.authority_id}")
    if found := made_before(surveys_for(by), key):
        return found
    if surveys_for(by).count() >= MOST_SURVEYS:
        return CROWDED
    if surveys_for(by).filter(name__iexact=told.name).exists():
        return Refusal(TAKEN.format(told.name))
    survey = PaySurvey(
        id=key or uuid4(), authority_id=by.own_authority, exercise=exercise, name=told.name,
        reference_date=told.reference_date, opens_on=told.opens_on, closes_on=told.closes_on, zones=list(told.zones),
        visit_minutes=told.visit_minutes, made_at=timezone.now(), made_by_id=by.person_id,
    )  # fmt: skip
    places = _new_places(by, survey)
    if not places:
        return NOBODY
    survey.save(force_insert=True)
    PayPlace.objects.bulk_create(places)
    audit.record_on(survey, by=by, verb="began a wage survey", kind=KIND, words=survey.name)
    return survey


def _new_places(by: Context, survey: PaySurvey) -> list[PayPlace]:
    """Return a place for each location in scope that the survey does not ask yet."""
    asked = register.participations(by, survey.exercise_id, eligibility="in_scope")
    known = set(PayPlace.objects.filter(survey_id=survey.id).values_list("participation_id", flat=True))
    return [
        PayPlace(
            survey=survey, authority_id=survey.authority_id, exercise_id=survey.exercise_id, participation=each,
            provider_id=each.provider_id, owner_id=each.owner_id, location_name=each.location_name,
            provider_name=each.provider_name,
        )
        for each in asked
        if each.id not in known
    ]  # fmt: skip


@transaction.atomic
def change(
    *, by: Context, survey_id: UUID, edition: int, opens_on: date, closes_on: date
) -> PaySurvey | Refusal | None:
    """Change when a survey is open, and ask the locations that its exercise has taken in since."""
    row = survey_for(by, survey_id) if can_run_pay_surveys(by) else None
    if row is None:
        return None
    survey = PaySurvey.objects.select_for_update().get(id=row.id)
    if survey.edition != edition:
        return OVERTAKEN
    if PayCounts.objects.filter(survey=survey).exists():
        return COUNTED
    survey.opens_on, survey.closes_on, survey.edition = opens_on, closes_on, edition + 1
    survey.save(update_fields=["opens_on", "closes_on", "edition"])
    PayPlace.objects.bulk_create(_new_places(by, survey))
    audit.record_on(survey, by=by, verb="changed a wage survey", kind=KIND, words=survey.name)
    return survey
