"""Queries of the desk, for those who read returns and nobody else: what waits, who looks at what, and notes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from register import queries as register
from register.queries import Exercise, Participation
from submissions.desk.domain.analyst_notes import may_take_back
from submissions.desk.domain.desk import DeskItem, DeskKind
from submissions.domain.states import ReturnState
from submissions.models import AnalystNote, Return, ReturnAssignment, ReturnQuestion
from submissions.queries.question_figures import changes_of_all
from submissions.queries.returns import readable
from submissions.queries.review import analyst_list
from submissions.questions.domain.questions import QuestionSide, QuestionState
from submissions.questions.queries import TURNS, queries_for

# The parts of a version that no row of the desk shows.
LARGE = ("answers", "notes", "costs")
# A return that its provider is changing is its provider's turn, whatever has changed in it so far.
IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.EXCLUDED)


def assignments(context: Context | None) -> QuerySet[ReturnAssignment]:
    rows = ReturnAssignment.objects.select_related("analyst", "assigned_by")
    return readable(rows, context) if context and context.reads_returns else rows.none()


def assigned_to(context: Context | None, return_ids: Iterable[UUID] | None = None) -> dict[UUID, ReturnAssignment]:
    """Return who looks at which return, by return; those that nobody looks at are left out."""
    rows = assignments(context).filter(analyst__isnull=False)
    rows = rows if return_ids is None else rows.filter(submission__in=list(return_ids))
    return {row.submission_id: row for row in rows}


def analysts_of(context: Context | None) -> list[tuple[UUID, str]]:
    """Return the analysts of the asker's authority by name, the asker first."""
    if context is None or not context.reads_returns or context.authority_id is None:
        return []
    return sorted(analysts_at(context.authority_id), key=lambda one: (one[0] != context.person_id, one[1].casefold()))


def analysts_at(authority_id: UUID) -> list[tuple[UUID, str]]:
    people = accounts.people_of_authority(authority_id, frozenset({RoleName.ANALYST}))
    return [(person.id, person.full_name) for person in people]


def notes_on(context: Context | None, submission: Return) -> list[AnalystNote]:
    """Return what analysts wrote about a return, the oldest first, each with whether the asker may take it back."""
    notes, today = list(_notes(context).filter(submission=submission)), timezone.localdate()
    for note in notes:
        may = context and may_take_back(
            note.written_by_id, context.person_id, timezone.localdate(note.written_at), today
        )
        note.may_take_back = bool(may)  # type: ignore[attr-defined]
    return notes


def note_for(context: Context | None, note_id: UUID) -> AnalystNote | None:
    return _notes(context).filter(id=note_id).first()


def _notes(context: Context | None) -> QuerySet[AnalystNote]:
    rows = AnalystNote.objects.select_related("written_by", "submission").filter(taken_back_at=None)
    return readable(rows, context) if context and context.reads_returns else rows.none()


def exercises_at_work(context: Context | None) -> list[Exercise]:
    """Return the exercises that have opened: what came in before the closing day is looked at after it."""
    if context is None or not context.reads_returns:
        return []
    today = timezone.localdate()
    return [one for one in register.exercises(context) if one.opens_on <= today]


def desk_items(context: Context | None) -> list[DeskItem]:
    """Return all that waits for the team, and for providers to answer it, over all exercises that have opened."""
    exercises = {one.id: one for one in exercises_at_work(context)}
    waiting = Q(TURNS["team"]) | Q(TURNS["provider"])
    asked = list(
        queries_for(context)
        .filter(waiting, exercise__in=exercises.keys())
        .defer(*(f"participation__submission__current__{name}" for name in LARGE))
    )
    by_place: dict[UUID, list[ReturnQuestion]] = defaultdict(list)
    for one in asked:
        by_place[one.participation_id].append(one)
    notes = dict(_notes(context).order_by().values_list("submission").annotate(Count("id")))
    on_desk = _Around(assigned_to(context), notes, exercises)
    places = {key: place for place, key in enumerate(exercises)}
    submitted = analyst_list(context, state=ReturnState.SUBMITTED).filter(exercise__in=exercises)
    returns = sorted(
        submitted.defer(*(f"submission__current__{name}" for name in LARGE)), key=lambda row: places[row.exercise_id]
    )
    corrected = changes_of_all(context, [one for one in asked if _may_be_corrected(one)])
    return [
        *(on_desk.submitted(row, by_place[row.id]) for row in returns),
        *(on_desk.asked(one, corrected.get(one.id, ())) for one in asked),
    ]


def _may_be_corrected(query: ReturnQuestion) -> bool:
    submission = getattr(query.participation, "submission", None)
    return query.asked_side == QuestionSide.TEAM and submission is not None and submission.state in IN


class _Around:
    """What is known around each item: who looks at the return, how many notes it has, its exercise."""

    def __init__(
        self, assigned: dict[UUID, ReturnAssignment], notes: dict[UUID, int], exercises: dict[UUID, Exercise]
    ) -> None:
        self.assigned, self.notes, self.exercises = assigned, notes, exercises

    def submitted(self, row: Any, asked: list[ReturnQuestion]) -> DeskItem:
        """Return the item of a submitted return; ``row`` is one of the analyst's list."""
        judge = row.to_explain + row.to_note
        details = [f"{judge} {'finding' if judge == 1 else 'findings'} to judge"] if judge else []
        details += list(_asked_in_words(asked))
        return DeskItem(
            kind=DeskKind.SUBMITTED,
            since=row.submitted_at,
            query_id=None,
            about=f"Version {row.submission.current.number}",
            details=tuple(details),
            **self._place(row, None),
        )

    def asked(self, query: ReturnQuestion, changes: tuple[Any, ...]) -> DeskItem:
        details = [f"cycle {query.cycle}"] if query.cycle else []
        details += [changes[0].words] if changes else []
        details += ["answered after closing"] if query.is_late else []
        return DeskItem(
            kind=_kind(query, bool(changes)),
            since=query.answered_at or query.asked_at,
            query_id=query.id,
            about=query.label,
            details=tuple(details),
            due_on=query.due_on if query.state == QuestionState.OPEN else None,
            is_overdue=query.is_overdue and not changes,
            **self._place(query.participation, query),
        )

    def _place(self, asked: Participation, query: ReturnQuestion | None) -> dict[str, Any]:
        submission = getattr(asked, "submission", None)
        return_id = submission.id if submission else None
        given = self.assigned.get(return_id) if return_id else None
        person = given.analyst if given else query.asked_by if query and query.asked_side == QuestionSide.TEAM else None
        return {
            "participation_id": asked.id,
            "return_id": return_id,
            "place": asked.location_name,
            "cqc_location_id": asked.location.cqc_location_id,
            "provider_id": asked.provider_id,
            "provider": asked.provider_name,
            "exercise_id": asked.exercise_id,
            "exercise": self.exercises[asked.exercise_id].name,
            "analyst_id": person.id if person else None,
            "analyst": person.full_name if person else "",
            "notes": self.notes.get(return_id, 0) if return_id else 0,
        }


def _kind(query: ReturnQuestion, has_changed: bool) -> DeskKind:
    if query.asked_side == QuestionSide.PROVIDER:
        return DeskKind.QUESTION
    if query.state == QuestionState.ANSWERED:
        return DeskKind.ANSWERED
    return DeskKind.CORRECTED if has_changed else DeskKind.WITH_PROVIDER


def _asked_in_words(asked: Iterable[ReturnQuestion]) -> Iterator[str]:
    rows = [one for one in asked if one.asked_side == QuestionSide.TEAM]
    answered = sum(one.state == QuestionState.ANSWERED for one in rows)
    waiting = len(rows) - answered
    if answered:
        yield f"{answered} {'query' if answered == 1 else 'queries'} answered"
    if waiting:
        yield f"{waiting} {'query' if waiting == 1 else 'queries'} with the provider"
