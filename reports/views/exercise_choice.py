"""Choose one of several exercises by the address of a page, and find the way back to its list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.lookups import or_404


def chosen(exercises: Sequence[Any], wanted: str) -> Any | None:
    """Return the exercise that is asked for, or the newest that has opened.

    Raise Http404 for one that is not the asker's.
    """
    if not wanted:
        today = timezone.localdate()
        return next((one for one in exercises if one.opens_on <= today), exercises[0] if exercises else None)
    return or_404(next((exercise for exercise in exercises if str(exercise.id) == wanted), None))


def list_of(name: str, exercise_id: UUID) -> str:
    """Return the address of a list of this room on which the exercise is chosen."""
    return f"{reverse(f'reports:{name}')}?exercise={exercise_id}"
