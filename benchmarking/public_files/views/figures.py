"""Public figures by name, for everybody who signs in: a page to look through, and a file to take away."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404, or_404
from benchmarking.permissions import can_see_progress
from benchmarking.public_files import queries
from benchmarking.public_files.forms import FigureFilter
from spreadsheets.table_files import CONTENT_TYPES, FileCell, table_file

A_PAGE, MOST_IN_A_FILE = 100, 50_000
MARK = (
    "Published figures by name, as each file said them. A fee reported, a standard rate and spend over hours are three "
    "different things: they are never averaged together."
)
HEADS = (
    "Measure", "Kind", "Unit", "ONS code", "Council", "Level", "Period", "Standing", "Value", "Why there is none",
    "Source kind", "Source", "File", "Sheet", "Row", "As of", "Loaded",
)  # fmt: skip


@require_safe
def public_figure_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    choices = queries.figure_choices()
    form = FigureFilter(choices, request.GET)
    page = Paginator(_found(request, form), A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "filter": form, "has_any": bool(choices), "sees_files": can_see_progress(context)}
    return render(request, "benchmarking/public_files/public_figure_list.html", shown)


def _found(request: HttpRequest, form: FigureFilter) -> Any:
    wanted = form.cleaned_data if form.is_valid() else {}
    return queries.figures_for(
        context_or_404(request), measure=wanted.get("measure", ""), period=wanted.get("period", ""),
        words=wanted.get("q", ""), order=wanted.get("sort", ""), all_editions=bool(wanted.get("editions")),
    )  # fmt: skip


@require_safe
def public_figure_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Return what the page shows as a file, with the source of each figure."""
    content_type = or_404(CONTENT_TYPES.get(kind))
    found = _found(request, FigureFilter(queries.figure_choices(), request.GET))[:MOST_IN_A_FILE]
    data = table_file(kind, "Public figures", MARK, HEADS, _lines(found))
    headers = {"Content-Disposition": f'attachment; filename="public-figures.{kind}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


def _lines(found: Any) -> Iterator[tuple[FileCell, ...]]:
    for one in found:
        yield (
            one.label, one.get_kind_display(), one.unit, one.ons_code, one.council, one.level, one.period, one.standing,
            one.value, one.note, one.get_source_kind_display(), one.file.get_source_display(), one.file.file_name,
            one.sheet, one.row_number, one.as_of.isoformat(), one.entered_at.date().isoformat(),
        )  # fmt: skip
