"""Pages to import into the register: upload, watch, look at what would change, confirm or discard."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from register import queries
from register.actions import imports
from register.domain.council_preview import council_counts_in_words
from register.domain.import_preview import EXAMPLES, counts_in_words
from register.domain.imports import ImportKind, ImportState, steps_of
from register.forms.list_words import ListWordsForm
from register.forms.register import ConfirmImportForm, CouncilListForm, DirectoryForm
from register.models import RegisterImport
from register.views.register import administrator_or_404, posted

A_PAGE = 25
STEPS = ("Received", "Read, and compared with the register", "Checked and confirmed by you", "Applied")


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    context = administrator_or_404(request)
    page = Paginator(queries.imports(context), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/import_list.html", {"page": page})


def import_directory(request: HttpRequest) -> HttpResponse:
    context = administrator_or_404(request)
    form = DirectoryForm(queries.councils(context), *posted(request))
    if request.method == "POST" and form.is_valid():
        file, authority = form.cleaned_data["file"], form.cleaned_data["authority"]
        done = imports.receive(
            by=context,
            kind=ImportKind.DIRECTORY,
            file_name=file.name,
            data=file.read(),
            authority_id=authority.id if authority else None,
        )
        if not isinstance(done, Refusal):
            return redirect("register:import_detail", done.id)
        form.add_error("file", done.because)
    return render(request, "register/import_directory.html", {"form": form})


def import_council_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context = administrator_or_404(request)
    exercise = or_404(queries.exercise_for(context, exercise_id))
    form = CouncilListForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        done = imports.receive(
            by=context,
            kind=ImportKind.COUNCIL_LIST,
            file_name=file.name,
            data=file.read(),
            exercise_id=exercise.id,
        )
        if not isinstance(done, Refusal):
            return redirect("register:import_detail", done.id)
        form.add_error("file", done.because)
    return render(request, "register/import_council_list.html", {"form": form, "exercise": exercise})


@require_safe
def import_detail(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Show the state of an import, live with htmx, and what it would change once it is read."""
    row = found_import(request, import_id)
    return render(request, "register/import_detail.html", import_page(administrator_or_404(request), row))


@require_safe
def import_steps(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Return the steps of an import alone; nothing (204) if they are as the page has seen them."""
    page = import_page(administrator_or_404(request), found_import(request, import_id))
    if page["done"]:
        url = reverse("register:import_detail", args=[import_id])
        return HttpResponse(headers={"HX-Redirect": url})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


@require_POST
def import_confirm(request: HttpRequest, import_id: UUID) -> HttpResponse:
    row = found_import(request, import_id)
    form = ConfirmImportForm(request.POST, drops_many=bool(row.preview.get("drops_many")))
    if form.is_valid():
        done = imports.confirm(
            by=administrator_or_404(request),
            import_id=row.id,
            plan_sha256=form.cleaned_data["plan"],
            drops_many=form.cleaned_data.get("drops_many", False),
        )
        if isinstance(done, Refusal):
            messages.error(request, done.because)
    return redirect("register:import_detail", row.id)


@require_POST
def import_discard(request: HttpRequest, import_id: UUID) -> HttpResponse:
    row = found_import(request, import_id)
    if imports.discard(by=administrator_or_404(request), import_id=row.id):
        messages.success(request, f"{row.file_name} was discarded. Nothing was changed.")
        return redirect("register:import_list")
    return redirect("register:import_detail", row.id)


def found_import(request: HttpRequest, import_id: UUID) -> RegisterImport:
    return or_404(queries.import_for(administrator_or_404(request), import_id))


def words_form(context: Context, row: RegisterImport, data: Any = None) -> ListWordsForm | None:
    """Return the form of a list's questions; None where nothing is to be asked."""
    questions = row.preview.get("questions")
    if not questions or row.exercise is None:
        return None
    return ListWordsForm(
        questions, queries.asked_ids(context, row.exercise.id), data, initial={"plan": row.plan_sha256}
    )


def import_page(context: Context, row: RegisterImport) -> dict[str, Any]:
    state = ImportState(row.state)
    seen = f"{state}-{row.rows_read}-{row.tries}"
    return {
        "row": row,
        "state": state,
        "words": words_form(context, row),
        "is_directory": row.kind == ImportKind.DIRECTORY,
        "counts": _counts(row),
        "form": ConfirmImportForm(initial={"plan": row.plan_sha256}, drops_many=bool(row.preview.get("drops_many"))),
        "examples": EXAMPLES,
        "steps": steps_of(STEPS, state, row.rows_read),
        "seen": seen,
        "url": reverse("register:import_steps", args=[row.id]) + f"?seen={seen}",
        "done": not state.is_under_way,
        "crumbs": [
            ("Register", reverse("register:location_list")),
            ("Imports", reverse("register:import_list")),
        ],
    }


def _counts(row: RegisterImport) -> list[str]:
    if not row.preview.get("counts"):
        return []
    if row.kind == ImportKind.DIRECTORY:
        return counts_in_words(row.preview)
    return council_counts_in_words(row.preview)
