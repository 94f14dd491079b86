"""The only reader of rounds, their councils and their consents; every function takes the asker."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from benchmarking.models import BenchmarkRound, MemberConsent, RoundMember
from benchmarking.permissions import (
    can_answer_for_council,
    can_read_council_returns,
    can_see_progress,
    is_delegate,
)
from benchmarking.rounds.domain.consent import ConsentBlock, standing
from benchmarking.rounds.domain.independence import commissions_there


def rounds_for(context: Context | None) -> QuerySet[BenchmarkRound]:
    """Return the rounds of the office's team and regional lead."""
    rows = BenchmarkRound.objects.all()
    if context is None or not can_see_progress(context):
        return rows.none()
    return rows.filter(host_authority_id=context.own_authority)


def round_for(context: Context | None, round_id: UUID) -> BenchmarkRound | None:
    return rounds_for(context).filter(id=round_id).first()


def numbers_of_rounds(rows: Iterable[BenchmarkRound]) -> dict[UUID, tuple[int, int]]:
    """Return by round how many councils take part, and how many have returned."""
    found = RoundMember.objects.filter(round__in=[row.id for row in rows]).order_by().values("round_id")
    counted = found.annotate(asked=Count("id"), returned=Count("id", filter=Q(returned_at__isnull=False)))
    return {row["round_id"]: (row["asked"], row["returned"]) for row in counted}


def members_of(context: Context | None, row: BenchmarkRound, words: str = "", state: str = "") -> QuerySet[RoundMember]:
    """Return the councils of a round, with who has returned, and no answer."""
    rows = RoundMember.objects.select_related("round")
    if context is None or not can_see_progress(context) or row.host_authority_id != context.authority_id:
        return rows.none()
    rows = rows.filter(round=row)
    rows = rows.filter(returned_at__isnull=state != "returned") if state in ("returned", "waiting") else rows
    return rows.filter(Q(council_name__icontains=words) | Q(sub_region__icontains=words)) if words else rows


def member_for(context: Context | None, row: BenchmarkRound, member_id: UUID) -> RoundMember | None:
    return members_of(context, row).filter(id=member_id).first()


def why_not_independent(context: Context | None, row: BenchmarkRound) -> str:
    """Tell why somebody of the office neither reads nor analyses this round, in words for them; blank if they may.

    Nobody analyses a round and commissions for a council in it, in whichever of both roles they act.
    """
    councils = accounts.authorities_of(context, RoleName.COMMISSIONER)
    if not councils:
        return ""
    names = RoundMember.objects.filter(round=row, authority_id__in=councils).values_list("council_name", flat=True)
    return commissions_there(sorted(names))


def reads_round(context: Context | None, row: BenchmarkRound) -> bool:
    """Tell whether the asker reads what a round's councils sent: of its office, and of no council in it."""
    is_host = context is not None and context.authority_id == row.host_authority_id
    return is_host and can_read_council_returns(context) and not why_not_independent(context, row)


def own_memberships(context: Context | None) -> QuerySet[RoundMember]:
    """Return the rounds that ask the asker's council and have opened, the newest first."""
    rows = RoundMember.objects.select_related("round")
    if context is None or not can_answer_for_council(context):
        return rows.none()
    rows = rows.filter(authority_id=context.own_authority).exclude(round__state="set_up")
    return rows.order_by("-round__reference_week", "id")


def own_membership(context: Context | None, member_id: UUID) -> RoundMember | None:
    return own_memberships(context).filter(id=member_id).first()


def may_approve(context: Context | None, member: RoundMember) -> bool:
    """Tell whether the asker is the director or delegate of a council in a round."""
    return context is not None and is_delegate(context, accounts.email_of(context), member)


def consents_of(context: Context | None, member: RoundMember) -> QuerySet[MemberConsent]:
    """Return what a council has said of each block, the newest first: for itself, and for who reads returns."""
    rows = MemberConsent.objects.filter(member=member)
    is_own = can_answer_for_council(context) and context is not None and context.authority_id == member.authority_id
    is_host = context is not None and context.authority_id == member.host_authority_id
    return rows if is_own or (is_host and can_read_council_returns(context)) else rows.none()


def consent_standing(context: Context | None, member: RoundMember) -> dict[ConsentBlock, bool]:
    return standing(consents_of(context, member))
