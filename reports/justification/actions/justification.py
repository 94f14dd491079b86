"""Keep the words that justify an exercise's returns; earlier words stay."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions.exercise_lock import take_turn
from reports.justification.domain.words import LABELS, LONGEST
from reports.justification.queries import justification_of
from reports.models import Justification
from reports.permissions import can_calculate


@transaction.atomic
def write(*, by: Context, exercise_id: UUID, words: Mapping[str, str], seen: int = 0) -> Justification | Refusal | None:
    """Keep new words; None if the exercise is not the asker's. ``seen`` is the number of those that were changed.

    The same words again make nothing new.
    """
    exercise = queries.exercise_for(by, exercise_id) if can_calculate(by) else None
    if exercise is None:
        return None
    take_turn(exercise_id)
    given = {key: words.get(key, "").strip() for key in LABELS}
    stands = justification_of(by, exercise_id)
    if stands is not None and all(getattr(stands, key) == text for key, text in given.items()):
        return stands
    refusal = _too_long(given) or _overtaken(stands, seen)
    if refusal is not None:
        return refusal
    made = Justification.objects.create(
        exercise_id=exercise_id,
        authority_id=exercise.authority_id,
        number=stands.number + 1 if stands else 1,
        changed_at=timezone.now(),
        changed_by_id=by.person_id,
        **given,
    )
    audit.record_on(made, by=by, verb="changed the justification", kind="exercise", id=exercise_id, words=exercise.name)
    return made


def _too_long(given: Mapping[str, str]) -> Refusal | None:
    label = next((LABELS[key] for key, text in given.items() if len(text) > LONGEST), "")
    return Refusal(f"{label}: write up to {LONGEST:,} characters.") if label else None


def _overtaken(stands: Justification | None, seen: int) -> Refusal | None:
    if stands is None or stands.number == seen:
        return None
    return Refusal(
        f"{stands.changed_by.full_name} has changed these words since you opened this page. Yours are still in the "
        "boxes and theirs stand below: put together what you want to keep, and save again."
    )
