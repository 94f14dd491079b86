"""The lock on the draft of a return, which everything that saves, chooses or finishes waits for."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.serialisation import answers_from
from register.queries import Participation
from submissions import queries
from submissions.actions.draft_access import cannot_save, locked_return
from submissions.actions.import_workbook import fill, opened
from submissions.models import Draft, Return, Version
from submissions.queries import Standing

LOOK_AGAIN = "Somebody has saved answers since you opened this page. Please look at it again."


@dataclass(frozen=True)
class LockedDraft:
    """The draft of a return, locked until the commit."""

    participation: Participation
    submission: Return
    standing: Standing
    draft: Draft


def opened_for(by: Context, participation_id: UUID) -> LockedDraft | Refusal | None:
    """Return the locked draft; a refusal if it cannot be changed now, None if the location is not the asker's."""
    participation = _own(by, participation_id)
    refusal = participation and cannot_save(participation)
    if participation is None or refusal:
        return refusal or None
    submission = locked_return(participation, timezone.now())
    participation = _own(by, participation_id)  # anew: whoever held the lock may have changed it
    assert participation is not None
    standing = queries.standing_of(by, participation)
    draft, is_new = opened(submission, standing.form)
    if is_new and submission.current:
        _seed(draft, standing, submission.current)
    return cannot_save(participation) or LockedDraft(participation, submission, standing, draft)


def _own(by: Context, participation_id: UUID) -> Participation | None:
    return queries.participation_for(by, participation_id) if by.is_provider else None


def _seed(draft: Draft, standing: Standing, version: Version) -> None:
    answers = answers_from(version.form_service, version.form_version, version.answers)
    if answers:
        fill(draft, standing.form, version, answers)
