"""Find the exercise that was named to a command, or leave with a sentence and exit status 2."""

from django.core.management.base import CommandError
from django.db import DatabaseError

from register.queries import Exercise, exercise_by_id


def exercise_named(text: str) -> Exercise:
    try:
        found = exercise_by_id(text)
    except DatabaseError:
        raise CommandError("The portal's database cannot be reached.", returncode=2) from None
    if found is None:
        raise CommandError(f"There is no exercise {text}.", returncode=2)
    return found
