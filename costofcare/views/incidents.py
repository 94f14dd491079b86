"""How the portal is running, for administrators: the queues, what failed, and which pages were slow."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import can_administer
from costofcare import queries
from costofcare.domain.incidents import LABELS, IncidentKind, reference_of

A_PAGE = 50


@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    if not can_administer(request.context):
        raise Http404
    kind = request.GET.get("kind", "")
    kind = kind if kind in set(IncidentKind) else ""
    page = Paginator(queries.incidents(request.context, kind), A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    shown = {
        "queues": [
            {"queue": queue, "minutes": round(queue.waited(now) / 60), "is_late": queue.is_late(now)}
            for queue in queries.queues()
        ],
        "counts": [{"label": LABELS[IncidentKind(name)], "number": n} for name, n in queries.incident_counts().items()],
        "page": page,
        "rows": [
            {"it": one, "label": IncidentKind(one.kind).label, "reference": reference_of(one.request)} for one in page
        ],
        "kinds": [{"value": "", "label": "Everything"}, *({"value": k.value, "label": k.label} for k in IncidentKind)],
        "kind": kind,
    }
    return render(request, "costofcare/incident_list.html", shown)
