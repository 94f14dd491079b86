"""Predicates that say who may do what with returns."""

from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from register.permissions import can_give_longer, can_invite_again, can_judge_scope, can_run_exercise
from register.queries import Exercise, Participation
from submissions.domain.bulk import BulkAction
from submissions.domain.states import Move, ReturnState, states_that_allow
from submissions.models import RememberedLayout, Return, ReturnQuestion


def can_read_return(context: Context | None, submission: Return) -> bool:
    """Tell whether the asker may read a return.

    Its own provider, and analysts and approvers of its authority, nobody else.
    """
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == submission.provider_id
    return context.reads_returns and context.authority_id == submission.authority_id


def can_change_return(context: Context | None, submission: Return) -> bool:
    return context is not None and context.is_provider and context.provider_id == submission.provider_id


def can_hand_over(context: Context | None, participation: Participation, in_charge: UUID | None) -> bool:
    """Tell whether the asker may say who is responsible for a return.

    Its provider's administrators, and who is so now.
    """
    if context is None or not context.is_provider or context.provider_id != participation.provider_id:
        return False
    return context.role == RoleName.PROVIDER_ADMINISTRATOR or context.person_id == in_charge


def can_take_in_hand(
    context: Context | None, participation: Participation, in_charge: UUID | None, given_by: UUID | None
) -> bool:
    """Tell whether the asker may make themselves responsible.

    Provider's administrators, and who handed the return over.
    """
    if context is None or context.person_id == in_charge:
        return False
    return can_hand_over(context, participation, in_charge) or (
        context.is_provider and context.provider_id == participation.provider_id and context.person_id == given_by
    )


def can_decide(context: Context | None, submission: Return) -> bool:
    """Tell whether the asker may accept a return or leave it out: an analyst of its authority."""
    if context is None or context.role != RoleName.ANALYST:
        return False
    return context.authority_id == submission.authority_id


def can_do_together(context: Context | None, exercise: Exercise, action: BulkAction) -> bool:
    """Tell whether the asker may do this for many of an exercise: whoever may do it for one."""
    if action is BulkAction.INVITE:
        return can_run_exercise(context, exercise)
    if action is BulkAction.INVITE_AGAIN:
        return can_invite_again(context, exercise)
    if action is BulkAction.LONGER:
        return can_give_longer(context, exercise)
    return can_judge_scope(context, exercise)


def can_ask_on(context: Context | None, participation: Participation) -> bool:
    """Tell whether the asker may ask: a provider on its own return, and an analyst on one that has begun."""
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == participation.provider_id
    is_analyst = context.role == RoleName.ANALYST and context.authority_id == participation.authority_id
    return is_analyst and getattr(participation, "submission", None) is not None


def can_look_after_query(context: Context | None, query: ReturnQuestion) -> bool:
    """Tell whether the asker may answer or close a question.

    Its provider, its authority's analysts; approvers only read.
    """
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == query.provider_id
    return context.role == RoleName.ANALYST and context.authority_id == query.authority_id


def can_have_checked_again(context: Context | None) -> bool:
    """Tell whether the asker may have a failed file checked again.

    Its provider, its authority's analysts, and administrators, who know it by its reference.
    """
    return context is not None and (context.is_provider or context.role in (RoleName.ANALYST, RoleName.ADMINISTRATOR))


def allows(submission: Return, move: Move) -> bool:
    return ReturnState(submission.state) in states_that_allow(move)


def can_take_in(context: Context | None, exercise: Exercise) -> bool:
    """Tell whether the asker may take workbooks in for an exercise: an analyst of its authority."""
    return context is not None and context.role == RoleName.ANALYST and context.authority_id == exercise.authority_id


def can_look_after_layout(context: Context | None, layout: RememberedLayout) -> bool:
    """Tell whether the asker may rename or forget a layout: an analyst of its authority."""
    return context is not None and context.role == RoleName.ANALYST and context.authority_id == layout.authority_id
