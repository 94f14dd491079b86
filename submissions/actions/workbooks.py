"""The workbook of one location, or of an exercise, filled in as far as the register knows it or as it stands online."""

from accounts.domain.context import Context
from submissions import queries
from submissions.domain.forms import CURRENT
from submissions.domain.online.typed import answers_of, as_prefilled
from submissions.domain.workbook import write_workbook
from submissions.models import Exercise, Participation


def blank_workbook(*, participation: Participation) -> tuple[str, bytes]:
    """Its file name and its bytes."""
    known = queries.known_answers(participation)
    return name_of(participation), workbook_of(exercise=participation.exercise, known=known)


def filled_workbook(*, by: Context, participation: Participation) -> tuple[str, bytes]:
    """With everything that was typed online."""
    standing = queries.standing_of(by, participation)
    known = as_prefilled(answers_of(standing.form, standing.typed))
    return name_of(participation), workbook_of(exercise=participation.exercise, known=known)


def name_of(participation: Participation) -> str:
    return f"cost-return-{participation.location.cqc_location_id}.xlsx"


def workbook_of(*, exercise: Exercise, known: dict[str, str]) -> bytes:
    """The exercise's price date stands in it; ``known`` are further answers by key."""
    answers = {"price_date": exercise.price_date.isoformat(), **known}
    form = CURRENT[exercise.service]
    return write_workbook(form, exercise=str(exercise.id), prefilled=answers, weeks=exercise.weeks)
