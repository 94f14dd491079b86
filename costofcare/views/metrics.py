"""The metrics, for a Prometheus that holds the token; whoever does not finds no such page."""

from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from costofcare import metrics, queries


@require_safe
def metrics_text(request: HttpRequest) -> HttpResponse:
    if not may_scrape(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(metrics.exposition(gauges), content_type=metrics.CONTENT_TYPE_LATEST)


def may_scrape(said: str) -> bool:
    token = settings.METRICS_TOKEN
    return bool(token) and constant_time_compare(said, f"Bearer {token}")


def gauges() -> Iterable[metrics.Gauge]:
    """Return what the database says; without one only that it does not answer."""
    try:
        queues, happened = queries.queues(), queries.incident_counts()
    except DatabaseError:
        return [("portal_up", "Whether a part answers.", "part", {"database": 0})]
    now = timezone.now()
    return [
        ("portal_up", "Whether a part answers.", "part", {"database": 1}),
        ("portal_waiting", "Rows that wait for a worker.", "work", {q.work: q.waiting for q in queues}),
        ("portal_working", "Rows that a worker is at.", "work", {q.work: q.working for q in queues}),
        ("portal_failed", "Rows that nobody tries again by itself.", "work", {q.work: q.failed for q in queues}),
        ("portal_waited_seconds", "How long the oldest waits.", "work", {q.work: q.waited(now) for q in queues}),
        ("portal_incidents", "What failed or was slow in 24 hours.", "kind", happened),
    ]
