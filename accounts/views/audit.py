"""The audit trail."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import permissions, queries
from accounts.forms import SearchForm

A_PAGE = 50


@require_safe
def audit_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_read_audit_trail(request.context):
        raise Http404
    form = SearchForm(request.GET)
    events = queries.audit_events(request.context, form.data.get("q", "").strip())
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/audit_list.html", {"page": page, "filter": form})
