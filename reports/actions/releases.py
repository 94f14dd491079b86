"""Draft, approve and send back releases: drafted by one person, approved by another, frozen, kept in the ledger."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.idempotency import made_before
from accounts.actions.task_queue import nudge_when_committed
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions.draft_release import keep_draft, named_in_words, prepare
from reports.actions.exercise_lock import take_turn, take_turn_with_its_like
from reports.actions.ledger import write_ledger
from reports.actions.release_mails import TELL_OF_RELEASE
from reports.domain.policy import PROTECTED, STATUTORY
from reports.domain.release_preview import Prepared
from reports.domain.release_states import ReleaseState
from reports.domain.released_document import dimensions_of
from reports.models import Release
from reports.permissions import can_decide, can_draft, makes_exact_table, needs_another_approval, why_not_approve

NO_TABLE = Refusal("This exercise makes no table of exact figures for the department.")
MOVED = "What this draft was made from has changed since. Send it back, and draft it again."


@transaction.atomic
def draft(
    *,
    by: Context,
    calculation_id: UUID,
    exact: bool = False,
    dimensions: Sequence[str] = (),
    key: UUID | None = None,
) -> Release | Refusal | None:
    """Draft a release, which stays in the team until it is approved; None if the calculation is not the asker's.

    It is broken down by ``dimensions``, and again when it is approved. ``exact`` drafts the department's table, where
    the exercise makes it beside the protected release. ``key`` is that of the page, so that it is drafted once.
    """
    calculation = queries.calculation_for(by, calculation_id)
    if calculation is None or not can_draft(by, calculation):
        return None
    take_turn(calculation.exercise_id)
    already = made_before(Release.objects.filter(calculation=calculation, drafted_by_id=by.person_id), key)
    if already is not None:
        return already
    waiting = queries.waiting_draft(by, calculation.exercise_id)
    if waiting is not None:
        return Refusal(f"Release {waiting.number} of this exercise still waits for approval. Decide on it first.")
    if exact and not makes_exact_table(calculation.exercise):
        return NO_TABLE
    named = named_in_words(by, calculation.exercise_id)
    if named:
        return Refusal(
            f"The words that justify the returns name {', '.join(named)}. They go out, so nobody may be named."
        )
    policy = STATUTORY if exact else PROTECTED
    made = prepare(by, calculation, policy, dimensions)
    if isinstance(made, Refusal):
        return made
    release = keep_draft(by, calculation, policy, made, key)
    _record(by, "drafted a release", release)
    return release


@transaction.atomic
def approve(*, by: Context, release_id: UUID) -> Release | Refusal | None:
    """Approve a draft if everything it was made from is unchanged; None if it is not the asker's to decide."""
    release = _held(by, release_id)
    if release is None:
        return None
    because = why_not_approve(by, release)
    if because:
        return Refusal(because)
    made = _as_drafted(by, release)
    if isinstance(made, Refusal):
        return made
    if needs_another_approval(release):
        release.first_approved_by_id, release.first_approved_at = by.person_id, timezone.now()
        release.save(update_fields=["first_approved_by", "first_approved_at"])
        _record(by, "approved a release as the first of two", release)
        return release
    return _let_out(by, release, made)


@transaction.atomic
def reject(*, by: Context, release_id: UUID, reason: str) -> Release | Refusal | None:
    """Send a draft back; whoever drafted it may do so as well."""
    release = _held(by, release_id)
    if release is None:
        return None
    if release.state != ReleaseState.DRAFTED:
        return Refusal("This release no longer waits for approval.")
    if not reason.strip() or len(reason) > 500:
        return Refusal("Say in up to 500 characters why you send it back.")
    release.state, release.decision_note = ReleaseState.REJECTED.value, reason.strip()
    release.rejected_by_id, release.rejected_at = by.person_id, timezone.now()
    release.save(update_fields=["state", "decision_note", "rejected_by", "rejected_at"])
    _record(by, "sent a release back", release)
    return release


def _held(by: Context, release_id: UUID) -> Release | None:
    """Return the release, read while holding the exercise, so that nobody else decides on one of it."""
    found = queries.release_for(by, release_id)
    if found is None or not can_decide(by, found):
        return None
    take_turn(found.exercise_id)
    return queries.release_for(by, release_id)


def _as_drafted(by: Context, release: Release) -> Prepared | Refusal:
    """Prepare the draft again; refuse if the ledger, the current release or the outcome has changed since."""
    standing = queries.standing_release(by, release)
    if queries.ledger_head(by, release.exercise_id) != release.ledger_before:
        return Refusal(MOVED)
    if (standing.id if standing else None) != release.supersedes_id:
        return Refusal(MOVED)
    if not release.for_publication and not makes_exact_table(release.exercise):
        return NO_TABLE
    policy = PROTECTED if release.for_publication else STATUTORY
    if policy.sha256 != release.policy_sha256:
        return Refusal(MOVED)
    take_turn_with_its_like(release.exercise)
    made = prepare(by, release.calculation, policy, dimensions_of(release.table))
    if isinstance(made, Prepared) and made.document != release.table:
        return Refusal(MOVED)
    return made


def _let_out(by: Context, release: Release, made: Prepared) -> Release:
    if release.supersedes is not None:
        release.supersedes.state = ReleaseState.SUPERSEDED.value
        release.supersedes.save(update_fields=["state"])
    release.state = ReleaseState.RELEASED.value
    release.approved_by_id, release.approved_at = by.person_id, timezone.now()
    release.ledger_after = write_ledger(by, release, made.entries(str(release.id)))
    release.save(update_fields=["state", "approved_by", "approved_at", "ledger_after"])
    _record(by, "approved a release", release)
    if release.for_publication:
        nudge_when_committed(TELL_OF_RELEASE, release.id)
    return release


def _record(by: Context, verb: str, release: Release) -> None:
    words = f"Release {release.number} of {release.exercise.name}"
    audit.record(by=by, verb=verb, kind="release", id=release.id, words=words, exercise_id=release.exercise_id)
