"""Pages of what the words of councils' lists mean: say it of a list; those that are kept, and forget one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from register import queries
from register.actions import list_meanings as meanings
from register.views.imports import found_import, import_page, words_form
from register.views.register import administrator_or_404

A_PAGE = 50


@require_POST
def import_say(request: HttpRequest, import_id: UUID) -> HttpResponse:
    context, row = administrator_or_404(request), found_import(request, import_id)
    form = words_form(context, row, request.POST)
    if form is not None and not form.is_valid():
        return render(request, "register/import_detail.html", import_page(context, row) | {"words": form, "form": form})
    said = form.cleaned_data if form else {"plan": "", "answers": []}
    done = meanings.answer(by=context, import_id=row.id, plan_sha256=said["plan"], answers=said["answers"])
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    return redirect("register:import_detail", row.id)


@require_safe
def list_meanings(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context = administrator_or_404(request)
    exercise = or_404(queries.exercise_for(context, exercise_id))
    search = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    page = {
        "exercise": exercise,
        "q": search,
        "page": Paginator(queries.list_meanings(context, exercise, search), A_PAGE).get_page(request.GET.get("page")),
        "forget": "register:list_meaning_forget",
        "crumbs": [
            (exercise.name, reverse("register:exercise_detail", args=[exercise.id])),
            ("Import the council’s list", reverse("register:import_council_list", args=[exercise.id])),
        ],
    }
    return render(request, "register/list_meanings.html", page)


@require_POST
def list_meaning_forget(request: HttpRequest, exercise_id: UUID, list_word_id: UUID) -> HttpResponse:
    context = administrator_or_404(request)
    exercise = or_404(queries.exercise_for(context, exercise_id))
    meaning = meanings.forget(by=context, exercise=exercise, meaning_id=list_word_id)
    if meaning is None:
        raise Http404
    words = f"“{meaning.says}” is forgotten. The next list that has it asks what it means; the register stays as it is."
    messages.success(request, words)
    return redirect("register:list_meanings", exercise.id)
