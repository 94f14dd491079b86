"""The audit trail."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import permissions, queries
from accounts.domain.audit_filter import limits_of
from accounts.erasures.queries.trail import trail_head
from accounts.forms import AuditFilter

A_PAGE = 50


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_read_audit_trail(request.context):
        raise Http404
    form = AuditFilter(*queries.audit_vocabulary(request.context), request.GET)
    events = queries.audit_events(request.context, **limits_of(form.wanted))
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "filter": form, "query": urlencode(form.wanted), "head": trail_head(request.context)}
    return render(request, "accounts/audit_list.html", shown)
