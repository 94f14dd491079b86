"""What failed or was slow, for administrators."""

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from accounts.permissions import can_administer
from costofcare.models import Incident


def incidents(by: Context | None, kind: str = "") -> QuerySet[Incident]:
    if not can_administer(by):
        return Incident.objects.none()
    found = Incident.objects.filter(kind=kind) if kind else Incident.objects.all()
    return found.order_by("-at", "id")


def incident_counts(hours: int = 24) -> dict[str, int]:
    """Return how many incidents of each kind there were in the last hours: numbers alone, for the metrics."""
    since = timezone.now() - timedelta(hours=hours)
    counted = Incident.objects.filter(at__gte=since).order_by().values_list("kind").annotate(Count("id"))
    return dict(counted)
