"""Choosing one of several exercises by the address of a page, and finding the way back to its list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse


def chosen(exercises: Sequence[Any], wanted: str) -> Any | None:
    """The one that is asked for, or the newest; 404 for one that is not theirs."""
    if not wanted:
        return exercises[0] if exercises else None
    found = next((exercise for exercise in exercises if str(exercise.id) == wanted), None)
    if found is None:
        raise Http404
    return found


def list_of(name: str, exercise_id: UUID) -> str:
    """The address of a list of this room on which the exercise is chosen."""
    return f"{reverse(f'reports:{name}')}?exercise={exercise_id}"
