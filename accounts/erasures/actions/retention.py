"""Set how long a kind of thing is kept, and note what was announced and what was erased."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.models import RetentionRule, RetentionRun
from accounts.permissions import can_administer


@transaction.atomic
def set_days(*, by: Context, kind: str, days: int | None) -> RetentionRule | Refusal:
    """Set the days of a kind; None keeps it for ever. What is older by this is announced before it is erased."""
    if not can_administer(by):
        return Refusal("Only administrators say how long things are kept.")
    standing = RetentionRule.objects.select_for_update().filter(kind=kind).first()
    if standing is not None and standing.days == days:
        return standing  # a double click
    said = {"days": days, "changed_at": timezone.now(), "changed_by_id": by.person_id}
    rule, _ = RetentionRule.objects.update_or_create(kind=kind, defaults=said)
    words = "for ever" if days is None else f"{days} days"
    audit.record(by=by, verb="set how long something is kept", kind="retention", id=kind, words=words)
    return rule


def announce(*, due_on: date, plan: dict[str, Any]) -> RetentionRun:
    return RetentionRun.objects.create(due_on=due_on, plan=plan, told_at=timezone.now())


def finish(*, run: RetentionRun, counts: dict[str, int]) -> None:
    run.counts, run.finished_at = counts, timezone.now()
    run.save(update_fields=["counts", "finished_at"])
    words = ", ".join(f"{kind} {count}" for kind, count in counts.items() if count)
    audit.record(by=None, verb="erased what was kept long enough", kind="retention", id=run.due_on, words=words)
