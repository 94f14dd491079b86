"""Move a return: submit, take back, accept, leave out, send back; each only from a state that permits it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from register.permissions import last_day
from submissions import queries
from submissions.actions import decision_state, return_mails
from submissions.actions.return_audit import record_on
from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reasons
from submissions.domain import return_refusals
from submissions.domain.explanations import figures
from submissions.domain.states import Move, ReturnState, UploadState, after
from submissions.models import Return
from submissions.permissions import can_change_return, can_decide

Outcome = Return | Refusal | None

UNFINISHED = (UploadState.RECEIVED, UploadState.CLAIMED)
_OPEN_AGAIN: dict[str, Any] = {"submitted_at": None, "submitted_by_id": None, "declared_by_name": ""}
_UNDECIDED: dict[str, Any] = {"decided_at": None, "decided_by_id": None, "decision_reason": "", "decision_code": ""}


def submit(*, by: Context, return_id: UUID, version_number: int, declared_by_name: str) -> Outcome:
    """Submit a return; ``version_number`` is the version that the person declared right. None if it is not theirs."""
    with transaction.atomic():
        submission = _locked(by, return_id)
        if submission is None or not can_change_return(by, submission):
            return None
        refusal = _cannot_submit(by, submission, version_number, declared_by_name)
        if refusal:
            return refusal
        now = timezone.now()
        signed: dict[str, Any] = {"submitted_at": now, "submitted_by_id": by.person_id}
        signed["received_at"] = submission.received_at or now
        return _move(
            by,
            submission,
            Move.SUBMIT,
            "submitted a return",
            f"version {version_number}",
            **signed,
            **_UNDECIDED,
            declared_by_name=" ".join(declared_by_name.split())[:200],
        )


def take_back(*, by: Context, return_id: UUID) -> Outcome:
    with transaction.atomic():
        submission = _locked(by, return_id)
        if submission is None or not can_change_return(by, submission):
            return None
        refusal = _closed(submission)
        gone: dict[str, Any] = {**_OPEN_AGAIN, **_UNDECIDED, "received_at": None}
        return refusal or _move(by, submission, Move.TAKE_BACK, "took a return back", **gone)


def accept(*, by: Context, return_id: UUID, version_number: int, seen: str | None = None, words: str = "") -> Outcome:
    """Accept a return; ``version_number`` is the one that the analyst saw, as a newer one may have come since.

    ``seen`` is the state that the page showed; None if nobody looked at a page. With a question open to the provider
    it takes a word (``words``) why it is accepted all the same.
    """
    with transaction.atomic():
        submission = _locked(by, return_id)
        if submission is None or not can_decide(by, submission):
            return None
        refusal = (
            return_refusals.another_version(_number(submission), version_number)
            or decision_state.changed_since(by, submission, seen)
            or return_refusals.still_asked(
                queries.queries_with_provider(by, submission.participation).count(), has_words=bool(words.strip())
            )
        )
        decided: dict[str, Any] = {**_decided(by), "decision_reason": words.strip()[:500]}
        said = f"version {version_number}"
        return refusal or _move(by, submission, Move.ACCEPT, "accepted a return", said, **decided)


def exclude(*, by: Context, return_id: UUID, reason: str, code: str = "", seen: str | None = None) -> Outcome:
    """Leave a return out; ``code`` is the reason of the list, ``reason`` the words, which its provider reads."""
    with transaction.atomic():
        submission = _locked(by, return_id)
        if submission is None or not can_decide(by, submission):
            return None
        refusal = decision_state.changed_since(by, submission, seen) or no_words(
            reason, "Please say why this return is left out."
        )
        if code and code not in decision_reasons(DecisionKind.RETURN):
            return Refusal("Choose a reason from the list.")
        decided: dict[str, Any] = {**_decided(by), "decision_reason": reason.strip()[:500], "decision_code": code}
        return refusal or _move(by, submission, Move.EXCLUDE, "left a return out", **decided)


def reopen(*, by: Context, return_id: UUID, reason: str, seen: str | None = None) -> Outcome:
    """Send a return back to the provider, who reads the reason."""
    with transaction.atomic():
        submission = _locked(by, return_id)
        if submission is None or not can_decide(by, submission):
            return None
        refusal = decision_state.changed_since(by, submission, seen) or no_words(
            reason, "Please say what the provider should change or explain."
        )
        decided: dict[str, Any] = {**_decided(by), "decision_reason": reason.strip()[:500]}
        return refusal or _move(by, submission, Move.REOPEN, "sent a return back", **_OPEN_AGAIN, **decided)


def note_view(*, by: Context, submission: Return) -> None:
    """Record that one of the team reads a return; nothing is recorded for its provider."""
    if by.reads_returns:
        record_on(submission, by=by, verb="looked at a return")


def _locked(by: Context, return_id: UUID) -> Return | None:
    """Return the return, locked until the commit, so that no file and no colleague changes it before the move."""
    return held(queries.returns_for(by), return_id)


def _move(by: Context, submission: Return, move: Move, verb: str, words: str = "", **values: object) -> Outcome:
    """Make a move by an update that expects the state: of two who move at once the second is refused."""
    state = ReturnState(submission.state)
    refusal = return_refusals.forbidden(state, move)
    if refusal:
        return refusal
    now = timezone.now()
    moved = Return.objects.filter(id=submission.id, state=state).update(
        state=after(state, move), changed_at=now, **values
    )
    if not moved:
        return return_refusals.changed_meanwhile()
    record_on(submission, by=by, verb=verb, words=words)
    return_mails.handed_over(move, submission, by=by)
    return queries.return_for(by, submission.id)


def _cannot_submit(by: Context, submission: Return, version_number: int, declared_by_name: str) -> Refusal | None:
    """Tell the first reason against submitting, in the order in which a person would meet them."""
    return (
        return_refusals.forbidden(ReturnState(submission.state), Move.SUBMIT)
        or _closed(submission)
        or return_refusals.being_checked(submission.uploads.filter(state__in=UNFINISHED).exists())
        or return_refusals.not_chosen(queries.waiting_workbook(by, submission.participation) is not None)
        or return_refusals.another_version(_number(submission), version_number)
        or return_refusals.not_accepted(bool(submission.current and submission.current.is_accepted))
        or return_refusals.not_explained(figures(queries.still_to_explain(by, submission)))
        or return_refusals.no_name(declared_by_name)
    )


def _closed(submission: Return) -> Refusal | None:
    asked = submission.participation
    return return_refusals.closed(asked.exercise.opens_on, last_day(asked), timezone.localdate())


def _number(submission: Return) -> int | None:
    return submission.current.number if submission.current else None


def _decided(by: Context) -> dict[str, object]:
    return {"decided_at": timezone.now(), "decided_by_id": by.person_id, "decision_code": ""}
