"""The invented questions: one of a provider, some of an analyst, and a request for an exemption."""

from typing import Any

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from costofcare.demo.people import ADA, BEA, DEV
from costofcare.demo.stage import DemoStage
from submissions import queries
from submissions.actions import exemptions
from submissions.desk.actions import analyst_notes, assignments
from submissions.domain.exemptions import ExemptionReason
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject

OFFICE = QuestionSubject(key="back_office_cost", label="Back office staff")
MILEAGE = QuestionSubject(line="mileage", label="Mileage")
ASKED = "Does the registered manager count here? She also helps out at our other branch."
QUERY = "This is more than for most branches. Is it for all visits, or only for those by car?"
ANSWER = "Only for those by car: about a third of our careworkers walk."
NOTE = "Rang twice; the manager is back on Thursday."
CLOSED = "We handed its last packages over in May."


def ask_questions(stage: DemoStage, exercise_id: Any) -> None:
    """Ask the questions; in a small market people may have no location, and nothing to ask."""
    ada, bea = (stage.contexts.get(player.email) for player in (ADA, BEA))
    if ada:
        for raised in query(stage[DEV], ada, exercise_id):
            look_after(stage[DEV], raised.participation.submission.id)
        for each in owed(ada, exercise_id, has_begun=True)[:1]:
            done(questions.ask(by=ada, participation_id=each.id, about=OFFICE, words=ASKED))
    for raised in query(stage[DEV], bea, exercise_id) if bea else []:
        done(questions.answer(by=bea, query_id=raised.id, words=ANSWER))
    for each in owed(bea, exercise_id, has_begun=False)[:1] if bea else []:
        done(exemptions.say(by=bea, participation_id=each.id, reason=ExemptionReason.CLOSED, words=CLOSED))


def look_after(by: Context, return_id: Any) -> None:
    """Assign a return to the analyst, with a note for the others."""
    done(assignments.assign(by=by, return_id=return_id, analyst_id=by.person_id))
    done(analyst_notes.write(by=by, return_id=return_id, words=NOTE))


def query(by: Context, provider: Context, exercise_id: Any) -> list[Any]:
    """Ask an analyst's question on the last return that a provider has begun; [] if it has begun none."""
    return [
        done(questions.ask(by=by, participation_id=each.id, about=MILEAGE, words=QUERY))
        for each in owed(provider, exercise_id, has_begun=True)[-1:]
    ]


def owed(by: Context, exercise_id: Any, *, has_begun: bool) -> list[Any]:
    rows = queries.owed_by(by, exercise_id)
    return [each for each in rows if (getattr(each, "submission", None) is not None) == has_begun]
