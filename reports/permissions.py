"""Predicates that say who may do what with calculations and releases."""

from accounts.domain.context import Context
from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, RoleName
from register.queries import Exercise
from reports.domain.release_states import OUT, ReleaseState
from reports.models import Calculation, Release


def is_team(context: Context | None) -> bool:
    """Tell whether the asker is of an independent team, which sees everything of its own authority."""
    return context is not None and context.reads_returns and context.authority_id is not None


def sees_released(context: Context | None) -> bool:
    """Tell whether the asker, of a council or provider or an administrator, sees what was released and nothing else."""
    return context is not None and context.role in COUNCIL_ROLES | PROVIDER_ROLES | {RoleName.ADMINISTRATOR}


def can_calculate(context: Context | None) -> bool:
    return context is not None and is_team(context) and context.role == RoleName.ANALYST


def can_draft(context: Context | None, calculation: Calculation) -> bool:
    return can_calculate(context) and context is not None and context.authority_id == calculation.authority_id


def makes_exact_table(exercise: Exercise) -> bool:
    """Tell whether the exercise makes the department's table of exact figures beside its protected release."""
    return exercise.preset == "statutory"


def can_decide(context: Context | None, release: Release) -> bool:
    """Tell whether a release is the asker's to decide on at all; ``why_not_approve`` says what stands against it."""
    return is_team(context) and context is not None and context.authority_id == release.authority_id


def why_not_approve(context: Context | None, release: Release) -> str:
    """Tell why the asker cannot approve, in words for them; blank if they can."""
    if context is None or not can_decide(context, release):
        return "Only the independent team of this authority approves releases."
    if release.state != ReleaseState.DRAFTED:
        return f"This release is no longer waiting for approval: {ReleaseState(release.state).label.lower()}."
    if release.supersedes is not None and release.supersedes.state == ReleaseState.WITHDRAWN:
        return (
            f"Release {release.supersedes.number}, whose place this draft would take, has been withdrawn since. "
            "Send the draft back, and draft it again."
        )
    if release.drafted_by_id == context.person_id:
        return "You drafted this release. Someone else in the independent team has to approve it."
    if release.first_approved_by_id == context.person_id:
        return "You have approved this release already. A table that is not for publication needs one more person."
    return ""


def why_not_withdraw(context: Context | None, release: Release) -> str:
    """Tell why the asker cannot withdraw a release, in words for them; blank if they can.

    It takes a second person, as an approval does: whoever drafted it asks a colleague.
    """
    if context is None or not can_decide(context, release):
        return "Only the independent team of this authority withdraws releases."
    if release.state == ReleaseState.WITHDRAWN:
        return f"Release {release.number} has been withdrawn already."
    if release.state not in OUT:
        return f"Release {release.number} is not out: {ReleaseState(release.state).label.lower()}."
    if release.drafted_by_id == context.person_id:
        return "You drafted this release. Someone else in the independent team has to withdraw it."
    return ""


def needs_another_approval(release: Release) -> bool:
    """Tell whether a release needs one more approval.

    One that is not for publication takes two people besides its drafter.
    """
    return not release.for_publication and release.first_approved_by_id is None


def why_no_documents(context: Context | None, release: Release, *, is_again: bool = False) -> str:
    """Tell why the asker cannot have the documents of a release made, in words for them; blank if they can.

    ``is_again``: to make one again and compare, whatever became of its release since.
    """
    if context is None or not can_decide(context, release):
        return "Only the independent team of this authority makes these documents."
    if release.state != ReleaseState.RELEASED and not is_again:
        return "Documents are made of a release that stands: this one is not approved, or another took its place."
    return ""
