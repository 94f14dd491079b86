"""Predicates that say who may do what in the room of benchmarking."""

from accounts.domain.context import Context
from accounts.domain.roles import TEAM_ROLES, RoleName
from benchmarking.models import BenchmarkEdition, BenchmarkRound, CouncilReturn, LeverVersion, RoundMember
from benchmarking.rounds.domain.round_states import TAKES_RETURNS
from reports.domain.release_states import OUT, ReleaseState

INVITES = frozenset({RoleName.ANALYST, RoleName.ENGAGEMENT_OFFICER})
COPY_READERS = frozenset({RoleName.COMMISSIONER, RoleName.REGIONAL_LEAD})
SEES_PROGRESS = TEAM_ROLES | {RoleName.REGIONAL_LEAD}


def _has_office(context: Context | None) -> bool:
    return context is not None and context.authority_id is not None


def can_see_progress(context: Context | None) -> bool:
    """Tell whether the asker sees rounds and who has returned: the office's team and its regional lead; no answer."""
    return _has_office(context) and context is not None and context.role in SEES_PROGRESS


def can_run_rounds(context: Context | None) -> bool:
    """Tell whether the asker sets up, opens, closes and locks rounds: the office's analysts."""
    return _has_office(context) and context is not None and context.role == RoleName.ANALYST


def can_load_public_files(context: Context | None) -> bool:
    """Tell whether the asker loads public files: the office's analysts."""
    return can_run_rounds(context)


def can_invite_councils(context: Context | None) -> bool:
    """Tell whether the asker adds councils to a round: the office's analysts and engagement officers."""
    return _has_office(context) and context is not None and context.role in INVITES


def can_keep_project(context: Context | None) -> bool:
    """Tell whether the asker keeps the project pages of rounds: the office's team; its regional lead reads them."""
    return _has_office(context) and context is not None and context.role in TEAM_ROLES


def can_keep_levers(context: Context | None) -> bool:
    """Tell whether the asker adds, changes and retires levers of the toolkit: the office's analysts."""
    return can_run_rounds(context)


def why_not_decide_on_lever(context: Context | None, row: LeverVersion) -> str:
    """Tell why the asker cannot approve a version of a lever or send it back, in words; blank if they can."""
    is_reader = can_read_council_returns(context)
    if context is None or not is_reader or context.authority_id != row.host_authority_id:
        return "Only the office’s analysts and approvers decide on levers."
    if row.made_by_id == context.person_id:
        return "You wrote this version. Somebody else in the office has to decide on it."
    return ""


def can_read_council_returns(context: Context | None) -> bool:
    """Tell whether the asker reads returns: the office's analysts and approvers; no engagement officer, no lead."""
    return _has_office(context) and context is not None and context.reads_returns


def can_ask_councils(context: Context | None) -> bool:
    """Tell whether the asker asks councils about their returns, and closes what was asked: the office's analysts."""
    return can_run_rounds(context)


def can_answer_for_council(context: Context | None) -> bool:
    """Tell whether the asker fills in, sends and reads the return of their own council: its commissioners."""
    return _has_office(context) and context is not None and context.role == RoleName.COMMISSIONER


def can_analyse(context: Context | None, row: BenchmarkRound) -> bool:
    """Tell whether the asker has a round worked out, and drafts its editions: the analysts of its office."""
    return can_run_rounds(context) and context is not None and context.authority_id == row.host_authority_id


def _decides_on(context: Context | None, row: BenchmarkEdition) -> bool:
    """Tell whether an edition is the asker's to decide on at all; ``why_not_approve`` says what stands against it."""
    is_reader = can_read_council_returns(context)
    return is_reader and context is not None and context.authority_id == row.host_authority_id


def why_not_approve(context: Context | None, row: BenchmarkEdition) -> str:
    """Tell why the asker cannot approve an edition, in words for them; blank if they can."""
    if context is None or not _decides_on(context, row):
        return "Only the office’s analysts and approvers approve editions."
    if row.state != ReleaseState.DRAFTED:
        return f"This edition is no longer waiting for approval: {row.label.label.lower()}."
    if row.drafted_by_id == context.person_id:
        return "You drafted this edition. Somebody else in the office has to approve it."
    if not all(one["holds"] for one in row.attacks):
        return "An attacker names more rows of a sheet than three times chance. Send the draft back."
    return ""


def why_not_withdraw(context: Context | None, row: BenchmarkEdition) -> str:
    """Tell why the asker cannot withdraw an edition, in words for them; blank if they can."""
    if context is None or not _decides_on(context, row):
        return "Only the office’s analysts and approvers withdraw editions."
    if row.state not in OUT:
        return f"This edition is not out: {row.label.label.lower()}."
    if row.drafted_by_id == context.person_id:
        return "You drafted this edition. Somebody else in the office has to withdraw it."
    return ""


def can_read_copies(context: Context | None) -> bool:
    """Tell whether the asker reads what was released to them: commissioners of councils, and the regional lead."""
    return _has_office(context) and context is not None and context.role in COPY_READERS


def takes_returns(row: BenchmarkRound) -> bool:
    return row.state in TAKES_RETURNS


def is_delegate(context: Context | None, email: str, member: RoundMember) -> bool:
    """Tell whether the asker approves for their council: the director or delegate, known by the address."""
    if not can_answer_for_council(context) or context is None or member.authority_id != context.authority_id:
        return False
    return email.casefold() == member.delegate_email.casefold()


def waits_for_approval(row: CouncilReturn | None) -> bool:
    return row is not None and row.approved_at is None
