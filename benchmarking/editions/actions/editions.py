"""Draft, approve, send back and withdraw editions: drafted by one person, approved by another, kept in the ledger."""

import json
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from benchmarking.analysis.actions.analyses import ERASED
from benchmarking.analysis.domain.frozen_inputs import digest_of_text, shortest
from benchmarking.analysis.queries import analysis_for, inputs_of_round
from benchmarking.editions.actions.copies import let_out, take_back
from benchmarking.editions.actions.prepared_editions import PreparedEdition, but_for_order, prepare
from benchmarking.editions.domain.edition_source import public_from
from benchmarking.editions.queries import edition_for, edition_head, editions_of, standing_edition, waiting_draft
from benchmarking.models import BenchmarkEdition, RoundAnalysis
from benchmarking.permissions import can_analyse, why_not_approve, why_not_withdraw
from benchmarking.rounds.queries import round_for
from reports.domain.policy import PROTECTED
from reports.domain.release_states import ReleaseState
from reports.domain.request_states import RequestState
from reports.domain.withdrawal import LONGEST_NOTE, reason_known_as

KIND = "edition of a round"
LONGEST_REASON = 500
NOT_DONE = Refusal("This analysis is not done, so nothing can be released of it.")
MOVED = Refusal("What this draft was made from has changed since. Send it back, and draft it again.")
CHANGED = Refusal("The returns or ratings are no longer what they were when this was worked out. Work it out again.")
NOTHING = Refusal("No figure may leave: too few councils have sent one.")


@transaction.atomic
def draft(
    *, by: Context, round_id: UUID, analysis_id: UUID, key: UUID | None = None
) -> BenchmarkEdition | Refusal | None:
    """Draft an edition, which stays in the team until another person approves it."""
    row = round_for(by, round_id)
    if row is None or not can_analyse(by, row):
        return None
    take_turn(f"editions of round {row.id}")
    analysis = analysis_for(by, row, analysis_id)
    if analysis is None:
        return None
    if found := made_before(editions_of(by, row), key):
        return found
    if analysis.state != RequestState.DONE:
        return NOT_DONE
    if row.providers_erased_at is not None:
        return ERASED
    if (waiting := waiting_draft(by, row)) is not None:
        return Refusal(f"Edition {waiting.number} of this round still waits for approval. Decide on it first.")
    edition_id = key or uuid4()
    made = prepare(by, analysis, str(edition_id))
    if isinstance(made, Refusal):
        return made
    if not made.figures.entries and not made.topics.sheets:
        return NOTHING
    return _kept(by, analysis, edition_id, made)


def _kept(by: Context, analysis: RoundAnalysis, edition_id: UUID, made: PreparedEdition) -> BenchmarkEdition:
    row, text = analysis.round, shortest(made.document)
    newest = editions_of(by, row).first()
    edition = BenchmarkEdition.objects.create(
        id=edition_id, round=row, host_authority_id=row.host_authority_id, analysis=analysis,
        number=newest.number + 1 if newest else 1, document=text, sha256=digest_of_text(text), attacks=made.attacks,
        reasons=made.figures.reasons, policy_sha256=PROTECTED.sha256, public_from=public_from(row.reference_week),
        ledger_before=edition_head(by, row), supersedes=standing_edition(by, row), drafted_at=timezone.now(),
        drafted_by_id=by.person_id,
    )  # fmt: skip
    _record(by, "edition.drafted", edition)
    return edition


@transaction.atomic
def approve(*, by: Context, round_id: UUID, edition_id: UUID) -> BenchmarkEdition | Refusal | None:
    """Approve a draft if everything it was made from is unchanged; every recipient gets a copy."""
    edition = _held(by, round_id, edition_id)
    if edition is None:
        return None
    because = why_not_approve(by, edition)
    if because:
        return Refusal(because)
    made = _as_drafted(by, edition)
    if isinstance(made, Refusal):
        return made
    let_out(by, edition, made)
    _record(by, "release.approved", edition)
    return edition


def _as_drafted(by: Context, edition: BenchmarkEdition) -> PreparedEdition | Refusal:
    """Prepare the draft again; refuse where ledger, standing edition, consent or outcome have changed since."""
    row = edition.round
    if row.providers_erased_at is not None:
        return ERASED
    standing = standing_edition(by, row)
    if edition_head(by, row) != edition.ledger_before or (standing.id if standing else None) != edition.supersedes_id:
        return MOVED
    if PROTECTED.sha256 != edition.policy_sha256:
        return MOVED
    if inputs_of_round(by, row) != edition.analysis.inputs:
        return CHANGED
    made = prepare(by, edition.analysis, str(edition.id))
    if isinstance(made, PreparedEdition) and but_for_order(made.document) != but_for_order(
        json.loads(edition.document)
    ):
        return MOVED
    return made


@transaction.atomic
def reject(*, by: Context, round_id: UUID, edition_id: UUID, reason: str) -> BenchmarkEdition | Refusal | None:
    """Send a draft back; whoever drafted it may do so as well."""
    edition = _held(by, round_id, edition_id)
    if edition is None:
        return None
    if edition.state != ReleaseState.DRAFTED:
        return Refusal("This edition no longer waits for approval.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        return Refusal(f"Say in up to {LONGEST_REASON} characters why you send it back.")
    edition.state, edition.decision_note = ReleaseState.REJECTED.value, reason.strip()
    edition.rejected_by_id, edition.rejected_at = by.person_id, timezone.now()
    edition.save(update_fields=["state", "decision_note", "rejected_by", "rejected_at"])
    _record(by, "edition.sent_back", edition)
    return edition


@transaction.atomic
def withdraw(
    *, by: Context, round_id: UUID, edition_id: UUID, because: str, note: str
) -> BenchmarkEdition | Refusal | None:
    """Withdraw an edition that is out: its copies say so and hold nothing any more; the ledger keeps what was out."""
    edition = _held(by, round_id, edition_id)
    if edition is None:
        return None
    why_not, reason = why_not_withdraw(by, edition), reason_known_as(because)
    if why_not:
        return Refusal(why_not)
    if reason is None:
        return Refusal("Say why it is withdrawn.")
    if not note.strip() or len(note) > LONGEST_NOTE:
        return Refusal(f"Say to the team in up to {LONGEST_NOTE} characters what happened.")
    edition.state, edition.withdrawn_because = ReleaseState.WITHDRAWN.value, reason.value
    edition.withdrawal_note, edition.withdrawn_by_id = note.strip(), by.person_id
    edition.withdrawn_at = timezone.now()
    edition.save(update_fields=["state", "withdrawn_because", "withdrawal_note", "withdrawn_by", "withdrawn_at"])
    take_back(edition)
    _record(by, "edition.withdrawn", edition)
    return edition


def _held(by: Context, round_id: UUID, edition_id: UUID) -> BenchmarkEdition | None:
    """Return an edition, read while holding its round, so that nobody else decides on one of it."""
    row = round_for(by, round_id)
    found = edition_for(by, row, edition_id) if row else None
    if row is None or found is None:
        return None
    take_turn(f"editions of round {row.id}")
    return edition_for(by, row, edition_id)


def _record(by: Context, verb: str, edition: BenchmarkEdition) -> None:
    words = f"{edition.round.name}, edition {edition.number}"
    audit.record_on(edition, by=by, verb=verb, kind=KIND, words=words)
