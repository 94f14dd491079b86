"""Who may do what with returns, as plain predicates."""

from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from register.queries import Participation
from submissions.domain.states import Move, ReturnState, states_that_allow
from submissions.models import Return, ReturnQuestion


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


def can_look_after_query(context: Context | None, query: ReturnQuestion) -> bool:
    """Answer it or close it: its provider, and the analysts of its authority. Approvers read along."""
    if context is None:
        return False
    if context.is_provider:
        return context.provider_id == query.provider_id
    return context.role == RoleName.ANALYST and context.authority_id == query.authority_id


def can_have_checked_again(context: Context | None) -> bool:
    """A file that failed: its provider, its authority's analysts, and administrators, who know it by its reference."""
    return context is not None and (context.is_provider or context.role in (RoleName.ANALYST, RoleName.ADMINISTRATOR))


def allows(submission: Return, move: Move) -> bool:
    return ReturnState(submission.state) in states_that_allow(move)
