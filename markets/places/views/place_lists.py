"""Pages of lists of places: which hold, one that is sent, how far it is, and what was read before it is kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from markets.models import PlaceList, VisitRun
from markets.permissions import can_read_options, can_use_payment_lab
from markets.places import queries
from markets.places.actions import place_lists
from markets.places.domain.invented_lists import INVENTED_AREA, invented_list
from markets.places.domain.place_rows import FATES
from markets.places.domain.place_sources import PlaceKind
from markets.places.domain.shown_places import SHOWN, fate_rows, heads_of, shown_row
from markets.places.forms import PlaceSendForm
from markets.visits.domain.dataset_states import VisitRunState

UNDER_WAY = (VisitRunState.RECEIVED, VisitRunState.WORKING)


def place_reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


@require_safe
def place_list_all(request: HttpRequest) -> HttpResponse:
    """Show which lists hold, those before them, and what is being read or could not be."""
    context = place_reader_or_404(request)
    holding = queries.lists_that_hold(context)
    held = {row.id for row in holding.values() if row is not None}
    page = {
        "kinds": list(holding.items()),
        "others": [row for row in queries.lists_for(context).defer("places") if row.id not in held],
        "runs": [(run, VisitRunState(run.state) in UNDER_WAY) for run in queries.runs_without_list(context)[:20]],
        "may_send": can_use_payment_lab(context),
        "invented_area": INVENTED_AREA,
        "samples": list(PlaceKind),
    }
    return render(request, "markets/places/place_list_all.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def place_send(request: HttpRequest) -> HttpResponse:
    context = place_reader_or_404(request)
    or_404(context if can_use_payment_lab(context) else None)
    form = PlaceSendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, key = form.cleaned_data["file"], key_of(request.POST.lists())
        told = {"file_name": file.name, "data": file.read(), "area": form.cleaned_data["area"]}
        done = or_404(place_lists.receive(by=context, key=key, **told))
        if not isinstance(done, Refusal):
            return redirect("markets:place_list_detail", done.id)
        form.add_error("file", done.because)
    return render(request, "markets/places/place_send.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def place_list_detail(request: HttpRequest, place_list_id: UUID) -> HttpResponse:
    """Show how far a list is or what was read of it; keep it, or throw it away."""
    context = place_reader_or_404(request)
    row = queries.list_for(context, place_list_id)
    run = queries.runs_for(context).filter(id=place_list_id).first()
    or_404(row or run)
    if request.method == "POST":
        return _changed(request, context, place_list_id)
    may_change = can_use_payment_lab(context)
    if row is None:
        assert run is not None
        page = _progress(run) | {"may_change": may_change and run.state not in UNDER_WAY}
        return render(request, "markets/places/place_list_waits.html", page)
    return render(request, "markets/places/place_list_detail.html", _read(row) | {"may_change": may_change, "run": run})


def _changed(request: HttpRequest, context: Context, place_list_id: UUID) -> HttpResponse:
    if request.POST.get("do") != "keep":
        name = or_404(place_lists.throw_away(by=context, place_list_id=place_list_id))
        messages.success(request, f"{name} is thrown away.")
        return redirect("markets:place_list_all")
    done = or_404(place_lists.keep(by=context, place_list_id=place_list_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{done.get_source_display()} holds. Look into the visits anew to use it for zones.")
    return redirect("markets:place_list_detail", place_list_id)


def _read(row: PlaceList) -> dict[str, Any]:
    kind = PlaceKind(row.kind)
    return {
        "row": row,
        "fates": fate_rows({fate: getattr(row, fate) for fate in FATES}),
        "in_file": f"{row.rows:,}",
        "heads": heads_of(kind),
        "shown": [shown_row(kind, place) for place in row.places[:SHOWN]],
    }


@require_safe
def place_steps(request: HttpRequest, place_list_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    run = or_404(queries.runs_for(place_reader_or_404(request)).filter(id=place_list_id).first())
    page = _progress(run)
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("markets:place_list_detail", args=[place_list_id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def _progress(run: VisitRun) -> dict[str, Any]:
    seen = f"{run.state}-{run.tries}-{run.progress}"
    taken = run.state != VisitRunState.RECEIVED
    return {
        "run": run,
        "steps": [
            {"label": "Sent, and sealed", "state": "done"},
            {"label": "Taken up by a worker", "state": "done" if taken else "now"},
            {"label": f"Read ({run.progress} %)", "state": "now" if taken else "waiting"},
        ],
        "seen": seen,
        "url": reverse("markets:place_steps", args=[run.id]) + f"?seen={seen}",
        "done": run.state not in UNDER_WAY,
    }


@require_safe
def invented_places(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the invented county's list of a kind, to try the import with."""
    place_reader_or_404(request)
    known = or_404(PlaceKind(kind) if kind in set(PlaceKind) else None)
    name = f"invented_{known}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(invented_list(known), "text/csv; charset=utf-8", headers=headers)
