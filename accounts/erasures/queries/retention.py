"""What administrators have set of how long things are kept, and what was announced and erased by it."""

from django.db.models import QuerySet

from accounts.domain.context import Context
from accounts.models import RetentionRule, RetentionRun
from accounts.permissions import can_read_audit_trail


def days_set() -> dict[str, int | None]:
    """Return the days by kind, where they were set; open to everybody, as the privacy page says it."""
    return dict(RetentionRule.objects.values_list("kind", "days"))


def retention_runs(context: Context | None) -> QuerySet[RetentionRun]:
    return RetentionRun.objects.all() if can_read_audit_trail(context) else RetentionRun.objects.none()


def open_run() -> RetentionRun | None:
    """Return what is announced and not yet erased, for the worker."""
    return RetentionRun.objects.filter(finished_at=None).order_by("due_on").first()
