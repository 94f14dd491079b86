"""Pages of the price indices of an authority: the list, one of them with its history, and bringing values."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from reports.indices.actions import indices
from reports.indices.domain.price_index import IndexValue, span_in_words, values_from
from reports.indices.forms import IndexFileForm, IndexValueForm
from reports.indices.queries import editions_for, standing_edition, standing_editions
from reports.permissions import can_calculate
from reports.views.lookups import analyst_or_404, team_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def index_list(request: HttpRequest) -> HttpResponse:
    """Show the indices; an analyst types a value in."""
    context = team_or_404(request)
    form = IndexValueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        value = IndexValue(given["day"], given["value"], given["source"])
        done = or_404(indices.put(by=context, name=given["name"], value=value))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name}: {done.words or 'the value was there already'}.")
            return redirect("reports:index_list")
        form.add_error(None, done.because)
    rows = [(row, values_from(row.values)) for row in standing_editions(context)]
    page = {
        "form": form,
        "rows": [(row, len(values), span_in_words(values), values[-1]) for row, values in rows],
        "can_change": can_calculate(context),
        "back_url": reverse("reports:calculation_list"),
    }
    return render(request, "reports/indices/index_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def index_load(request: HttpRequest) -> HttpResponse:
    """Take indices in from a file or from pasted rows, all of it or nothing."""
    context = analyst_or_404(request)
    form = IndexFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, came_from = form.brought
        done = or_404(indices.keep(by=context, data=data, came_from=came_from, replaces=form.cleaned_data["replaces"]))
        if not isinstance(done, Refusal):
            for one in done:
                messages.success(request, f"{one.name}: {one.words or 'all of it was there already'}.")
            return redirect("reports:index_list")
        form.add_error("pasted" if came_from == "pasted" else "file", done.because)
    return render(request, "reports/indices/index_load.html", {"form": form, "back_url": reverse("reports:index_list")})


@require_safe
def index_detail(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Show an edition of an index: its values, and what was changed when and by whom."""
    context = team_or_404(request)
    row = or_404(editions_for(context).filter(id=edition_id).first())
    stands = standing_edition(context, row.key)
    page: dict[str, Any] = {
        "row": row,
        "values": values_from(row.values),
        "stands": stands,
        "is_standing": stands is not None and stands.id == row.id,
        "history": editions_for(context).filter(key=row.key),
        "can_change": can_calculate(context),
        "back_url": reverse("reports:index_list"),
    }
    return render(request, "reports/indices/index_detail.html", page)


@require_POST
def index_undo(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    done = or_404(indices.undo(by=analyst_or_404(request), edition_id=edition_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"The last change of {done.name} is taken back.")
    return redirect("reports:index_list")
