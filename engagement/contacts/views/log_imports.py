"""Pages to import an old log: upload, preview, and enter or discard."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions import log_imports
from engagement.contacts.domain.log_file.columns import HEADER
from engagement.contacts.forms.log import ConfirmLogForm, LogImportForm
from engagement.contacts.views.log_meanings import forms_of, is_sent
from engagement.models import LogImport
from engagement.views.form_results import is_done
from engagement.views.lookups import context_or_404, exercise_or_404
from register.domain.imports import ImportState, steps_of

A_PAGE = 25
STEPS = ("Received", "Read, and compared with the log", "Looked at and confirmed by you", "Entered")


def log_import_new(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    form = LogImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = log_imports.receive(
            by=context,
            exercise_id=exercise.id,
            file_name=file.name,
            data=file.read(),
            key=key_of(request.POST.lists()),
        )
        if is_done(done, form, "file"):
            return redirect("engagement:log_import", exercise.id, done.id)
    page = {
        "exercise": exercise,
        "form": form,
        "columns": HEADER,
        "page": Paginator(queries.log_imports(context, exercise.id), A_PAGE).get_page(request.GET.get("page")),
        "crumbs": [("Contact log", reverse("engagement:contact_list", args=[exercise.id]))],
    }
    return render(request, "engagement/contacts/log_import_new.html", page)


def log_import(request: HttpRequest, exercise_id: UUID, import_id: UUID) -> HttpResponse:
    """Show the state of an import, live with htmx, then what would be entered; enter or discard it."""
    context, row = _found(request, exercise_id, import_id)
    if request.method == "POST" and "discard" in request.POST:
        if log_imports.discard(by=context, import_id=row.id):
            messages.success(request, f"{row.file_name} was discarded. Nothing was entered.")
            return redirect("engagement:log_import_new", exercise_id)
        return redirect("engagement:log_import", exercise_id, row.id)
    given = forms_of(request, context, row)
    if request.method == "POST" and is_sent(request, context, row, given):
        return redirect("engagement:log_import", exercise_id, row.id)
    is_other = any(each.is_bound for each in given.values())
    form = _form(row, request.POST if request.method == "POST" and not is_other else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        leave_out = said.get("leave_out", False)
        done = log_imports.confirm(by=context, import_id=row.id, plan_sha256=said["plan"], leave_out=leave_out)
        if done != log_imports.LOOK_AT_ROWS:
            if isinstance(done, Refusal):
                messages.error(request, done.because)
            return redirect("engagement:log_import", exercise_id, row.id)
        form.add_error("leave_out", log_imports.LOOK_AT_ROWS.because)
    wrong = next((each for each in given.values() if each.is_bound), form)
    page = _page(row) | {"form": wrong, "confirm": form, **given}
    return render(request, "engagement/contacts/log_import.html", page)


@require_safe
def log_import_steps(request: HttpRequest, exercise_id: UUID, import_id: UUID) -> HttpResponse:
    """Return the steps of an import alone; nothing (204) if they are as the page has seen them."""
    _, row = _found(request, exercise_id, import_id)
    page = _page(row)
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("engagement:log_import", args=[exercise_id, row.id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def _found(request: HttpRequest, exercise_id: UUID, import_id: UUID) -> tuple[Context, LogImport]:
    context = context_or_404(request)
    row = queries.log_import_for(context, import_id)
    if row is None or row.exercise_id != exercise_id:
        raise Http404
    return context, row


def _form(row: LogImport, data: QueryDict | None = None) -> ConfirmLogForm:
    return ConfirmLogForm(data, initial={"plan": row.plan_sha256}, has_faults=bool(row.preview.get("faults")))


def _page(row: LogImport) -> dict[str, Any]:
    state = ImportState(row.state)
    seen = f"{state}-{row.rows_read}-{row.tries}"
    steps_url = reverse("engagement:log_import_steps", args=[row.exercise_id, row.id])
    return {
        "exercise": row.exercise,
        "row": row,
        "state": state,
        "plan": row.preview,
        "steps": steps_of(STEPS, state, row.rows_read),
        "seen": seen,
        "url": f"{steps_url}?seen={seen}",
        "done": not state.is_under_way,
        "crumbs": [
            ("Contact log", reverse("engagement:contact_list", args=[row.exercise_id])),
            ("Import", reverse("engagement:log_import_new", args=[row.exercise_id])),
        ],
    }
