"""The audit trail: record what somebody did, in the same transaction as the change."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.domain.context import Context
from accounts.models import AuditEvent


def record(
    *,
    by: Context | None,
    verb: str,
    kind: str,
    id: object = "",
    words: str = "",
    authority_id: UUID | None = None,
    provider_id: UUID | None = None,
    exercise_id: UUID | None = None,
) -> AuditEvent:
    """Append an event. ``words`` are fixed words and names of things: never an answer, never a figure."""
    return AuditEvent.objects.create(
        at=timezone.now(),
        by_id=by.person_id if by else None,
        as_role=by.role.value if by else "",
        verb=verb,
        subject_kind=kind,
        subject_id=str(id),
        words=words[:300],
        authority_id=authority_id or (by.authority_id if by else None),
        provider_id=provider_id or (by.provider_id if by else None),
        exercise_id=exercise_id,
    )


def record_on(row: Any, *, by: Context | None, verb: str, kind: str, id: object = None, words: str = "") -> AuditEvent:
    """Append an event on a row, for the authority, provider and exercise that the row names."""
    whose = {name: getattr(row, name, None) for name in ("authority_id", "provider_id", "exercise_id")}
    return record(by=by, verb=verb, kind=kind, id=row.id if id is None else id, words=words, **whose)
