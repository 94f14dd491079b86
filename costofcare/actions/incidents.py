"""Note what failed or was slow, and forget it after a while. Noting never makes anything fail."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from costofcare.domain.incidents import IncidentKind
from costofcare.models import Incident

log = structlog.get_logger(__name__)
KEPT = timedelta(days=30)


def note(*, kind: IncidentKind, about: str, seconds: float | None = None, trouble: str = "", request: str = "") -> None:
    """Note an incident where the deployment wants it; no audit event, as nobody did it."""
    if not settings.NOTE_INCIDENTS:
        return
    words = {"about": about[:200], "trouble": trouble[:200], "request": request[:64]}
    try:
        Incident.objects.create(kind=kind.value, at=timezone.now(), seconds=seconds, **words)
    except DatabaseError:
        log.warning("an incident could not be noted", exc_info=True)


def drop_old() -> int:
    dropped, _ = Incident.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return dropped
