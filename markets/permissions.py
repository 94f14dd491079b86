"""Predicates that say who may do what in the room of markets."""

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, TEAM_ROLES, RoleName
from markets.models import FeeScenario, MarketRelease, PayCounts
from markets.visits.domain.dataset_states import VisitHolder
from reports.domain.release_states import ReleaseState

USES_FEE_LAB = frozenset({RoleName.ANALYST, RoleName.COMMISSIONER})
ASKS_FOR_PAY = frozenset({RoleName.ENGAGEMENT_OFFICER, RoleName.ANALYST})


def can_use_fee_lab(context: Context | None) -> bool:
    """Tell whether the asker builds fees: the council's commissioners, and the team's analysts from the same inputs.

    Nobody starts from anything but typed figures and what was released; who may use the payment lab takes over what
    the council's own visits measured, too.
    """
    return context is not None and context.authority_id is not None and context.role in USES_FEE_LAB


def can_change_scenario(context: Context | None, scenario: FeeScenario) -> bool:
    """Tell whether a scenario is the asker's to change: of their authority, and not frozen."""
    return (
        can_use_fee_lab(context)
        and context is not None
        and context.authority_id == scenario.authority_id
        and not scenario.is_frozen
    )


def can_run_pay_surveys(context: Context | None) -> bool:
    """Tell whether the asker begins wage surveys and asks providers about their answers: the authority's analysts."""
    return context is not None and context.authority_id is not None and context.role == RoleName.ANALYST


def can_see_who_answered(context: Context | None) -> bool:
    """Tell whether the asker sees whom a wage survey asks and who has answered: the whole independent team.

    Nobody of the council does; engagement officers see no answer.
    """
    return context is not None and context.authority_id is not None and context.role in TEAM_ROLES


def can_ask_for_pay(context: Context | None) -> bool:
    """Tell whether the asker writes to those who have not answered: engagement officers and analysts."""
    return can_see_who_answered(context) and context is not None and context.role in ASKS_FOR_PAY


def can_read_pay(context: Context | None) -> bool:
    """Tell whether the asker reads answers to a wage survey: who reads returns, in their authority."""
    return context is not None and context.authority_id is not None and context.reads_returns


def can_answer_pay(context: Context | None) -> bool:
    """Tell whether the asker answers wage surveys: providers, for their own locations."""
    return context is not None and context.is_provider and context.provider_id is not None


def can_see_pay_counts(context: Context | None) -> bool:
    """Tell whether the asker sees counts of a wage survey: the council's commissioners once they are approved."""
    return can_read_pay(context) or (
        context is not None and context.authority_id is not None and context.role == RoleName.COMMISSIONER
    )


def can_approve_pay_counts(context: Context | None, counts: PayCounts) -> bool:
    """Tell whether the asker approves counts: an approver of the authority who has not frozen them."""
    if context is None or context.role != RoleName.RELEASE_APPROVER or context.authority_id != counts.authority_id:
        return False
    return counts.approved_at is None and counts.frozen_by_id != context.person_id


def holders_looked_after(context: Context | None) -> frozenset[VisitHolder]:
    """Return whose visits the asker sends, maps and deletes: the council's by a commissioner with the switch, what
    providers gave to the independent team by its analysts.
    """
    if context is None or context.authority_id is None:
        return frozenset()
    if context.role == RoleName.COMMISSIONER and context.with_visits:
        return frozenset({VisitHolder.COUNCIL})
    return frozenset({VisitHolder.INDEPENDENT}) if context.role == RoleName.ANALYST else frozenset()


def can_send_own_visits(context: Context | None) -> bool:
    """Tell whether the asker gives its own visits to the independent team and sees what became of them: providers."""
    return context is not None and context.role in PROVIDER_ROLES and context.provider_id is not None


def can_look_after_visits(context: Context | None) -> bool:
    return bool(holders_looked_after(context))


def holders_read(context: Context | None) -> frozenset[VisitHolder]:
    """Return whose figures the asker reads by name: of the council's own visits its commissioners and the team, of what
    was given to the team nobody else.
    """
    if context is None or context.authority_id is None:
        return frozenset()
    if context.role == RoleName.COMMISSIONER:
        return frozenset({VisitHolder.COUNCIL})
    return frozenset(VisitHolder) if context.role in READS_RETURNS else frozenset()


def can_look_after_tables(context: Context | None) -> bool:
    """Tell whether the asker sends packages, offers, lots and declarations: a commissioner with the switch."""
    return VisitHolder.COUNCIL in holders_looked_after(context)


def can_see_profile(context: Context | None) -> bool:
    """Tell whether the asker sees the market's profile, and what leaves the team of independent-held visits:
    commissioners with or without the switch, and the team.
    """
    return bool(holders_read(context))


def can_share_profile(context: Context | None) -> bool:
    """Tell whether the asker lets providers see the market's medians: a commissioner with the switch."""
    return VisitHolder.COUNCIL in holders_looked_after(context)


def can_see_own_profile(context: Context | None) -> bool:
    """Tell whether the asker sees the profile of their own provider, made of what the council pays it for."""
    return context is not None and context.role in PROVIDER_ROLES and context.provider_id is not None


def can_use_payment_lab(context: Context | None) -> bool:
    """Tell whether the asker tries payment rules on the council's visits: its commissioners with the switch, and the
    authority's analysts.
    """
    if context is None or context.authority_id is None:
        return False
    return context.role == RoleName.ANALYST or (context.role == RoleName.COMMISSIONER and context.with_visits)


def can_read_payment_runs(context: Context | None) -> bool:
    """Tell whether the asker reads runs of the payment lab that were kept: all commissioners, and analysts."""
    return (
        context is not None
        and context.authority_id is not None
        and context.role in (RoleName.ANALYST, RoleName.COMMISSIONER)
    )


def holds_independent_visits(context: Context | None) -> bool:
    """Tell whether the asker sees by name what providers gave to the independent team: who reads returns."""
    return VisitHolder.INDEPENDENT in holders_read(context)


def can_draft_market_release(context: Context | None) -> bool:
    """Tell whether the asker drafts what may leave of it: the authority's analysts."""
    return VisitHolder.INDEPENDENT in holders_looked_after(context)


def why_not_approve_market(context: Context | None, release: MarketRelease) -> str:
    """Tell why the asker cannot approve, in words for them; blank if they can."""
    if context is None or not holds_independent_visits(context) or context.authority_id != release.authority_id:
        return "Only the independent team of this authority approves what leaves it."
    if release.state != ReleaseState.DRAFTED:
        return f"This no longer waits for approval: {ReleaseState(release.state).label.lower()}."
    if release.drafted_by_id == context.person_id:
        return "You drafted this. Someone else in the independent team has to approve it."
    return ""


def why_not_withdraw_market(context: Context | None, release: MarketRelease) -> str:
    """Tell why the asker cannot withdraw, in words for them; blank if they can.

    It takes a second person, as an approval does: whoever drafted it asks a colleague.
    """
    if context is None or not holds_independent_visits(context) or context.authority_id != release.authority_id:
        return "Only the independent team of this authority withdraws what has left it."
    if release.state == ReleaseState.WITHDRAWN:
        return "This has been withdrawn already."
    if release.state != ReleaseState.RELEASED:
        return f"This is not out: {ReleaseState(release.state).label.lower()}."
    if release.drafted_by_id == context.person_id:
        return "You drafted this. Someone else in the independent team has to withdraw it."
    return ""


def can_read_options(context: Context | None) -> bool:
    """Tell whether the asker reads the council's options and risks: its commissioners, and the authority's analysts."""
    return can_read_payment_runs(context)


def can_write_options(context: Context | None) -> bool:
    """Tell whether the asker writes options and risks: the council's commissioners."""
    return context is not None and context.authority_id is not None and context.role == RoleName.COMMISSIONER


def can_see_call_sheet(context: Context | None) -> bool:
    """Tell whether the asker sees single packages by reference: a commissioner with the switch."""
    return VisitHolder.COUNCIL in holders_looked_after(context)
