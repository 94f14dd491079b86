"""Who may do what with exercises and returns, as plain predicates."""

from datetime import date
from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from submissions.domain.states import Move, ReturnState, states_that_allow
from submissions.models import Exercise, Participation, Query, Return


def can_see_exercise(context: Context | None, exercise: Exercise) -> bool:
    """Everybody of its authority; an administrator; providers see theirs through their participations."""
    if context is None:
        return False
    if context.role == RoleName.ADMINISTRATOR:
        return True
    return context.role in AUTHORITY_ROLES and context.authority_id == exercise.authority_id


def can_read_return(context: Context | None, submission: Return) -> bool:
    """The location's own provider, and analysts and approvers of the exercise's authority. Nobody else, ever."""
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == submission.provider_id
    return context.reads_returns and context.authority_id == submission.authority_id


def can_change_return(context: Context | None, submission: Return) -> bool:
    return context is not None and context.is_provider and context.provider_id == submission.provider_id


def can_hand_over(context: Context | None, participation: Participation, in_charge: UUID | None) -> bool:
    """Say who is in charge of a return: its provider's administrators, and who is in charge of it now."""
    if context is None or not context.is_provider or context.provider_id != participation.provider_id:
        return False
    return context.role == RoleName.PROVIDER_ADMINISTRATOR or context.person_id == in_charge


def can_take_in_hand(
    context: Context | None, participation: Participation, in_charge: UUID | None, given_by: UUID | None
) -> bool:
    """Put themselves in charge: its provider's administrators, and who handed it to the one in charge."""
    if context is None or context.person_id == in_charge:
        return False
    return can_hand_over(context, participation, in_charge) or (
        context.is_provider and context.provider_id == participation.provider_id and context.person_id == given_by
    )


def can_decide(context: Context | None, submission: Return) -> bool:
    """Accept or leave out: an analyst of the exercise's authority."""
    if context is None or context.role != RoleName.ANALYST:
        return False
    return context.authority_id == submission.authority_id


def can_ask_on(context: Context | None, participation: Participation) -> bool:
    """A provider on its own return, and an analyst on one that has begun."""
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == participation.provider_id
    is_analyst = context.role == RoleName.ANALYST and context.authority_id == participation.authority_id
    return is_analyst and getattr(participation, "submission", None) is not None


def can_look_after_query(context: Context | None, query: Query) -> bool:
    """Answer it or close it: its provider, and the analysts of its authority. Approvers read along."""
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == query.provider_id
    return context.role == RoleName.ANALYST and context.authority_id == query.authority_id


def can_have_checked_again(context: Context | None) -> bool:
    """A file that failed: its provider, its authority's analysts, and administrators, who know it by its reference."""
    return context is not None and (context.is_provider or context.role in (RoleName.ANALYST, RoleName.ADMINISTRATOR))


def can_administer_register(context: Context | None) -> bool:
    return context is not None and context.role == RoleName.ADMINISTRATOR


def last_day(participation: Participation) -> date:
    """The last day on which a location may send its return: its extension, or the exercise's closing day."""
    closes_on = participation.exercise.closes_on
    return max(participation.extended_until or closes_on, closes_on)


def is_open(participation: Participation, today: date) -> bool:
    return participation.exercise.opens_on <= today <= last_day(participation)


def allows(submission: Return, move: Move) -> bool:
    return ReturnState(submission.state) in states_that_allow(move)


def can_set_up_exercises(context: Context | None) -> bool:
    """Create them, and change their dates: administrators."""
    return can_administer_register(context)


def can_run_exercise(context: Context | None, exercise: Exercise) -> bool:
    """Draw up who takes part, change bands, invite: administrators and its authority's analysts."""
    return can_administer_register(context) or can_judge_scope(context, exercise)


def can_give_longer(context: Context | None, exercise: Exercise) -> bool:
    """Whoever runs the exercise, and its engagement officers, who are the ones whom providers ask for it."""
    if can_run_exercise(context, exercise):
        return True
    if context is None or context.role != RoleName.ENGAGEMENT_OFFICER:
        return False
    return context.authority_id == exercise.authority_id


def can_judge_scope(context: Context | None, exercise: Exercise) -> bool:
    """Say that a location is not relevant: an analyst, who can also see whether it has sent a return."""
    if context is None or context.role != RoleName.ANALYST:
        return False
    return context.authority_id == exercise.authority_id


def can_see_participations(context: Context | None, exercise: Exercise) -> bool:
    """Who takes part, and whom to contact there: administrators, and the independent team of the authority."""
    if context is None:
        return False
    if can_administer_register(context):
        return True
    return context.role in TEAM_ROLES and context.authority_id == exercise.authority_id


def can_reach_providers(context: Context | None) -> bool:
    """Write to them, ring them, and log it: the independent team and the council's own officers, in their authority."""
    return context is not None and context.role in REACHES_PROVIDERS and context.authority_id is not None
