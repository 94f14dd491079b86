"""Keep what people said: scores of satisfaction and counts of complaints, typed or brought in, and take one out."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.evaluation.domain.experience import ExperienceRow
from markets.evaluation.queries import experience_for, experience_rows_of
from markets.models import ExperienceFigure
from markets.permissions import can_look_after_tables

KIND = "experience"
MOST = 2_000
CROWDED = Refusal(f"There are {MOST:,} figures at most. Take out what is no longer needed.")
NOTHING = Refusal("There is no row in it.")


@transaction.atomic
def keep(*, by: Context, rows: Sequence[ExperienceRow], key: UUID | None = None) -> int | Refusal | None:
    """Keep all rows or none, a row that is there already once; return how many are new. None if the asker may not."""
    if not can_look_after_tables(by):
        return None
    take_turn(f"experience {by.authority_id}")
    if made_before(experience_for(by), key):
        return len(rows)
    new = new_of(by, rows)
    if not rows:
        return NOTHING
    if experience_for(by).count() + len(new) > MOST:
        return CROWDED
    ids = [key or uuid4(), *(uuid4() for _ in new)]
    now = timezone.now()
    for number, row in zip(ids, new, strict=False):
        made = ExperienceFigure.objects.create(
            id=number, authority_id=by.own_authority, kind=row.kind.value, day=row.day, figure=row.figure,
            source=row.source, zone=row.zone, changed_at=now, changed_by_id=by.person_id,
        )  # fmt: skip
        audit.record_on(made, by=by, verb="experience.kept", kind=KIND, words=f"{row.kind.label} {row.day}")
    return len(new)


def new_of(by: Context, rows: Sequence[ExperienceRow]) -> list[ExperienceRow]:
    """Return those rows that are not there yet, each once."""
    there = set(experience_rows_of(by))
    return [row for row in dict.fromkeys(rows) if row not in there]


@transaction.atomic
def take_out(*, by: Context, experience_id: UUID) -> ExperienceFigure | None:
    row = held(experience_for(by), experience_id) if can_look_after_tables(by) else None
    if row is not None:
        audit.record_on(row, by=by, verb="experience.taken_out", kind=KIND, words=f"{row.kind} {row.day}")
        row.delete()
    return row
