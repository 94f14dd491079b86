"""Queries for commands: whoever runs them holds the database's own key, so there is no asker."""

from uuid import UUID

from register.models import Exercise, Participation


def exercise_by_id(text: str) -> Exercise | None:
    try:
        return Exercise.objects.filter(id=UUID(text)).first()
    except ValueError:
        return None


def asked_location(exercise: Exercise, cqc_location_id: str) -> Participation | None:
    """Return the location in scope of an exercise that bears this CQC ID."""
    rows = Participation.objects.select_related("exercise", "location")
    in_scope = rows.filter(exercise=exercise, eligibility=Participation.Eligibility.IN_SCOPE)
    return in_scope.filter(location__cqc_location_id=cqc_location_id).first()


def location_ids_of(exercise: Exercise) -> list[str]:
    """Return the CQC IDs of the locations in scope of an exercise."""
    rows = Participation.objects.filter(exercise=exercise, eligibility=Participation.Eligibility.IN_SCOPE)
    return list(rows.values_list("location__cqc_location_id", flat=True))
