"""The desk of the independent team, as a page and as files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import context_or_404
from spreadsheets.table_files import table_file
from submissions.actions.return_audit import record_desk_taken
from submissions.desk import queries
from submissions.desk.domain.desk import DeskItem, counts, ordered
from submissions.desk.domain.desk_table import HEADS, MARK, desk_rows
from submissions.desk.forms import DeskFilter
from submissions.views.team_files import as_team_file

A_PAGE = 25


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the team, and then what waits for providers, the oldest first."""
    context = _reader(request)
    form = DeskFilter(queries.exercises_at_work(context), request.GET)
    items = queries.desk_items(context)
    found = _found(form, items, context, request)
    page = {
        "filter": form,
        "counts": counts(items, context.person_id),
        "is_empty": not items,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "query": request.GET.urlencode(),
        "today": timezone.localdate(),
    }
    return render(request, "submissions/desk/desk.html", page)


@require_safe
def desk_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the rows that fit the filter of the page, all of them, as a file for the team."""
    context = _reader(request)
    form = DeskFilter(queries.exercises_at_work(context), request.GET)
    rows = desk_rows(_found(form, queries.desk_items(context), context, request))
    record_desk_taken(by=context)
    return as_team_file(table_file(kind, "Desk", MARK, HEADS, rows), "desk", kind)


def _found(form: DeskFilter, items: list[DeskItem], context: Context, request: HttpRequest) -> list[DeskItem]:
    wish = form.wish
    return ordered([one for one in items if wish.fits(one, context.person_id)], request.GET.get("sort", ""))


def _reader(request: HttpRequest) -> Context:
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    return context
