"""Pages of what the team takes in for an exercise: the list, a workbook to add, a folder to add, and its report."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from register import queries as register
from register.domain.imports import ImportState
from register.queries import Exercise
from submissions import queries
from submissions.intake import queries as intake
from submissions.intake.actions import intake as actions
from submissions.intake.domain.report_file import report_csv, report_xlsx
from submissions.intake.forms import IntakeFolderForm, IntakeForm
from submissions.models import IntakeFolder
from submissions.permissions import can_take_in

A_PAGE = 25
_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_safe
def intake_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = _found(request, exercise_id, writes=False)
    page = {
        "exercise": exercise,
        "may_take_in": can_take_in(context, exercise),
        "folders": intake.folders(context, exercise),
        "page": Paginator(intake.workbooks(context, exercise), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "submissions/intake/intake_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def intake_add(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = _found(request, exercise_id)
    asked = queries.owed_by(context, exercise.id)
    form = IntakeForm(asked, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, location = form.cleaned_data["file"], form.cleaned_data["location"]
        done = actions.receive(
            by=context,
            exercise_id=exercise.id,
            file_name=file.name,
            data=file.read(),
            participation_id=location.id if location else None,
            hands_in=form.cleaned_data["hands_in"],
        )
        if not isinstance(done, Refusal):
            return redirect("submissions:intake_workbook", done.id)
        form.add_error("file", done.because)
    return render(request, "submissions/intake/intake_add.html", {"form": form, "exercise": exercise})


@require_http_methods(["GET", "HEAD", "POST"])
def intake_add_folder(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = _found(request, exercise_id)
    form = IntakeFolderForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = actions.receive_folder(
            by=context,
            exercise_id=exercise.id,
            file_name=file.name,
            data=file.read(),
            chosen=form.cleaned_data["list"],
            hands_in=form.cleaned_data["hands_in"],
        )
        if not isinstance(done, Refusal):
            return redirect("submissions:intake_folder", done.id)
        form.add_error("file", done.because)
    return render(request, "submissions/intake/intake_add_folder.html", {"form": form, "exercise": exercise})


@require_safe
def intake_folder(request: HttpRequest, folder_id: UUID) -> HttpResponse:
    """Show how far a folder is, and the result of each of its files."""
    context, folder = _folder(request, folder_id)
    rows = intake.workbooks_in(context, folder)
    page = {**_progress(context, folder), "page": Paginator(rows, 100).get_page(request.GET.get("page"))}
    return render(request, "submissions/intake/intake_folder.html", page)


@require_safe
def intake_folder_steps(request: HttpRequest, folder_id: UUID) -> HttpResponse:
    context, folder = _folder(request, folder_id)
    page = _progress(context, folder)
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("submissions:intake_folder", args=[folder_id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


@require_safe
def intake_folder_file(request: HttpRequest, folder_id: UUID, kind: str) -> HttpResponse:
    context, folder = _folder(request, folder_id)
    rows = intake.workbooks_in(context, folder)
    data = report_csv(rows) if kind == "csv" else report_xlsx(rows)
    headers = {"Content-Disposition": f'attachment; filename="workbooks-taken-in.{kind}"'}
    return HttpResponse(data, _TYPES[kind], headers=headers)


def _found(request: HttpRequest, exercise_id: UUID, *, writes: bool = True) -> tuple[Context, Exercise]:
    context = context_or_404(request)
    exercise = or_404(register.exercise_for(context, exercise_id))
    if not context.reads_returns or (writes and not can_take_in(context, exercise)):
        raise Http404
    return context, exercise


def _folder(request: HttpRequest, folder_id: UUID) -> tuple[Context, IntakeFolder]:
    context = context_or_404(request)
    return context, or_404(intake.folder_for(context, folder_id))


def _progress(context: Context, folder: IntakeFolder) -> dict[str, Any]:
    counts = intake.counts_in(context, folder)
    total, waits = sum(counts.values()), sum(counts.get(state, 0) for state in ImportState if state.is_under_way)
    opened = not ImportState(folder.state).is_under_way
    done, seen = opened and not waits, f"{folder.state}-{total}-{waits}"
    return {
        "folder": folder,
        "exercise": folder.exercise,
        "done": done,
        "seen": seen,
        "url": reverse("submissions:intake_folder_steps", args=[folder.id]) + f"?seen={seen}",
        "counts": intake.results_in(context, folder),
        "steps": [
            {"label": "Opened", "state": "done" if opened else "now"},
            {
                "label": f"Read, checked and costed ({total - waits} of {total})" if total else "Read and checked",
                "state": "done" if done else "now" if opened else "waiting",
            },
        ],
    }
