"""The rows of one invented council in a round: that it takes part, what it sent, and what it agreed to."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from benchmarking.models import BenchmarkRound, CouncilReturn, MemberConsent, ReturnDraft, RoundMember
from benchmarking.returns.domain.profile_reader import read_profile
from benchmarking.returns.domain.questionnaire import PRICES, PROVIDERS
from benchmarking.returns.domain.row_reader import read_table
from benchmarking.returns.domain.whole_return import ReadReturn, TypedReturn, fingerprint
from benchmarking.rounds.domain.consent import agreed_in
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.domain.region_files import InventedCouncil
from benchmarking.synthetic.domain.region_returns import council_number

NOON = time(12)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))


def is_late(council: InventedCouncil, by: RegionCast) -> bool:
    return council.name != by.waits and council_number(council) % 3 == 0


def member_of(by: RegionCast, row: BenchmarkRound, council: InventedCouncil, authority_id: UUID) -> RoundMember:
    is_hers = council.name == by.waits
    return RoundMember(
        id=uuid4(), round=row, host_authority_id=row.host_authority_id, authority_id=authority_id,
        council_name=council.name, ons_code=council.ons_code, sub_region=council.row["sub_region"],
        inner_outer=council.row["inner_outer"],
        delegate_name=by.delegate.person_name if is_hers else f"Director of {council.name}",
        delegate_email=by.delegate_email if is_hers else f"director-{council.ons_code.lower()}@example.org",
        joined_at=row.made_at,
    )  # fmt: skip


def _whose(member: RoundMember) -> dict[str, Any]:
    return {
        "round_id": member.round_id, "host_authority_id": member.host_authority_id,
        "authority_id": member.authority_id, "member": member,
    }  # fmt: skip


def draft_of_region(by: RegionCast, member: RoundMember, given: TypedReturn) -> ReturnDraft:
    """Return a return that was begun: the first pages are filled in, and the prices."""
    begun = dict(list(given.typed.items())[: len(given.typed) // 2])
    return ReturnDraft(
        typed=begun, prices=list(given.prices), providers=[], explanations={}, saved_at=timezone.now(),
        saved_by_id=by.filler.person_id, **_whose(member),
    )  # fmt: skip


def version_of(
    by: RegionCast, row: BenchmarkRound, member: RoundMember, council: InventedCouncil, given: TypedReturn
) -> CouncilReturn:
    read = ReadReturn(
        read_profile(given.typed),
        read_table(PRICES, given.prices),
        read_table(PROVIDERS, given.providers),
        (),
        None,
        {},
    )
    sent = noon(row.opens_on + timedelta(days=3 + council_number(council) % 22))
    waits = row.state == RoundState.OPEN and council.name == by.waits
    approver = by.delegate.person_id if council.name == by.waits else by.team_id
    return CouncilReturn(
        id=uuid4(), number=1, typed=dict(given.typed), prices=list(given.prices), providers=list(given.providers),
        explanations={}, values=read.profile.normal, digest=fingerprint(read), sent_at=sent, sent_by_id=by.team_id,
        approved_at=None if waits else sent + timedelta(days=1), approved_by_id=None if waits else approver,
        **_whose(member),
    )  # fmt: skip


def consents_of_version(sent: CouncilReturn) -> Iterator[MemberConsent]:
    """Yield what an approved version agrees to show."""
    if sent.approved_at is None or sent.approved_by_id is None:
        return
    for block, is_given in agreed_in(sent.values).items():
        if is_given:
            yield MemberConsent(
                member=sent.member, block=block.value, is_given=True, said_at=sent.approved_at,
                said_by_id=sent.approved_by_id, round_id=sent.round_id, host_authority_id=sent.host_authority_id,
                authority_id=sent.authority_id,
            )  # fmt: skip
