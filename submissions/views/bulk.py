"""One action for many: name how many, do it a few seconds at a time, and say what was done and what was not."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from register import queries as register
from register.queries import Exercise
from submissions import queries
from submissions.actions import bulk
from submissions.domain.bulk import BulkAction, BulkItem, BulkWork, work_from, work_on
from submissions.domain.bulk_words import words_for
from submissions.forms.bulk import BulkChoice, form_of
from submissions.permissions import can_do_together

# A page waits so long for an answer; what is left then has its turn in the next request.
SECONDS = 2.0
SALT = "one action for many"


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, exercise_id: UUID, named: str) -> HttpResponse:
    context, exercise = context_or_404(request), or_404(register.exercise_for(request.context, exercise_id))
    action = _action(named)
    if not can_do_together(context, exercise, action):
        raise Http404
    if request.method != "POST":
        return _asked(request, context, exercise, action)
    work = _opened(request.POST.get("work", ""), context, exercise, action)
    if work is None:
        messages.error(request, "This page could not be read any more. Choose again.")
        return redirect(_list_url(exercise, action))
    form = None if work.said else form_of(action, exercise, request.POST)
    if form is not None:
        if not form.is_valid():
            return _confirm(request, context, exercise, action, work, form)
        work = work.saying({name: str(value) for name, value in form.cleaned_data.items()})
    done = bulk.carry_on(by=context, exercise=exercise, action=action, work=work, seconds=SECONDS)
    return _told(request, context, exercise, action, done)


def _action(named: str) -> BulkAction:
    try:
        return BulkAction(named)
    except ValueError:
        raise Http404 from None


def _asked(request: HttpRequest, context: Context, exercise: Exercise, action: BulkAction) -> HttpResponse:
    """Show how many it would be; nothing has been done yet."""
    choice = BulkChoice(request.GET)
    items = _items(context, exercise, action, choice) if choice.is_valid() else []
    if not items:
        messages.info(request, words_for(action).nobody)
        return redirect(_list_url(exercise, action))
    return _confirm(request, context, exercise, action, work_on(items), form_of(action, exercise), items)


def _items(context: Context, exercise: Exercise, action: BulkAction, choice: BulkChoice) -> list[BulkItem]:
    wanted = choice.cleaned_data
    return queries.chosen_for(
        context,
        exercise,
        action,
        ticked=choice.ticked,
        search=wanted["q"],
        eligibility=wanted["eligibility"],
        findings=wanted["findings"],
        invited=wanted["invited"],
        analyst=wanted["analyst"],
    )


def _confirm(
    request: HttpRequest,
    context: Context,
    exercise: Exercise,
    action: BulkAction,
    work: BulkWork,
    form: forms.Form | None,
    items: list[BulkItem] | None = None,
) -> HttpResponse:
    page = _page(context, exercise, action, work) | {"form": form, "items": items or []}
    return render(request, "submissions/bulk_confirm.html", page)


def _told(
    request: HttpRequest, context: Context, exercise: Exercise, action: BulkAction, work: BulkWork
) -> HttpResponse:
    page = _page(context, exercise, action, work)
    undo = action.undone_by
    if undo and work.done and not work.waiting:
        back = BulkWork(waiting=tuple((each, 0) for each in work.done))
        page |= {
            "undo": _sealed(back, context, exercise, undo),
            "undo_action": undo,
            "undoes": words_for(undo).undo_for(back.total),
        }
    return render(request, "submissions/bulk_progress.html", page)


def _page(context: Context, exercise: Exercise, action: BulkAction, work: BulkWork) -> dict[str, Any]:
    words = words_for(action)
    return {
        "exercise": exercise,
        "words": words,
        "asks": words.asks_for(work.total),
        "does": words.does_for(work.total),
        "counted": words.counted(work.total),
        "done": words.done_for(len(work.done)),
        "is_over": not work.waiting,
        "work": work,
        "sealed": _sealed(work, context, exercise, action),
        "list_url": _list_url(exercise, action),
    }


def _sealed(work: BulkWork, context: Context, exercise: Exercise, action: BulkAction) -> str:
    """Return the work as words that only we can have written, for this person, role, exercise and action."""
    return signing.dumps(work.as_json(), salt=_salt(context, exercise, action), compress=True)


def _opened(sealed: str, context: Context, exercise: Exercise, action: BulkAction) -> BulkWork | None:
    try:
        return work_from(signing.loads(sealed, salt=_salt(context, exercise, action)))
    except signing.BadSignature:
        return None


def _salt(context: Context, exercise: Exercise, action: BulkAction) -> str:
    return f"{SALT} {context.person_id} {context.role.value} {exercise.id} {action.value}"


def _list_url(exercise: Exercise, action: BulkAction) -> str:
    if action in (BulkAction.ACCEPT, BulkAction.ASSIGN):
        return f"{reverse('submissions:return_list')}?exercise={exercise.id}&state=submitted"
    if action is BulkAction.INVITE_AGAIN:
        return reverse("register:invitation_list", args=[exercise.id])
    return reverse("register:asked_list", args=[exercise.id])
