"""Who may do what with the register, exercises and who takes part, as plain predicates."""

from datetime import date

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from register.models import Exercise, Participation


def can_see_exercise(context: Context | None, exercise: Exercise) -> bool:
    """Everybody of its authority; an administrator; providers see theirs through their participations."""
    if context is None:
        return False
    if context.role == RoleName.ADMINISTRATOR:
        return True
    return context.role in AUTHORITY_ROLES and context.authority_id == exercise.authority_id


def can_administer_register(context: Context | None) -> bool:
    return context is not None and context.role == RoleName.ADMINISTRATOR


def last_day(participation: Participation) -> date:
    """The last day on which a location may send its return: its extension, or the exercise's closing day."""
    closes_on = participation.exercise.closes_on
    return max(participation.extended_until or closes_on, closes_on)


def is_open(participation: Participation, today: date) -> bool:
    return participation.exercise.opens_on <= today <= last_day(participation)


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
