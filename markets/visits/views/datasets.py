"""Pages of what is held: the calendar and the files, a file that is sent, what became of one, and its deletion."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import visits_keeper_or_404
from markets.models import Dataset
from markets.permissions import holders_looked_after
from markets.visits.actions import datasets
from markets.visits.domain.dataset_states import DatasetState
from markets.visits.domain.month_calendar import calendar_of
from markets.visits.forms import DatasetFilter, SendForm
from markets.visits.queries import dataset_for, datasets_like, held_by_month
from register.queries import names_of_locations
from spreadsheets.sizes import size_in_words

A_PAGE = 25


@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Show what is held by provider and month, and the files that it came in."""
    context = visits_keeper_or_404(request)
    held = held_by_month(context)
    places = {place for by_month in held for month in by_month.values() for place in month}
    chosen = DatasetFilter(request.GET)
    wanted = chosen.wanted
    files = Paginator(datasets_like(context, wanted), A_PAGE).get_page(request.GET.get("page"))
    page = {
        "filter": chosen,
        "is_filtered": bool(wanted),
        "holder": next(iter(holders_looked_after(context)), None),
        "calendar": calendar_of(held, names_of_locations(places)),
        "page": files,
        "rows": [(row, f"{row.rows:,}" if row.rows else "–", f"{row.used:,}" if row.rows else "–") for row in files],
    }
    return render(request, "markets/visits/dataset_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_send(request: HttpRequest) -> HttpResponse:
    context = visits_keeper_or_404(request)
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        key = key_of(request.POST.lists())
        done = or_404(datasets.receive(by=context, file_name=file.name, data=file.read(), key=key))
        if not isinstance(done, Refusal):
            return redirect("markets:dataset_detail", done.id)
        form.add_error("file", done.because)
    return render(request, "markets/visits/dataset_send.html", {"form": form})


@require_safe
def dataset_detail(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Show how far a file is, or what was found in it."""
    row = or_404(dataset_for(visits_keeper_or_404(request), dataset_id))
    counts = [
        ("Used", row.used),
        ("Copies of others", row.copies),
        ("Left out, as they wait", row.waiting),
        ("Not used", row.refused),
        ("Not the council’s", row.elsewhere),
    ]
    page = _progress(row) | {
        "counts": [(words, f"{n:,}") for words, n in counts],
        "in_file": f"{row.rows:,}",
        "used": f"{row.used:,}",
        "profile_query": f"holder={row.holder}",
        "size": size_in_words(row.size) if row.size >= 100_000 else "less than 0.1 MB",
    }
    return render(request, "markets/visits/dataset_detail.html", page)


@require_safe
def dataset_steps(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    page = _progress(or_404(dataset_for(visits_keeper_or_404(request), dataset_id)))
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("markets:dataset_detail", args=[dataset_id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def _progress(row: Dataset) -> dict[str, Any]:
    state = DatasetState(row.state)
    read = min(100, row.progress * 100 // row.size) if row.size else 0
    seen = f"{state}-{row.tries}-{read}"
    taken = state != DatasetState.RECEIVED
    return {
        "row": row,
        "state": state,
        "steps": [
            {"label": "Sent, and sealed", "state": "done"},
            {"label": "Taken up by a worker", "state": "done" if taken else "now"},
            {"label": f"Read ({read} %)", "state": "now" if taken else "waiting"},
        ],
        "seen": seen,
        "url": reverse("markets:dataset_steps", args=[row.id]) + f"?seen={seen}",
        "done": not state.is_under_way,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_delete(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Ask once, then delete what is held of a file."""
    context = visits_keeper_or_404(request)
    row = or_404(dataset_for(context, dataset_id))
    if request.method == "POST":
        done = or_404(datasets.delete(by=context, dataset_id=row.id))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            what = "The visits of " if row.state == DatasetState.TAKEN_IN else ""
            messages.success(request, f"{what}{row.file_name} {'are' if what else 'is'} deleted.")
        return redirect("markets:dataset_list")
    return render(request, "markets/visits/dataset_delete.html", {"row": row, "used": f"{row.used:,}"})
