"""Set up exercises and change them: their dates, their bands, and who takes part."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.bands import Band, default_bands
from register import queries
from register.actions import participation_mails
from register.domain.band_rules import label_of
from register.domain.exercise_bands import bands_document
from register.domain.exercise_rules import (
    FieldFault,
    Proposal,
    changes_too_late,
    faults_of,
    faults_once_open,
    gives_up_the_table,
)
from register.domain.participation_mails import table_given_up
from register.models import Authority, Exercise
from register.permissions import can_run_exercise, can_set_up_exercises

_NAME_TAKEN = FieldFault("name", "This authority has an exercise of this name already")
_NOT_YOURS = Refusal("Only administrators set up exercises.")
Outcome = Exercise | Refusal | list[FieldFault]


def create(*, by: Context, authority_id: UUID, proposal: Proposal) -> Outcome:
    """Create an exercise; return it, a refusal, or faults that name their field."""
    if not can_set_up_exercises(by):
        return _NOT_YOURS
    if faults := faults_of(proposal):
        return faults
    authority = Authority.objects.filter(id=authority_id).first()
    if authority is None:
        return [FieldFault("authority", "Choose the authority whose exercise it is")]
    return _saved(by, Exercise(authority=authority), proposal, "created an exercise")


def change(*, by: Context, exercise_id: UUID, proposal: Proposal) -> Outcome | None:
    """Change an exercise; None if it is not known. What returns are costed by cannot change once returns have begun."""
    exercise = queries.exercise_for(by, exercise_id)
    if exercise is None:
        return None
    if not can_set_up_exercises(by):
        return _NOT_YOURS
    was, today = proposal_of(exercise), timezone.localdate()
    faults = faults_of(proposal) + faults_once_open(was, proposal, today)
    if queries.has_begun(by, exercise):
        faults += changes_too_late(was, proposal)
    elif exercise.service != proposal.service and exercise.participations.exists():
        faults.append(FieldFault("service", "Locations have been drawn up for the other service"))
    if faults or not gives_up_the_table(was, proposal, today):
        return faults or _saved(by, exercise, proposal, "changed an exercise")
    with transaction.atomic():
        done = _saved(by, exercise, proposal, "gave up the department’s table")
        if isinstance(done, Exercise):
            participation_mails.tell_all(done, table_given_up(done.name))
    return done


def proposal_of(exercise: Exercise) -> Proposal:
    return Proposal(
        name=exercise.name,
        service=exercise.service,
        price_date=exercise.price_date,
        opens_on=exercise.opens_on,
        closes_on=exercise.closes_on,
        weeks=exercise.weeks,
        preset=exercise.preset,
    )


def _saved(by: Context, exercise: Exercise, proposal: Proposal, verb: str) -> Outcome:
    """Save the exercise and record it. The database keeps names unique, so two at once cannot both take one."""
    for name in ("service", "price_date", "opens_on", "closes_on", "weeks", "preset"):
        setattr(exercise, name, getattr(proposal, name))
    exercise.name = " ".join(proposal.name.split())
    try:
        with transaction.atomic():
            exercise.save()
            record_on(exercise, by=by, verb=verb)
    except IntegrityError:
        return [_NAME_TAKEN]
    return exercise


@transaction.atomic
def change_band(*, by: Context, exercise_id: UUID, name: str, band: Band | None) -> Exercise | Refusal | None:
    """Set a band of the exercise; ``band`` None restores the default. Findings made before stay as they are."""
    exercise = queries.exercise_for(by, exercise_id)
    if exercise is None or not can_run_exercise(by, exercise):
        return None
    exercise = Exercise.objects.select_for_update().get(id=exercise.id)
    default = default_bands(exercise.service).get(name)
    if default is None:
        return Refusal("There is no band of this name.")
    others = {key: ends for key, ends in exercise.bands.items() if key != name}
    exercise.bands = others | (bands_document({name: band}) if band not in (None, default) else {})
    exercise.save(update_fields=["bands"])
    record_on(exercise, by=by, verb=f"changed the band “{label_of(name)}”"[:60])
    return exercise


@transaction.atomic
def show_publicly(*, by: Context, exercise_id: UUID, is_public: bool) -> Exercise | None:
    """Open or close the public page of an exercise; None if it is not the asker's to run."""
    exercise = queries.exercise_for(by, exercise_id)
    if exercise is None or not can_run_exercise(by, exercise):
        return None
    exercise = Exercise.objects.select_for_update().get(id=exercise.id)
    if exercise.has_public_page != is_public:
        exercise.has_public_page = is_public
        exercise.save(update_fields=["has_public_page"])
        record_on(exercise, by=by, verb="opened the public page" if is_public else "closed the public page")
    return exercise


def record_on(exercise: Exercise, *, by: Context, verb: str) -> None:
    audit.record(
        by=by,
        verb=verb,
        kind="exercise",
        id=exercise.id,
        words=exercise.name,
        authority_id=exercise.authority_id,
        exercise_id=exercise.id,
    )
