"""The audit trail as a csv file or a workbook: here, as accounts write no spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import queries
from accounts.actions import audit
from accounts.domain.audit_filter import limits_of
from accounts.permissions import can_read_audit_trail
from spreadsheets.csv_files import csv_pieces
from spreadsheets.table_files import XLSX, table_xlsx

HEADS = ("When", "Who", "Email", "As", "Did what", "About", "Key", "With what", "Authority", "Provider", "Exercise")

MOST_ROWS = 50_000


@require_safe
def audit_file(request: HttpRequest) -> StreamingHttpResponse:
    """Return the events that fit the filter of the page, all of them; taking them away is an event too."""
    context = request.context
    if not can_read_audit_trail(context):
        raise Http404
    rows = list(_rows(queries.audit_events(context, **limits_of(request.GET.dict()))))
    audit.record(by=context, verb="downloaded the audit trail", kind="audit trail")
    headers = {"Content-Disposition": 'attachment; filename="audit-trail.csv"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(csv_pieces([HEADS, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def audit_workbook(request: HttpRequest) -> HttpResponse:
    """Return the events that fit the filter as a workbook; more than a workbook is good for go into the csv file."""
    context = request.context
    if not can_read_audit_trail(context):
        raise Http404
    events = queries.audit_events(context, **limits_of(request.GET.dict()))
    if events.count() > MOST_ROWS:
        messages.error(request, f"A workbook takes {MOST_ROWS:,} events at most. Search for less, or take the csv.")
        return redirect(f"{reverse('accounts:audit_list')}?{request.GET.urlencode()}")
    data = table_xlsx("Audit trail", "For auditors and administrators of the portal", HEADS, list(_rows(events)))
    audit.record(by=context, verb="downloaded the audit trail", kind="audit trail")
    headers = {"Content-Disposition": 'attachment; filename="audit-trail.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, XLSX, headers=headers)


def _rows(events: Any) -> Iterator[tuple[str, ...]]:
    for event in events.iterator(chunk_size=2_000):
        who = event.by
        yield (
            timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds"),
            who.full_name if who else "the portal",
            who.email if who else "",
            event.as_role,
            event.verb,
            event.subject_kind,
            event.subject_id,
            event.words,
            *(str(key or "") for key in (event.authority_id, event.provider_id, event.exercise_id)),
        )
