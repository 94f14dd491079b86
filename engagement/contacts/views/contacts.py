"""Pages of the contact log of an exercise, as a list and as a file."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement import queries
from engagement.contacts.domain.log_file.writer import log_csv, log_xlsx
from engagement.contacts.forms.log import LogFilter
from engagement.views.lookups import exercise_or_404

A_PAGE = 25
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def contact_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = LogFilter(queries.colleagues(context), request.GET)
    found = queries.log_of(context, exercise.id, order=request.GET.get("sort", ""), **form.wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "exercise": exercise,
        "page": page,
        "entries": queries.logged(context, queries.in_a_list(page.object_list)),
        "filter": form,
        "query": request.GET.urlencode(),
    }
    return render(request, "engagement/contacts/contact_list.html", shown)


@require_safe
def contact_file(request: HttpRequest, exercise_id: UUID, kind: str) -> StreamingHttpResponse:
    """Return everything that the list shows as a file, the oldest first, as far as the asker may read each entry."""
    context, exercise = exercise_or_404(request, exercise_id)
    form = LogFilter(queries.colleagues(context), request.GET)
    rows = queries.log_rows(context, queries.log_of(context, exercise.id, order="when", **form.wanted))
    return StreamingHttpResponse(
        log_xlsx(rows) if kind == "xlsx" else log_csv(rows),
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="contact-log.{kind}"'},
    )
