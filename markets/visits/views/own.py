"""Pages of a provider that gives its own visits to the independent team: its files, and one."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from markets.permissions import can_send_own_visits
from markets.visits.actions import datasets
from markets.visits.domain.dataset_states import DatasetState
from markets.visits.forms import OwnSendForm
from markets.visits.queries import own_authorities
from markets.visits.queries import own_dataset as dataset_of
from markets.visits.queries import own_datasets as datasets_of

A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def own_visits(request: HttpRequest) -> HttpResponse:
    """Show the files that a provider sent, and take a further one."""
    context = _sender(request)
    places = own_authorities(context)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OwnSendForm(*sent, authorities=places)
    if sent and form.is_valid():
        file, authority_id = form.cleaned_data["file"], form.authority_id
        told = {"file_name": file.name, "data": file.read(), "key": key_of(request.POST.lists())}
        done = or_404(datasets.receive_own(by=context, authority_id=authority_id, **told))
        if not isinstance(done, Refusal):
            return redirect("markets:own_dataset", done.id)
        form.add_error("file", done.because)
    files = Paginator(datasets_of(context), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "markets/visits/own_visits.html", {"form": form, "places": places, "page": files})


@require_safe
def own_dataset(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Show what became of a file that a provider sent."""
    row = or_404(dataset_of(_sender(request), dataset_id))
    state = DatasetState(row.state)
    page = {"row": row, "state": state, "asks": state.asks, "is_under_way": state.is_under_way}
    return render(request, "markets/visits/own_dataset.html", page)


def _sender(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_send_own_visits(context) else None)
