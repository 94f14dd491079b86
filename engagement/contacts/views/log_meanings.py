"""Pages of what the words of old logs mean: say it of a file, put its rows right; the list of all, and forget one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.contacts.actions import log_meanings
from engagement.contacts.forms.log_words import LogWordsForm, PutRightForm
from engagement.models import LogImport
from engagement.views.lookups import exercise_or_404

A_PAGE = 50


def forms_of(request: HttpRequest, context: Context, row: LogImport) -> dict[str, Any]:
    """Return the forms of a file that is to be looked at: its questions, or else its faults."""
    initial = {"plan": row.plan_sha256}
    if questions := row.preview.get("questions"):
        data = request.POST if "say" in request.POST else None
        ids = queries.location_ids(context, row.exercise_id)
        return {"words": LogWordsForm(questions, ids, data, initial=initial)}
    faults = row.preview.get("faults", [])
    data = request.POST if "put_right" in request.POST else None
    return {"put_right": PutRightForm(faults, data, initial=initial)} if faults else {}


def is_sent(request: HttpRequest, context: Context, row: LogImport, given: dict[str, Any]) -> bool:
    """Do what one of the forms says; tell whether it is over, and the page is to be shown anew."""
    done: object
    if "ask_each" in request.POST:
        plan = request.POST.get("plan", "")
        done = log_meanings.ask_about_each(by=context, import_id=row.id, plan_sha256=plan)
    elif (form := given.get("words")) and form.is_bound:
        if not form.is_valid():
            return False
        said = form.cleaned_data
        done = log_meanings.answer(by=context, import_id=row.id, plan_sha256=said["plan"], answers=said["answers"])
    elif (form := given.get("put_right")) and form.is_bound:
        if not form.is_valid():
            return False
        said = form.cleaned_data
        done = log_meanings.put_right(
            by=context, import_id=row.id, plan_sha256=said["plan"], cells=said["cells"], left_out=said["left_out"]
        )
    else:
        return "say" in request.POST or "put_right" in request.POST
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    return True


@require_safe
def log_meaning_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    search = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    rows = queries.log_meanings(context, search)
    page = {
        "exercise": exercise,
        "q": search,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "crumbs": [
            ("Contact log", reverse("engagement:contact_list", args=[exercise.id])),
            ("Import", reverse("engagement:log_import_new", args=[exercise.id])),
        ],
    }
    return render(request, "engagement/contacts/log_meaning_list.html", page)


@require_POST
def log_meaning_forget(request: HttpRequest, exercise_id: UUID, meaning_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    meaning = log_meanings.forget(by=context, meaning_id=meaning_id)
    if meaning is None:
        raise Http404
    messages.success(
        request, f"“{meaning.says}” is forgotten. The next file that has it asks what it means; the log stays as it is."
    )
    return redirect("engagement:log_meaning_list", exercise.id)
