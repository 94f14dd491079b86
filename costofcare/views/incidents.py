"""How the portal is running, for administrators: the queues, what failed, and which pages were slow."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import can_administer
from costofcare import queries
from costofcare.domain.incidents import IncidentKind, reference_of
from costofcare.forms import IncidentFilter

A_PAGE = 50
COUNTED = {
    IncidentKind.PAGE_FAILED: "pages failed in the last 24 hours",
    IncidentKind.TASK_FAILED: "background tasks failed in the last 24 hours",
    IncidentKind.PAGE_SLOW: "pages were slow in the last 24 hours",
}


@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    if not can_administer(request.context):
        raise Http404
    chosen = IncidentFilter(request.GET)
    wanted = chosen.wanted
    found = queries.incidents(request.context, wanted.get("kind", ""), wanted.get("q", ""), request.GET.get("sort", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    now, counted = timezone.now(), queries.incident_counts()
    queues = [
        {"queue": queue, "minutes": round(queue.waited(now) / 60), "is_late": queue.is_late(now)}
        for queue in queries.queues()
    ]
    shown = {
        "now": now,
        "queues": queues,
        "late": [one["queue"] for one in queues if one["is_late"]],
        "has_failed": any(kind != IncidentKind.PAGE_SLOW for kind in counted),
        "numbers": [{"value": counted.get(kind, 0), "label": COUNTED[kind]} for kind in IncidentKind],
        "page": page,
        "rows": [
            {"it": one, "label": IncidentKind(one.kind).label, "reference": reference_of(one.request)} for one in page
        ],
        "filter": chosen,
        "is_filtered": bool(wanted),
    }
    return render(request, "costofcare/incident_list.html", shown)
