"""The workbook of one location, or of an exercise, filled in as far as the register knows it."""

from submissions.domain.forms import CURRENT
from submissions.domain.workbook import write_workbook
from submissions.models import Exercise, Participation


def blank_workbook(*, participation: Participation) -> tuple[str, bytes]:
    """Its file name and its bytes."""
    location, form = participation.location, CURRENT[participation.exercise.service]
    known = {"location_id": location.cqc_location_id, form.name_key: participation.location_name}
    return f"cost-return-{location.cqc_location_id}.xlsx", workbook_of(exercise=participation.exercise, known=known)


def workbook_of(*, exercise: Exercise, known: dict[str, str]) -> bytes:
    """The exercise's price date stands in it; ``known`` are further answers by key."""
    answers = {"price_date": exercise.price_date.isoformat(), **known}
    form = CURRENT[exercise.service]
    return write_workbook(form, exercise=str(exercise.id), prefilled=answers, weeks=exercise.weeks)
