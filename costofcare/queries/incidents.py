"""What failed or was slow, for administrators."""

from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from accounts.domain.context import Context
from accounts.permissions import can_administer
from costofcare.models import Incident

ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "at": ("at", "id"),
    "-at": ("-at", "id"),
    "seconds": (F("seconds").asc(nulls_last=True), "-at"),
    "-seconds": (F("seconds").desc(nulls_last=True), "-at"),
}


def incidents(by: Context | None, kind: str = "", words: str = "", order: str = "") -> QuerySet[Incident]:
    """Return the incidents of a kind in which the words stand: the reference that somebody was shown, or where."""
    if not can_administer(by):
        return Incident.objects.none()
    found = Incident.objects.filter(kind=kind) if kind else Incident.objects.all()
    words = words.replace("\0", "").strip()
    said = Q(request__istartswith=words) | Q(about__icontains=words) | Q(trouble__icontains=words)
    return (found.filter(said) if words else found).order_by(*ORDERS.get(order, ORDERS["-at"]))


def incident_counts(hours: int = 24) -> dict[str, int]:
    """Return how many incidents of each kind there were in the last hours: numbers alone, for the metrics."""
    since = timezone.now() - timedelta(hours=hours)
    counted = Incident.objects.filter(at__gte=since).order_by().values_list("kind").annotate(Count("id"))
    return dict(counted)
