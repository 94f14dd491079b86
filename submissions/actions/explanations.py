"""Explain why an unusual figure is right; the explanation is remembered while the figure stays."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from submissions import queries
from submissions.actions.return_audit import record_on
from submissions.domain import return_refusals
from submissions.domain.explanations import asks_to_explain
from submissions.domain.reasons import reasons_for_all
from submissions.domain.states import Move, ReturnState
from submissions.models import Explanation, Return, VersionFinding
from submissions.permissions import can_change_return

LONGEST = 1000


def explain(
    *, by: Context, return_id: UUID, code: str, key: str, reason: str, words: str
) -> Explanation | Refusal | None:
    """Explain a figure of the current version, to every check that asks about it, replacing earlier explanations.

    None if the return is not the asker's.
    """
    with transaction.atomic():
        submission = held(queries.returns_for(by), return_id)
        if submission is None or not can_change_return(by, submission):
            return None
        asking = _asking(by, submission, code, key)
        refusal = _refusal(submission, asking, reason, words)
        if refusal:
            return refusal
        explained, *_ = [_remembered(by, submission, finding, reason, words) for finding in asking]
        return explained


def _asking(by: Context, submission: Return, code: str, key: str) -> list[VersionFinding]:
    """Return the finding that is explained, and those of other checks about the same figure."""
    if submission.current is None:
        return []
    found = queries.findings_of(by, submission.current).filter(**{"key": key} if key else {"code": code, "key": ""})
    asking = sorted((one for one in found if asks_to_explain(one)), key=lambda one: one.code != code)
    return asking if asking and asking[0].code == code else []


def _refusal(submission: Return, asking: list[VersionFinding], reason: str, words: str) -> Refusal | None:
    if not asking:
        return Refusal("There is nothing to explain here any more: the return has changed in the meantime.")
    if reason not in {known.value for known in reasons_for_all(finding.code for finding in asking)}:
        return Refusal("Please choose a reason from the list.")
    if len(words.strip()) > LONGEST:
        return Refusal(f"Please use at most {LONGEST:,} characters.")
    return return_refusals.forbidden(ReturnState(submission.state), Move.SAVE) or no_words(
        words, "Please say in a few words why the figure is right."
    )


def _remembered(by: Context, submission: Return, finding: VersionFinding, reason: str, words: str) -> Explanation:
    explanation, _ = Explanation.objects.update_or_create(
        submission=submission,
        code=finding.code,
        key=finding.key,
        defaults={
            "exercise_id": submission.exercise_id,
            "authority_id": submission.authority_id,
            "provider_id": submission.provider_id,
            "value": finding.value,
            "reason": reason,
            "words": words.strip(),
            "explained_at": timezone.now(),
            "explained_by_id": by.person_id,
        },
    )
    record_on(submission, by=by, verb="explained a finding", words=f"{finding.code} {finding.key}".strip())
    return explanation
