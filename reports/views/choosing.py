"""Choosing one of several exercises by the address of a page."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404


def chosen(exercises: Sequence[Any], wanted: str) -> Any | None:
    """The one that is asked for, or the newest; 404 for one that is not theirs."""
    if not wanted:
        return exercises[0] if exercises else None
    found = next((exercise for exercise in exercises if str(exercise.id) == wanted), None)
    if found is None:
        raise Http404
    return found
