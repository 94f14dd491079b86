"""Test support: an example return typed into the online pages, without a page."""

from collections.abc import Mapping

from accounts.domain.context import Context
from costing.answers import Answers
from costing.forms import CURRENT
from costing.parsing.answers import take_in
from costing.tests.returns import example, raw_return
from register.models import Participation
from submissions import queries
from submissions.actions import drafts
from submissions.actions.drafts import Saved
from submissions.domain.online.typed_answers import typed_from
from submissions.queries import Standing
from submissions.tests.cast import behind_the_wall


def answers_of_example(named: str, **changed: str) -> Answers:
    given = example(named)
    return take_in(CURRENT[given["service"]], raw_return(given["service"], given["answers"] | changed))[0]


def typed_of(named: str, participation: Participation, **changed: str) -> dict[str, str]:
    """Return an example as a person would type it for this location: 5 where a workbook has 0.05."""
    here = {"location_id": participation.location.cqc_location_id}
    answers = answers_of_example(named, **here)
    return typed_from(CURRENT[answers.service], answers) | changed


def again(participation: Participation) -> Participation:
    """Return the participation as the database has it now, with its return."""
    return Participation.objects.select_related("exercise", "location", "submission__current").get(id=participation.id)


def standing(by: Context, participation: Participation) -> Standing:
    return queries.standing_of(by, again(participation))


def save(
    by: Context,
    participation: Participation,
    sheet: str,
    typed: Mapping[str, str],
    *,
    number: int = 0,
    page: str = "",
    step: int = 0,
) -> Saved:
    with behind_the_wall(by):
        done = drafts.save(
            by=by, participation_id=participation.id, sheet=sheet, number=number, page=page, typed=typed, step=step
        )
    assert isinstance(done, Saved), done
    return done


def type_in(by: Context, participation: Participation, typed: Mapping[str, str]) -> None:
    """Save every page, each opened on what stands."""
    now = standing(by, participation)
    for sheet in now.form.sheets:
        on_sheet = {q.key: typed[q.key] for q in now.form.questions_on(sheet) if q.key in typed}
        save(by, participation, sheet, on_sheet, number=now.number(sheet))
