"""Add councils to a round, remind those that have not returned, and say what of a council may be shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import BenchmarkRound, MemberConsent, RoundMember
from benchmarking.permissions import can_invite_councils
from benchmarking.rounds.actions.letters import write_to_delegate
from benchmarking.rounds.domain.consent import AFTER_RELEASE, NOT_THE_DELEGATE, ConsentBlock
from benchmarking.rounds.domain.member_lines import MemberLine
from benchmarking.rounds.domain.round_mails import consent_mail, opening_mail, reminder_mail
from benchmarking.rounds.domain.round_states import RoundState
from benchmarking.rounds.queries import consent_standing, may_approve, member_for, members_of, own_membership, round_for
from costing.figure_words import day_in_words
from register import queries as register

REMINDED = Refusal("All who have not returned were reminded today already.")
KIND = "council of a round"
MOST_MEMBERS = 200
CLOSED = Refusal("This round is locked, so its councils stay as they are.")
HAS_SENT = Refusal("This council has been asked already. It stays in the round, also if it returns nothing.")


@transaction.atomic
def add_councils(*, by: Context, round_id: UUID, lines: Sequence[MemberLine]) -> list[RoundMember] | Refusal | None:
    """Add councils of the register; all of the lines or none."""
    row = round_for(by, round_id) if can_invite_councils(by) else None
    if row is None:
        return None
    take_turn(f"councils of round {row.id}")
    if row.state in (RoundState.LOCKED, RoundState.RELEASED):
        return CLOSED
    known, there = register.councils_by_word(), list(members_of(by, row))
    faults = [fault for line in lines if (fault := _fault(line, known, there))] + _named_twice(lines, known)
    if len(there) + len(lines) > MOST_MEMBERS:
        faults.append(f"A round holds {MOST_MEMBERS} councils at most.")
    if faults:
        return Refusal(" ".join(faults[:10]))
    made = RoundMember.objects.bulk_create(_member(row, line, known[line.council.casefold()]) for line in lines)
    for member in made:
        audit.record(by=by, verb="added a council to a round", kind=KIND, id=member.id, words=member.council_name)
        if row.state == RoundState.OPEN:
            write_to_delegate(member, opening_mail(row.name, member.council_name, row.closes_on))
    return made


def _fault(line: MemberLine, known: Mapping[str, register.Authority], there: Sequence[RoundMember]) -> str:
    council = known.get(line.council.casefold())
    if council is None:
        return f"Line {line.number}: “{line.council[:40]}” is no authority of the register."
    if any(member.authority_id == council.id for member in there):
        return f"Line {line.number}: {council.name} takes part already."
    if any(member.ons_code == line.ons_code for member in there):
        return f"Line {line.number}: {line.ons_code} is another council’s."
    return ""


def _named_twice(lines: Sequence[MemberLine], known: Mapping[str, register.Authority]) -> list[str]:
    """Return a fault of each line whose council an earlier line names already, by whichever code."""
    first, faults = dict[UUID, int](), list[str]()
    for line in lines:
        council = known.get(line.council.casefold())
        if council is not None and first.setdefault(council.id, line.number) != line.number:
            faults.append(f"Line {line.number}: {council.name} stands in line {first[council.id]} already.")
    return faults


def _member(row: BenchmarkRound, line: MemberLine, council: register.Authority) -> RoundMember:
    return RoundMember(
        round=row, host_authority_id=row.host_authority_id, authority=council, council_name=council.name,
        ons_code=line.ons_code, sub_region=line.sub_region, inner_outer=line.inner_outer,
        delegate_name=line.delegate_name, delegate_email=line.delegate_email, joined_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def take_out(*, by: Context, round_id: UUID, member_id: UUID) -> str | Refusal | None:
    """Take a council out of a round that has not opened."""
    row = round_for(by, round_id) if can_invite_councils(by) else None
    member = member_for(by, row, member_id) if row else None
    if row is None or member is None:
        return None
    if row.state != RoundState.SET_UP:
        return HAS_SENT
    name = member.council_name
    audit.record(by=by, verb="took a council out of a round", kind=KIND, id=member.id, words=name)
    member.delete()
    return name


@transaction.atomic
def remind(*, by: Context, round_id: UUID) -> int | Refusal | None:
    """Write to the delegates of councils that have not returned, once a day to each; return to how many."""
    row = round_for(by, round_id) if can_invite_councils(by) else None
    if row is None:
        return None
    if row.state != RoundState.OPEN:
        return Refusal("This round is not open, so nobody is reminded.")
    take_turn(f"reminders of a round {row.id}")
    waiting = [one for one in members_of(by, row, state="waiting") if not _reminded_today(one)]
    if not waiting:
        return REMINDED
    for member in waiting:
        write_to_delegate(member, reminder_mail(row.name, member.council_name, row.closes_on))
    RoundMember.objects.filter(id__in=[one.id for one in waiting]).update(reminded_at=timezone.now())
    audit.record_on(row, by=by, verb="reminded the councils of a round", kind="round", words=row.name)
    return len(waiting)


def _reminded_today(member: RoundMember) -> bool:
    return member.reminded_at is not None and timezone.localdate(member.reminded_at) == timezone.localdate()


@transaction.atomic
def say_consent(
    *, by: Context, member_id: UUID, wanted: Mapping[ConsentBlock, bool]
) -> list[MemberConsent] | Refusal | None:
    """Give or withdraw consent, block by block; where somebody else than the delegate tries, she gets a letter."""
    member = own_membership(by, member_id)
    if member is None:
        return None
    take_turn(f"consent {member.id}")
    if not may_approve(by, member):
        write_to_delegate(member, consent_mail(member.round.name, member.council_name))
        audit.record_on(member, by=by, verb="asked for a delegate’s consent", kind=KIND, words=member.council_name)
        return Refusal(NOT_THE_DELEGATE.format(member.delegate_name))
    return kept_consent(by, member, wanted)


def kept_consent(by: Context, member: RoundMember, wanted: Mapping[ConsentBlock, bool]) -> list[MemberConsent]:
    """Add a word on each block of which something else counted."""
    stands, now = consent_standing(by, member), timezone.now()
    whose = {"round_id": member.round_id, "host_authority_id": member.host_authority_id}
    made = [
        MemberConsent(
            member=member, block=block.value, is_given=given, said_at=now, said_by_id=by.person_id,
            authority_id=member.authority_id, **whose,
        )
        for block, given in wanted.items()
        if stands[block] != given
    ]  # fmt: skip
    for row in MemberConsent.objects.bulk_create(made):
        verb = "consent.given" if row.is_given else "consent.withdrawn"
        audit.record_on(row, by=by, verb=verb, kind=KIND, words=f"{member.council_name}: {row.block}")
    return made


def note_on(made: Sequence[MemberConsent], released_on: date | None) -> str:
    """Return what to say where consent is withdrawn after an edition that stands was released; blank otherwise."""
    is_withdrawn = any(not row.is_given for row in made)
    return AFTER_RELEASE.format(day_in_words(released_on)) if is_withdrawn and released_on else ""
