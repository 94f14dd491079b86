"""Say what the words of a council's list mean, and forget a meaning again."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register import queries
from register.actions.file_words import are_choices, keep
from register.actions.imports import nudge, record_on
from register.domain.imports import ImportState
from register.models import Exercise, ListMeaning, RegisterImport

MOVED_ON = Refusal("This import has moved on since you opened the page. Here is where it stands.")


@transaction.atomic
def answer(*, by: Context, import_id: UUID, plan_sha256: str, answers: Sequence[str]) -> RegisterImport | Refusal:
    """Keep what was said of each question of a list, in their order, and have the list read again with it."""
    row = queries.import_for(by, import_id)
    if row is None or row.exercise is None:
        return MOVED_ON
    asked = row.preview.get("questions", [])
    ids = queries.asked_ids(by, row.exercise.id)
    if not asked or len(answers) != len(asked) or not are_choices(asked, answers, ids):
        return MOVED_ON
    waiting = RegisterImport.objects.filter(id=row.id, state=ImportState.READY, plan_sha256=plan_sha256)
    again: dict[str, object] = {
        "claimed_at": None,
        "tries": 0,
        "words": "",
        "rows_read": 0,
        "preview": {},
        "plan_sha256": "",
    }
    # Of two who answer at once, one does.
    if not waiting.update(state=ImportState.RECEIVED, **again):
        return MOVED_ON
    unique = ("authority", "kind", "word")
    keep(ListMeaning, asked, answers, by=by, unique=unique, authority_id=row.exercise.authority_id)
    record_on(by, "said what the words of a council’s list mean", row)
    transaction.on_commit(lambda: nudge(row.id))
    return row


@transaction.atomic
def forget(*, by: Context, exercise: Exercise, meaning_id: UUID) -> ListMeaning | None:
    """Forget what a word means: the next list that has it is asked about. What was imported stays as it is."""
    meaning = queries.list_meaning_for(by, exercise, meaning_id)
    if meaning is None:
        return None
    audit.record(
        by=by,
        verb="forgot a word of a council’s lists",
        kind="list_meaning",
        id=meaning.id,
        words=meaning.says,
        authority_id=meaning.authority_id,
        exercise_id=exercise.id,
    )
    ListMeaning.objects.filter(id=meaning.id).delete()
    return meaning
