"""Write the workbook of a location, or of an exercise, filled with what the register knows or what was typed online."""

from accounts.domain.context import Context
from costing.forms import CURRENT
from costing.synthetic.example import EXERCISE, SAYS, example_answers
from costing.workbook import write_workbook
from register.queries import Exercise, Participation
from submissions import queries
from submissions.domain.online.notes import notes_in
from submissions.domain.online.typed_answers import answers_of, as_prefilled


def blank_workbook(*, participation: Participation) -> tuple[str, bytes]:
    """Return the file name and bytes of a workbook with what the register knows."""
    known = queries.known_answers(participation)
    return name_of(participation), workbook_of(exercise=participation.exercise, known=known)


def filled_workbook(*, by: Context, participation: Participation) -> tuple[str, bytes]:
    """Return the file name and bytes of a workbook with everything that was typed online, notes too."""
    standing = queries.standing_of(by, participation)
    known = as_prefilled(answers_of(standing.form, standing.typed))
    notes = notes_in(standing.typed)
    return name_of(participation), workbook_of(exercise=participation.exercise, known=known, notes=notes)


def example_workbook(*, exercise: Exercise) -> tuple[str, bytes]:
    """Return the workbook of a location that does not exist, marked as an example on every sheet."""
    form = CURRENT[exercise.service]
    answers = example_answers(form, exercise.price_date)
    data = write_workbook(form, exercise=EXERCISE, prefilled=answers, weeks=exercise.weeks, banner=SAYS)
    return f"EXAMPLE-{form.service.replace('_', '-')}-return.xlsx", data


def name_of(participation: Participation) -> str:
    return f"cost-return-{participation.location.cqc_location_id}.xlsx"


def workbook_of(*, exercise: Exercise, known: dict[str, str], notes: dict[str, str] | None = None) -> bytes:
    """Return a workbook with the exercise's price date.

    ``known`` are further answers by key, ``notes`` those online.
    """
    answers = {"price_date": exercise.price_date.isoformat(), **known}
    form = CURRENT[exercise.service]
    return write_workbook(form, exercise=str(exercise.id), prefilled=answers, notes=notes, weeks=exercise.weeks)
