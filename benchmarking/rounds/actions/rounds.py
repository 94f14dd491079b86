"""Set a round up, open it, close it, and lock what came in."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import BenchmarkRound, RoundMember
from benchmarking.permissions import can_run_rounds
from benchmarking.rounds.actions.letters import write_to_delegate
from benchmarking.rounds.domain.round_mails import opening_mail
from benchmarking.rounds.domain.round_states import NEXT, RoundState
from benchmarking.rounds.domain.round_terms import NewRound
from benchmarking.rounds.queries import round_for, rounds_for
from register import queries as register

KIND = "round"
MOST_ROUNDS = 100
CROWDED = Refusal(f"There are {MOST_ROUNDS} rounds already, which is more than anybody compares.")
NO_OFFICE = Refusal("Rounds are run by a programme office. Your role is bound to a council: ask an administrator.")
TAKEN = "There is a round called “{}” already. Choose another name."
NOBODY = Refusal("No council takes part yet. Add the councils first.")
OVERTAKEN = Refusal("Somebody has changed this round while you had it open. Look at it again.")
VERBS = {
    RoundState.OPEN: "round.opened",
    RoundState.CHECKING: "round.closed",
    RoundState.LOCKED: "round.locked",
}


@transaction.atomic
def set_up(*, by: Context, told: NewRound, key: UUID | None = None) -> BenchmarkRound | Refusal | None:
    """Set up a round of the asker's office; no council is asked yet."""
    if not can_run_rounds(by):
        return None
    office = register.programme_office(by.own_authority)
    if office is None:
        return NO_OFFICE
    take_turn(f"rounds {by.authority_id}")
    if found := made_before(rounds_for(by), key):
        return found
    if rounds_for(by).count() >= MOST_ROUNDS:
        return CROWDED
    if rounds_for(by).filter(name__iexact=told.name).exists():
        return Refusal(TAKEN.format(told.name))
    row = BenchmarkRound.objects.create(
        id=key or uuid4(), host_authority=office, host_name=office.name, name=told.name,
        reference_week=told.reference_week, opens_on=told.opens_on, closes_on=told.closes_on,
        hypotheses=list(told.hypotheses), state=RoundState.SET_UP.value, made_at=timezone.now(),
        made_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="round.set_up", kind=KIND, words=row.name)
    return row


@transaction.atomic
def move(*, by: Context, round_id: UUID, state: RoundState, edition: int) -> BenchmarkRound | Refusal | None:
    """Bring a round into a state that may follow its own; opening locks its hypotheses and writes to the delegates."""
    seen = round_for(by, round_id) if can_run_rounds(by) else None
    if seen is None:
        return None
    row = BenchmarkRound.objects.select_for_update().get(id=seen.id)
    if row.edition != edition:
        return OVERTAKEN
    if state not in NEXT[RoundState(row.state)]:
        return Refusal(f"This round is {row.label.label.lower()}, so it cannot become {state.label.lower()} now.")
    members = list(RoundMember.objects.filter(round=row))
    if not members:
        return NOBODY
    is_first = row.hypotheses_locked_at is None
    row.state, row.edition = state.value, edition + 1
    row.hypotheses_locked_at = row.hypotheses_locked_at or timezone.now()
    row.save(update_fields=["state", "edition", "hypotheses_locked_at"])
    audit.record_on(row, by=by, verb=VERBS[state], kind=KIND, words=row.name)
    if is_first:
        for member in members:
            write_to_delegate(member, opening_mail(row.name, member.council_name, row.closes_on))
    return row
