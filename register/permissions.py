"""Predicates that say who may do what with the register, exercises and who takes part."""

from datetime import date

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from register.models import Exercise, Participation


def can_see_exercise(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker sees an exercise.

    Its authority and administrators do; providers see their participations.
    """
    if context is None:
        return False
    if context.role == RoleName.ADMINISTRATOR:
        return True
    return context.role in AUTHORITY_ROLES and context.authority_id == exercise.authority_id


def can_administer_register(context: Context | None) -> bool:
    return context is not None and context.role == RoleName.ADMINISTRATOR


def last_day(participation: Participation) -> date:
    """Return the last day on which a location may send its return: its extension, or the exercise's closing day."""
    closes_on = participation.exercise.closes_on
    return max(participation.extended_until or closes_on, closes_on)


def is_open(participation: Participation, today: date) -> bool:
    return participation.exercise.opens_on <= today <= last_day(participation)


def can_set_up_exercises(context: Context | None) -> bool:
    """Tell whether the asker may create exercises and change their dates: administrators."""
    return can_administer_register(context)


def can_run_exercise(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker may draw up who takes part, change bands and invite.

    Administrators, the authority's analysts.
    """
    return can_administer_register(context) or can_judge_scope(context, exercise)


def can_give_longer(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker may extend a deadline: whoever runs the exercise, and its engagement officers."""
    if can_run_exercise(context, exercise):
        return True
    if context is None or context.role != RoleName.ENGAGEMENT_OFFICER:
        return False
    return context.authority_id == exercise.authority_id


def can_invite_again(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker may send an invitation again: whoever may invite, and the engagement officers.

    It goes to whom somebody who may invite has chosen, so it opens nothing to anybody else.
    """
    return can_give_longer(context, exercise)


def can_judge_scope(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker may mark a location as not relevant.

    An analyst, who also sees whether it has sent a return.
    """
    if context is None or context.role != RoleName.ANALYST:
        return False
    return context.authority_id == exercise.authority_id


def can_see_participations(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker sees who takes part and whom to contact.

    Administrators, and the authority's independent team.
    """
    if context is None:
        return False
    if can_administer_register(context):
        return True
    return context.role in TEAM_ROLES and context.authority_id == exercise.authority_id


def can_reach_providers(context: Context | None) -> bool:
    """Tell whether the asker may contact providers.

    The independent team and the council's officers, in their authority.
    """
    return context is not None and context.role in REACHES_PROVIDERS and context.authority_id is not None
