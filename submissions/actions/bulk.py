"""Do for many what there is an action for: one after another, each with its own event, for some seconds at a time."""

from collections.abc import Callable
from datetime import date
from time import monotonic
from uuid import UUID

from django.db import transaction

from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from register import queries as register
from register.actions import contact_invitations, participations
from register.queries import Exercise
from submissions import queries
from submissions.actions import returns, scope
from submissions.desk.actions import assignments
from submissions.domain.bulk import BulkAction, BulkWork
from submissions.domain.states import ReturnState

GONE = "One is not there any more."
Said = dict[str, str]


def carry_on(*, by: Context, exercise: Exercise, action: BulkAction, work: BulkWork, seconds: float) -> BulkWork:
    """Work on those that wait, at least on one, until the seconds are over."""
    until, said = monotonic() + seconds, dict(work.said)
    while work.waiting:
        found, seen = work.waiting[0]
        work = work.after(_STEPS[action](by, exercise, UUID(found), seen, said))
        if monotonic() >= until:
            break
    return work


def _invite(by: Context, exercise: Exercise, person_id: UUID, seen: int, said: Said) -> str:
    done = contact_invitations.invite_contacts(by=by, exercise=exercise, contact_ids=[person_id])
    if done is None or not (done.sent or done.already or done.not_sent):
        return GONE
    if done.already:
        return f"{done.already[0]}: has signed up or been invited already."
    return f"{done.not_sent[0]}: no email could be sent. Try again later." if done.not_sent else ""


def _invite_again(by: Context, exercise: Exercise, invitation_id: UUID, seen: int, said: Said) -> str:
    done = contact_invitations.send_again(by=by, exercise=exercise, invitation_id=invitation_id)
    if done is None:
        return "One has signed up or was sent again in the meantime."
    return done.because if isinstance(done, Refusal) else ""


@transaction.atomic
def _not_relevant(by: Context, exercise: Exercise, asked_id: UUID, seen: int, said: Said) -> str:
    asked = register.asked_location_for(by, asked_id)
    if asked is not None and asked.eligibility != asked.Eligibility.IN_SCOPE:
        return f"{asked.location_name}: is not relevant already."
    done = scope.mark_not_relevant(by=by, participation_id=asked_id, reason=said["reason"])
    return _why_not(asked.location_name if asked else "", done)


@transaction.atomic
def _in_scope(by: Context, exercise: Exercise, asked_id: UUID, seen: int, said: Said) -> str:
    asked = register.asked_location_for(by, asked_id)
    if asked is not None and asked.eligibility == asked.Eligibility.IN_SCOPE:
        return f"{asked.location_name}: is in scope already."
    done = participations.mark_in_scope(by=by, participation_id=asked_id)
    return _why_not(asked.location_name if asked else "", done)


@transaction.atomic
def _longer(by: Context, exercise: Exercise, asked_id: UUID, seen: int, said: Said) -> str:
    """Give longer; who has as long or longer already keeps that day."""
    asked, until = register.asked_location_for(by, asked_id), date.fromisoformat(said["until"])
    longer = asked.extended_until if asked and register.sees_last_days(by, asked.exercise) else None
    if asked and longer and longer >= until:
        return f"{asked.location_name}: has until {day_in_words(longer)} already."
    done = participations.give_longer(by=by, participation_id=asked_id, until=until, reason=said["reason"])
    return _why_not(asked.location_name if asked else "", done)


@transaction.atomic
def _accept(by: Context, exercise: Exercise, return_id: UUID, seen: int, said: Said) -> str:
    """Accept a return that is still submitted: what a colleague decided in the meantime stands."""
    submission = held(queries.returns_for(by), return_id)
    if submission is None:
        return GONE
    name, state = submission.participation.location_name, ReturnState(submission.state)
    if state is not ReturnState.SUBMITTED:
        return f"{name}: is not waiting for a decision any more ({state.label.lower()})."
    return _why_not(name, returns.accept(by=by, return_id=return_id, version_number=seen))


def _assign(by: Context, exercise: Exercise, return_id: UUID, seen: int, said: Said) -> str:
    submission = queries.return_for(by, return_id)
    analyst = None if said["analyst"] == str(None) else UUID(said["analyst"])
    done = assignments.assign(by=by, return_id=return_id, analyst_id=analyst)
    return _why_not(submission.participation.location_name if submission else "", done)


def _why_not(name: str, done: object) -> str:
    if done is None:
        return GONE
    return f"{name}: {done.because}" if isinstance(done, Refusal) else ""


_STEPS: dict[BulkAction, Callable[[Context, Exercise, UUID, int, Said], str]] = {
    BulkAction.INVITE: _invite,
    BulkAction.INVITE_AGAIN: _invite_again,
    BulkAction.NOT_RELEVANT: _not_relevant,
    BulkAction.IN_SCOPE: _in_scope,
    BulkAction.LONGER: _longer,
    BulkAction.ACCEPT: _accept,
    BulkAction.ASSIGN: _assign,
}
