"""Change several bands of an exercise at once, or none of them."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.bands import Band
from register.actions import exercises
from register.queries import Exercise


@transaction.atomic
def change_bands(*, by: Context, exercise_id: UUID, bands: Mapping[str, Band]) -> Exercise | Refusal | None:
    """Set these bands by name; each is an event of its own. None if the exercise is not the asker's to change."""
    done: Exercise | Refusal | None = None
    for name, band in bands.items():
        done = exercises.change_band(by=by, exercise_id=exercise_id, name=name, band=band)
        if not isinstance(done, Exercise):
            transaction.set_rollback(True)
            return done
    return done
