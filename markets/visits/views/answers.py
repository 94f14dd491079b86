"""Pages on which somebody says how a file is to be read, and answers what is asked of its rows."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import visits_keeper_or_404
from markets.models import Dataset
from markets.visits.actions import datasets
from markets.visits.domain.dataset_states import DatasetState
from markets.visits.domain.sample_rows import sample_heads
from markets.visits.domain.take_in_questions import questions_of
from markets.visits.forms import MappingForm, VisitAnswerForm
from markets.visits.queries import dataset_for
from register.queries import home_care_of

MOVED_ON = "This file has moved on since you opened the page. Here is where it stands."


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, which may be nothing."""
    return request.POST if request.method == "POST" else None


def _initial(row: Dataset) -> dict[str, str]:
    """Return what is proposed beside the columns: a name, and the clocks and dates of a layout that is shared."""
    shared = {key: row.layout[key] for key in ("zone", "dates") if key in row.layout}
    return {"name": row.file_name[:100], **shared}


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_map(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Show what each column may hold, and keep what is said for all files of the layout."""
    context = visits_keeper_or_404(request)
    row = or_404(dataset_for(context, dataset_id))
    if row.state != DatasetState.MAPPING:
        messages.info(request, MOVED_ON)
        return redirect("markets:dataset_detail", row.id)
    form = MappingForm(_posted(request), row.layout.get("columns", []), _initial(row))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        done = or_404(
            datasets.map_columns(
                by=context,
                dataset_id=row.id,
                columns=form.columns,
                zone=found["zone"],
                dates=found["dates"],
                name=found["name"],
            )
        )
        if not isinstance(done, Refusal):
            return redirect("markets:dataset_detail", row.id)
        form.add_error(None, done.because)
    columns = row.layout.get("columns", [])
    page = {"row": row, "form": form, "heads": sample_heads(columns), "sample": row.layout.get("rows", [])}
    return render(request, "markets/visits/dataset_map.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_answer(request: HttpRequest, dataset_id: UUID) -> HttpResponse:
    """Ask what is open about rows of a file, all at once."""
    context = visits_keeper_or_404(request)
    row = or_404(dataset_for(context, dataset_id))
    if row.state != DatasetState.WAITING:
        messages.info(request, MOVED_ON)
        return redirect("markets:dataset_detail", row.id)
    form = VisitAnswerForm(_posted(request), questions_of(row.questions), home_care_of(row.authority_id))
    if request.method == "POST" and form.is_valid():
        done = or_404(datasets.answer(by=context, dataset_id=row.id, answers=form.answers))
        if not isinstance(done, Refusal):
            return redirect("markets:dataset_detail", row.id)
        form.add_error(None, done.because)
    return render(request, "markets/visits/dataset_answer.html", {"row": row, "form": form})
