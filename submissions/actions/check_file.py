"""Check a file without storing anything: read it in a limited child, then run the checks."""

from dataclasses import replace
from pathlib import Path

from costing import sandbox
from costing.exercise_requirements import NO_EXERCISE, ExerciseRequirements
from costing.report import Report, check_raw
from register import queries as register
from register.queries import Exercise
from submissions.actions.exercise_requirements import terms_of, terms_of_exercise


def check_file(path: Path, *, terms: ExerciseRequirements = NO_EXERCISE) -> Report:
    """Check a file; never raises for what is in it, nor for a missing file: that is a finding."""
    return check_raw(sandbox.read_file(path), terms)


def check_file_for(path: Path, *, exercise: Exercise) -> Report:
    """Check a file as if the location that it names had uploaded it.

    A location that is not asked is a finding (R01).
    """
    raw, terms = sandbox.read_file(path), terms_of_exercise(exercise)
    answers = check_raw(raw, terms).answers
    location_id = (answers and answers.choice("location_id")) or ""
    asked = register.asked_location(exercise, location_id)
    nobody = replace(terms, location_fault=f"{location_id} is not one of the locations that this exercise asks.")
    return check_raw(raw, terms_of(asked) if asked else nobody)
