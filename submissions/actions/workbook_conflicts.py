"""Let a workbook's answers replace those typed online, or keep those: somebody who saw the difference decides."""

from uuid import UUID

from django.db import transaction

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.answers import Answers
from costing.serialisation import answers_from
from submissions.actions import drafts, version_record
from submissions.actions.draft_access import next_number
from submissions.actions.draft_lock import LOOK_AGAIN, LockedDraft, opened_for
from submissions.actions.import_workbook import fill
from submissions.actions.return_audit import record_on
from submissions.actions.submit_draft import report_on
from submissions.domain.online.differences import Difference, differences, replaced
from submissions.domain.online.notes import notes_in
from submissions.domain.online.typed_answers import answers_of
from submissions.models import Draft, DraftClash, Version
from submissions.queries import Standing


def changes_of(standing: Standing) -> tuple[Difference, ...]:
    """Return what taking the offered workbook would change, old and new."""
    answers = _offered(standing)
    return replaced(standing.form, standing.typed, answers) if answers else ()


@transaction.atomic
def take(*, by: Context, participation_id: UUID, version_number: int, seen: str) -> Version | Refusal | None:
    """Take the workbook; the replaced answers are kept as a version. ``seen`` is the draft as it was shown."""
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    version, answers = at.draft.offered, _offered(at.standing)
    if version is None or answers is None or version.number != version_number or at.standing.seen != seen:
        return Refusal(LOOK_AGAIN)
    _keep_what_is_replaced(by, at)
    fill(at.draft, at.standing.form, version, answers, by_id=by.person_id)
    version_record.make_current(at.submission, version)
    _close(by, at)
    record_on(at.submission, by=by, verb="took the answers of a workbook", words=f"version {version.number}")
    return version


@transaction.atomic
def decline(*, by: Context, participation_id: UUID, version_number: int) -> Version | Refusal | None:
    """Decline the workbook; its version is kept, and does not count."""
    at = opened_for(by, participation_id)
    if not isinstance(at, LockedDraft):
        return at
    version = at.draft.offered
    if version is None or version.number != version_number:
        return Refusal(LOOK_AGAIN)
    Draft.objects.filter(id=at.draft.id).update(offered=None)
    record_on(at.submission, by=by, verb="kept the online answers", words=f"not version {version.number}")
    return version


def _keep_what_is_replaced(by: Context, at: LockedDraft) -> None:
    """Keep the answers that are replaced as a version, unless the current version holds the same."""
    if not _is_kept(at):
        report = report_on(at.participation, at.standing)
        version_record.keep(at.submission, report, number=next_number(at.submission), made_by=by.person_id)


def _is_kept(at: LockedDraft) -> bool:
    current, form, typed = at.submission.current, at.standing.form, at.standing.typed
    kept = answers_from(current.form_service, current.form_version, current.answers) if current else None
    if current is None or kept is None or current.notes != notes_in(typed):
        return False
    return not differences(form, kept, answers_of(form, typed))


def _close(by: Context, at: LockedDraft) -> None:
    """Settle all clashes and end the offer, as the workbook's answers count now."""
    drafts.settle(by, DraftClash.objects.filter(draft=at.draft))
    Draft.objects.filter(id=at.draft.id).update(offered=None)


def _offered(standing: Standing) -> Answers | None:
    version = standing.draft.offered if standing.draft else None
    return answers_from(version.form_service, version.form_version, version.answers) if version else None
