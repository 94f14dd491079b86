"""The workbook of one location, filled in as far as the register knows it."""

from submissions.domain.forms import CURRENT
from submissions.domain.workbook import write_workbook
from submissions.models import Participation


def blank_workbook(*, participation: Participation) -> tuple[str, bytes]:
    """Its file name and its bytes."""
    exercise, location = participation.exercise, participation.location
    form = CURRENT[exercise.service]
    known = {
        "location_id": location.cqc_location_id,
        form.name_key: participation.location_name,
        "price_date": exercise.price_date.isoformat(),
    }
    data = write_workbook(form, exercise=str(exercise.id), prefilled=known, weeks=exercise.weeks)
    return f"cost-return-{location.cqc_location_id}.xlsx", data
