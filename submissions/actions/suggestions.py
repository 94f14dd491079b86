"""Take the suggested value of a finding as the answer, and put the earlier one back; the return is checked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.forms import form_for
from costing.serialisation import answers_from
from submissions import queries
from submissions.actions import drafts, submit_draft
from submissions.actions.draft_lock import LockedDraft, opened_for
from submissions.actions.drafts import Saved
from submissions.actions.return_audit import record_on
from submissions.domain.online.differences import differences
from submissions.domain.online.typed_answers import answers_of
from submissions.domain.suggestions import Likely, likely
from submissions.models import Return, Version, VersionFinding
from submissions.queries import Standing

CHANGED = "This answer has been changed online since. Please look at it there."


@dataclass(frozen=True)
class Taken:
    """A suggestion that was taken; ``version`` is None if the change waits beside others that are not checked yet."""

    likely: Likely
    version: Version | None


def likely_of(finding: VersionFinding) -> Likely | None:
    return guesses_of(finding.version, [finding]).get(finding.id)


def guesses_of(version: Version, findings: Iterable[VersionFinding]) -> dict[UUID, Likely]:
    """Return the suggestions for a version's findings, by finding."""
    form = form_for(version.form_service, version.form_version)
    answers = answers_from(version.form_service, version.form_version, version.answers)
    if form is None or answers is None:
        return {}
    found = {finding.id: likely(form, answers, finding) for finding in findings}
    return {finding_id: one for finding_id, one in found.items() if one is not None}


def take(*, by: Context, submission: Return, finding_id: UUID) -> Taken | Refusal | None:
    """Take a suggestion; None if there is no such finding or no guess in it.

    A second click returns what the first one did.
    """
    return _put(by, submission, finding_id, "took a likely value", back=False)


def put_back(*, by: Context, submission: Return, finding_id: UUID) -> Taken | Refusal | None:
    return _put(by, submission, finding_id, "put an answer back", back=True)


@transaction.atomic
def _put(by: Context, submission: Return, finding_id: UUID, verb: str, *, back: bool) -> Taken | Refusal | None:
    finding = queries.finding_for(by, submission, finding_id) if by.is_provider else None
    found = likely_of(finding) if finding else None
    if finding is None or found is None:
        return None
    at = opened_for(by, submission.participation_id)
    if not isinstance(at, LockedDraft):
        return at
    standing = queries.standing_of(by, at.participation)  # anew: the draft may have been opened just now
    wanted, expected = (found.typed_before, found.typed_after) if back else (found.typed_after, found.typed_before)
    stands = standing.typed.get(found.key, "")
    if stands == wanted:
        return Taken(found, at.submission.current)
    if stands != expected:
        return Refusal(CHANGED)
    is_alone = _says_what_counts(at, standing)
    done = _save(by, submission, standing, found, wanted)
    if not isinstance(done, Saved):
        return done
    record_on(at.submission, by=by, verb=verb, words=f"{finding.code} {finding.key}")
    return _checked(by, submission, found) if is_alone else Taken(found, None)


def _says_what_counts(at: LockedDraft, standing: Standing) -> bool:
    """Tell whether the draft equals the current version, so that nothing half-typed is finished with the change."""
    current, form = at.submission.current, standing.form
    if current is None or standing.clashes or (standing.draft and standing.draft.offered_id):
        return False
    counts = answers_from(current.form_service, current.form_version, current.answers)
    return counts is not None and not differences(form, counts, answers_of(form, standing.typed))


def _save(by: Context, submission: Return, standing: Standing, found: Likely, wanted: str) -> Saved | Refusal | None:
    return drafts.save(
        by=by,
        participation_id=submission.participation_id,
        sheet=found.sheet,
        number=standing.number(found.sheet),
        page="",
        typed={found.key: wanted},
    )


def _checked(by: Context, submission: Return, found: Likely) -> Taken | Refusal | None:
    version = submit_draft.finish(by=by, participation_id=submission.participation_id)
    return Taken(found, version) if isinstance(version, Version) else version
