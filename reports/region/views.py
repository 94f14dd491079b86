"""The page of a region for its regional lead: all its authorities and their exercises, and the same as a file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actions import audit
from accounts.lookups import context_or_404
from reports.permissions import sees_region
from reports.region.domain.region_pictures import region_pictures
from reports.region.domain.region_rows import HEADS, RegionExercise, chosen, file_rows
from reports.region.forms import RegionFilter
from reports.region.queries import region_exercises
from spreadsheets.table_files import CONTENT_TYPES, table_file

A_PAGE = 25
MARK = "Exercises of the region. [c]: withheld to protect providers."


@require_safe
def region_detail(request: HttpRequest) -> HttpResponse:
    form = RegionFilter(request.GET)
    rows, everything = _wanted(request, form)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    shown = {
        "filter": form,
        "page": page,
        "rows": [(one, one.stands(today)) for one in page],
        "pictures": region_pictures(rows),
        "authorities": len({one.authority for one in everything}),
        "released": sum(one.release is not None for one in everything),
        "is_empty": not everything,
    }
    return render(request, "reports/region/region_detail.html", shown)


@require_safe
def region_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Return all that fit the filter of the page."""
    rows, _ = _wanted(request, RegionFilter(request.GET))
    audit.record(by=context_or_404(request), verb="downloaded", kind="region", words="Exercises of the region")
    data = table_file(kind, "Region", MARK, HEADS, file_rows(rows))
    headers = {"Content-Disposition": f'attachment; filename="region.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)


def _wanted(request: HttpRequest, form: RegionFilter) -> tuple[list[RegionExercise], list[RegionExercise]]:
    """Return the rows that fit the filter, and all there are."""
    context = context_or_404(request)
    if not sees_region(context):
        raise Http404
    everything = region_exercises(context)
    wanted = form.cleaned_data if form.is_valid() else {}
    return (
        chosen(
            everything,
            search=wanted.get("q", ""),
            service=wanted.get("service", ""),
            released=wanted.get("released", ""),
            order=request.GET.get("sort", ""),
        ),
        everything,
    )
