"""Read from the register what an exercise asks of one location's return."""

from dataclasses import replace

from costing.exercise_requirements import ExerciseRequirements
from costing.forms import CURRENT
from register.domain.exercise_bands import bands_from
from register.queries import Exercise, Location, Participation

IS_REGISTERED_FOR = {"homecare": "is_homecare", "care_home": "is_care_home"}
WORK = {"homecare": "home care", "care_home": "a care home"}


def terms_of(participation: Participation) -> ExerciseRequirements:
    return terms_at(participation, terms_of_exercise(participation.exercise))


def terms_at(participation: Participation, terms: ExerciseRequirements) -> ExerciseRequirements:
    """Return what is asked of one location, where it is known already what is asked of all alike."""
    exercise, location = participation.exercise, participation.location
    return replace(
        terms,
        location_id=location.cqc_location_id,
        location_name=participation.location_name,
        location_fault=location_fault(location, exercise),
        commissioned_hours=participation.weight if CURRENT[exercise.service].weight == "hours" else None,
    )


def terms_of_exercise(exercise: Exercise) -> ExerciseRequirements:
    """Return what the exercise asks of every location alike."""
    return ExerciseRequirements(
        service=exercise.service,
        price_date=exercise.price_date,
        weeks=exercise.weeks,
        bands=bands_from(exercise.bands, exercise.service),
    )


def location_fault(location: Location, exercise: Exercise) -> str:
    """Tell why the register refuses a return of this location; blank if it does not.

    The authority that a location lies in is no fault: whoever drew up the exercise decided who takes part.
    """
    if not location.is_active or location.is_dormant:
        return f"{location.name} ({location.cqc_location_id}) is not active in the CQC's directory any more."
    if not getattr(location, IS_REGISTERED_FOR[exercise.service]):
        return f"The CQC's directory does not list {location.name} as {WORK[exercise.service]}."
    return ""
