"""A layout that is shared with other authorities: what of it they see, before it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import visits_keeper_or_404
from markets.visits.actions import shared_layouts
from markets.visits.domain.columns import KNOWN
from markets.visits.queries import dataset_for, shared_layout


@require_http_methods(["GET", "HEAD", "POST"])
def layout_share(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Show what would be shared of a file's layout; share it, or stop, once that is confirmed."""
    context = visits_keeper_or_404(request)
    row = or_404(dataset_for(context, dataset_id))
    if row.mapping is None:
        messages.info(request, shared_layouts.NO_LAYOUT.because)
        return redirect("markets:dataset_detail", row.id)
    if request.method == "POST":
        stops = request.POST.get("stop") == "yes"
        change = shared_layouts.stop if stops else shared_layouts.share
        done = or_404(change(by=context, dataset_id=row.id))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            said = "is shared no longer" if stops else "is shared: whoever sends such a file is proposed these columns"
            messages.success(request, f"The layout “{done.name}” {said}.")
        return redirect("markets:dataset_detail", row.id)
    place = {name: number for number, name in enumerate(row.mapping.header)}
    in_order = sorted(row.mapping.columns.items(), key=lambda pair: place.get(pair[0], len(place)))
    columns = [(name, KNOWN.get(field, field)) for name, field in in_order]
    page = {"row": row, "columns": columns, "shared": shared_layout(context, row)}
    return render(request, "markets/visits/layout_share.html", page)
