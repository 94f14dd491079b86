"""An old log: brought, looked at, and then taken in or discarded."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from engagement import queries
from engagement.actions import log_imports
from engagement.domain.log_file.columns import HEADER
from engagement.forms.log import ConfirmLogForm, LogImportForm
from engagement.views.finding import context_or_404, exercise_or_404
from submissions.domain.outcomes import Refusal

SHOWN = 50
A_PAGE = 25


def log_import_new(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = LogImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = log_imports.receive(by=context, exercise_id=exercise.id, file_name=file.name, data=file.read())
        if done is None:
            raise Http404
        if not isinstance(done, Refusal):
            return redirect("engagement:log_import", exercise.id, done.id)
        form.add_error("file", done.because)
    page = {
        "exercise": exercise,
        "form": form,
        "columns": HEADER,
        "page": Paginator(queries.log_imports(context, exercise.id), A_PAGE).get_page(request.GET.get("page")),
        "crumbs": [("Contact log", reverse("engagement:contact_list", args=[exercise.id]))],
    }
    return render(request, "engagement/log_import_new.html", page)


def log_import(request: HttpRequest, exercise_id: UUID, import_id: UUID) -> HttpResponse:
    """What would be entered, what is there already, what cannot be taken in; then that, or nothing."""
    context = context_or_404(request)
    row = queries.log_import_for(context, import_id)
    if row is None or row.exercise_id != exercise_id:
        raise Http404
    if request.method == "POST" and "discard" in request.POST:
        log_imports.discard(by=context, import_id=row.id)
        messages.success(request, f"{row.file_name} was discarded. Nothing was entered.")
        return redirect("engagement:log_import_new", exercise_id)
    plan = queries.plan_of(context, row)
    faults = [*row.faults, *(fault.sentence for fault in plan.faults)]
    form = ConfirmLogForm(request.POST if request.method == "POST" else None, has_faults=bool(faults))
    if request.method == "POST" and form.is_valid():
        leave_out = form.cleaned_data.get("leave_out", False)
        done = log_imports.confirm(by=context, import_id=row.id, leave_out=leave_out)
        if not isinstance(done, Refusal):
            return redirect("engagement:log_import", exercise_id, row.id)
        form.add_error("leave_out" if "leave_out" in form.fields else None, done.because)
    places = queries.place_names(context, exercise_id)
    page = {
        "exercise": row.exercise,
        "row": row,
        "plan": plan,
        "first": [(each, [places[key] for key in each.contacted.participation_ids]) for each in plan.new[:SHOWN]],
        "faults": faults[: 2 * SHOWN],
        "fault_count": len(faults),
        "form": form,
        "crumbs": [
            ("Contact log", reverse("engagement:contact_list", args=[exercise_id])),
            ("Import", reverse("engagement:log_import_new", args=[exercise_id])),
        ],
    }
    return render(request, "engagement/log_import.html", page)
