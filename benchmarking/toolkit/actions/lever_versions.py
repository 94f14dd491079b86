"""Keep a version of a lever: a new one, a change, its retirement, an earlier one again; and decide on it."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.models import LeverVersion
from benchmarking.permissions import can_keep_levers, why_not_decide_on_lever
from benchmarking.toolkit.domain.lever_sources import gone_evidence
from benchmarking.toolkit.domain.lever_versions import LeverDecision, LeverHistory, is_said_alike, lever_from, row_of
from benchmarking.toolkit.domain.levers import Lever
from benchmarking.toolkit.queries import evidence_on_offer, history_for, versions_of

KIND = "lever of the toolkit"
MOST = 300
ADDED = "Added by the office"
OVERTAKEN = (
    "{} has changed this lever while you had it open. What you typed stands below: look at it beside what they wrote, "
    "and save again to keep yours."
)
SAME = Refusal("This says what the newest version says, so no new one is kept.")
CROWDED = Refusal(f"There are {MOST} of them already, which is more than anybody reads.")
NO_REASON = Refusal("Say why the lever changes. The version before it stays beside it.")
LATER = Refusal("There is a later version, or somebody has decided on this one. Look at the page again.")
GONE = "“{}” is not released any more as this version has it. Send it back, or change the lever."


@transaction.atomic
def add(*, by: Context, told: Lever, key: UUID | None = None) -> LeverVersion | Refusal | None:
    """Keep the first version of a lever of the office's own, once however often the button is pressed."""
    if not can_keep_levers(by):
        return None
    rows = LeverVersion.objects.filter(host_authority_id=by.own_authority)
    if found := made_before(rows, key):
        return found
    take_turn(f"levers of the office {by.own_authority}")
    if rows.filter(number=1).count() >= MOST:
        return CROWDED
    row_id = key or uuid4()
    return _kept(by, replace(told, key=f"own-{row_id.hex[:12]}"), 1, ADDED, row_id)


@transaction.atomic
def change(
    *, by: Context, lever: str, told: Lever, why: str, after: int, key: UUID | None = None
) -> LeverVersion | Refusal | None:
    """Keep a version that follows version ``after`` and says why."""
    there = _turn_at(by, lever)
    if there is None:
        return None
    if found := made_before(versions_of(by, lever), key):
        return found
    newest = there.newest
    if newest.number != after:
        return Refusal(OVERTAKEN.format(newest.made_by or "Somebody"))
    if newest.number >= MOST:
        return CROWDED
    told = replace(told, key=lever)
    if is_said_alike(told, newest.lever):
        return SAME
    return _kept(by, told, newest.number + 1, why, key) if why else NO_REASON


def retire(*, by: Context, lever: str, why: str, after: int) -> LeverVersion | Refusal | None:
    """Keep a version that says that the lever is not in the toolkit any more."""
    there = history_for(by, lever)
    told = replace(there.newest.lever, is_retired=True) if there else None
    return change(by=by, lever=lever, told=told, why=why, after=after) if told else None


def bring_back(*, by: Context, lever: str, number: int, after: int) -> LeverVersion | Refusal | None:
    """Keep a version that says what version ``number`` says."""
    there = history_for(by, lever)
    told = there.said(number) if there else None
    why = f"Version {number} is brought back"
    return change(by=by, lever=lever, told=told, why=why, after=after) if told else None


@transaction.atomic
def decide(
    *, by: Context, lever: str, number: int, is_approved: bool, words: str = ""
) -> LeverVersion | Refusal | None:
    """Let a version out to members, or send it back with words: by somebody who did not write it."""
    take_turn(f"lever {lever} of {by.own_authority}")
    row = versions_of(by, lever).first()
    if row is None:
        return None
    if row.number != number or row.decision:
        return LATER
    if why_not := why_not_decide_on_lever(by, row):
        return Refusal(why_not)
    if is_approved and (fault := _why_not_out(by, lever_from(row))):
        return Refusal(fault)
    row.decision = LeverDecision.APPROVED.value if is_approved else LeverDecision.SENT_BACK.value
    row.decided_at, row.decided_by_id, row.decision_note = timezone.now(), by.person_id, words
    row.save(update_fields=["decision", "decided_at", "decided_by", "decision_note"])
    verb = "lever.approved" if is_approved else "lever.sent_back"
    audit.record_on(row, by=by, verb=verb, kind=KIND, words=str(row))
    return row


def _why_not_out(by: Context, told: Lever) -> str:
    """Return why a version cannot go out; one that retires its lever always can."""
    if told.is_retired:
        return ""
    if told.why_not_published:
        return told.why_not_published
    gone = gone_evidence(told, evidence_on_offer(by))
    return GONE.format(gone[0].what) if gone else ""


def _turn_at(by: Context, lever: str) -> LeverHistory | None:
    if not can_keep_levers(by):
        return None
    take_turn(f"lever {lever} of {by.own_authority}")
    return history_for(by, lever)


def _kept(by: Context, told: Lever, number: int, why: str, key: UUID | None) -> LeverVersion:
    row = LeverVersion.objects.create(
        id=key or uuid4(), host_authority_id=by.own_authority, number=number, why=why, made_at=timezone.now(),
        made_by_id=by.person_id, **row_of(told),
    )  # fmt: skip
    audit.record_on(row, by=by, verb="lever.kept", kind=KIND, words=str(row))
    return row
