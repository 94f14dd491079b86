"""Send a council's return, and approve it: only then does it count, and only then does the office see it."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import CouncilReturn, ReturnDraft, RoundMember
from benchmarking.permissions import takes_returns
from benchmarking.returns.actions.drafts import KIND, NOT_OPEN, whose
from benchmarking.returns.domain.whole_return import fingerprint
from benchmarking.returns.queries import read_whole, standing_typed, version_for, versions_of
from benchmarking.rounds.actions.letters import write_to_delegate
from benchmarking.rounds.actions.members import kept_consent
from benchmarking.rounds.domain.consent import agreed_in
from benchmarking.rounds.domain.round_mails import approval_mail
from benchmarking.rounds.queries import may_approve, own_membership

MOST_VERSIONS = 100
CROWDED = Refusal("This has been sent very often. Ring the regional office, who will help.")
SAME = Refusal("Nothing has changed since the version that was sent.")
NOT_YOURS = "Approval needs the director or her delegate: {}."
APPROVED = Refusal("This version is approved already.")
NOT_NEWEST = Refusal("A newer version has been sent meanwhile. Approve that one.")


@transaction.atomic
def send(*, by: Context, member_id: UUID, key: UUID | None = None) -> CouncilReturn | Refusal | None:
    """Send the draft as a version; the delegate's own is approved with it, any other waits for her."""
    member = own_membership(by, member_id)
    if member is None:
        return None
    take_turn(f"council return {member.id}")
    if found := made_before(versions_of(by, member), key):
        return found
    if not takes_returns(member.round):
        return NOT_OPEN
    given = standing_typed(by, member)
    read, newest = read_whole(by, member, given), versions_of(by, member).first()
    if not read.may_be_sent:
        return Refusal(read.why_not_sent)
    if newest and newest.number >= MOST_VERSIONS:
        return CROWDED
    digest = fingerprint(read)
    if newest and newest.digest == digest:
        return SAME
    row = CouncilReturn.objects.create(
        id=key or uuid4(), member=member, number=newest.number + 1 if newest else 1, typed=dict(given.typed),
        prices=list(given.prices), providers=list(given.providers), explanations=dict(given.explanations),
        values=read.profile.normal, digest=digest, sent_at=timezone.now(), sent_by_id=by.person_id, **whose(member),
    )  # fmt: skip
    ReturnDraft.objects.filter(member=member).delete()
    audit.record_on(row, by=by, verb="return.sent", kind=KIND, words=f"{member.round.name}, version {row.number}")
    if may_approve(by, member):
        return _approved(by, member, row)
    write_to_delegate(member, approval_mail(member.round.name, member.council_name))
    return row


@transaction.atomic
def approve(*, by: Context, member_id: UUID, version_id: UUID) -> CouncilReturn | Refusal | None:
    """Approve the newest version, as the director or her delegate."""
    member = own_membership(by, member_id)
    row = version_for(by, member, version_id) if member else None
    if member is None or row is None:
        return None
    take_turn(f"council return {member.id}")
    if not may_approve(by, member):
        return Refusal(NOT_YOURS.format(member.delegate_name))
    row = CouncilReturn.objects.get(id=row.id)
    if row.approved_at is not None:
        return APPROVED
    if not takes_returns(member.round):
        return NOT_OPEN
    newest = versions_of(by, member).first()
    return NOT_NEWEST if newest and newest.id != row.id else _approved(by, member, row)


def _approved(by: Context, member: RoundMember, row: CouncilReturn) -> CouncilReturn:
    """Approve a version: it counts, and what it agrees to is agreed."""
    row.approved_at, row.approved_by_id = timezone.now(), by.person_id
    row.save(update_fields=["approved_at", "approved_by_id"])
    RoundMember.objects.filter(id=member.id).update(returned_at=row.approved_at)
    kept_consent(by, member, agreed_in(row.values))
    audit.record_on(row, by=by, verb="return.approved", kind=KIND, words=f"{member.round.name}, version {row.number}")
    return row
