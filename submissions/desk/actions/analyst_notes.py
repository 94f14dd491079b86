"""Write a note to the other analysts about a return, and take it back within the day."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal, no_words
from costing.serialisation import storable
from submissions import queries
from submissions.desk import queries as desk
from submissions.desk.actions.desk_audit import record_at_desk
from submissions.desk.domain.analyst_notes import LONGEST, TOO_LATE, may_take_back
from submissions.models import AnalystNote
from submissions.permissions import can_decide

A_MOMENT = timedelta(minutes=5)
Written = AnalystNote | Refusal | None


@transaction.atomic
def write(*, by: Context, return_id: UUID, words: str, key: UUID | None = None) -> Written:
    """Write a note as an analyst; ``key`` is that of the page, so that it is written once."""
    submission = queries.return_for(by, return_id)
    if submission is None or not can_decide(by, submission):
        return None
    refusal = no_words(words, "Type the note.")
    if refusal or len(words.strip()) > LONGEST:
        return refusal or Refusal(f"Please use at most {LONGEST:,} characters.")
    already = made_before(AnalystNote.objects.filter(written_by_id=by.person_id), key)
    if already is not None:
        return already
    # Somebody who went back and pressed again has the page anew, with another key.
    again = AnalystNote.objects.filter(submission=submission, written_by_id=by.person_id, words=storable(words.strip()))
    same = again.filter(taken_back_at__isnull=True, written_at__gte=timezone.now() - A_MOMENT).first()
    if same is not None:
        return same
    note = AnalystNote.objects.create(
        id=key or uuid4(),
        submission=submission,
        exercise_id=submission.exercise_id,
        authority_id=submission.authority_id,
        provider_id=submission.provider_id,
        words=storable(words.strip()),
        written_at=timezone.now(),
        written_by_id=by.person_id,
    )
    record_at_desk(submission, by=by, verb="wrote a note on a return")
    return note


@transaction.atomic
def take_back(*, by: Context, note_id: UUID) -> Written:
    """Take a note back: its words go, and the trail says that there was one."""
    note = desk.note_for(by, note_id)
    if note is None or not can_decide(by, note.submission):
        return None
    if not may_take_back(note.written_by_id, by.person_id, timezone.localdate(note.written_at), timezone.localdate()):
        return Refusal(TOO_LATE)
    AnalystNote.objects.filter(id=note.id).update(words="", taken_back_at=timezone.now())
    record_at_desk(note.submission, by=by, verb="took a note back")
    return note
