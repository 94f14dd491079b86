"""The page of one location in one exercise, for who runs it, to mark it as not relevant."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from register import queries as register
from register.permissions import can_give_longer, can_judge_scope, can_see_participations
from register.queries import Exercise, Participation
from submissions import queries
from submissions.actions import scope
from submissions.forms.scope import NotRelevantForm


@require_safe
def asked_detail(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    context, asked = _asked(request, participation_id)
    sees_last_days = register.sees_last_days(context, asked.exercise)
    page = {
        "asked": asked,
        "word": queries.last_word_on(context, asked),
        "people": register.contacts_at(context, asked),
        "may_judge": can_judge_scope(context, asked.exercise),
        "may_give_longer": sees_last_days and can_give_longer(context, asked.exercise),
        "sees_last_days": sees_last_days,
        "crumbs": _crumbs(asked.exercise),
    }
    return render(request, "submissions/asked_detail.html", page)


def not_relevant(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    context, asked = _asked(request, participation_id)
    if not can_judge_scope(context, asked.exercise):
        raise Http404
    form = NotRelevantForm(
        request.POST if request.method == "POST" else None, initial={"reason": asked.eligibility_reason}
    )
    if request.method == "POST" and form.is_valid():
        done = scope.mark_not_relevant(by=context, participation_id=asked.id, reason=form.cleaned_data["reason"])
        if not isinstance(done, Refusal):
            messages.success(request, f"{asked.location_name} is not relevant to this exercise now.")
            return redirect("submissions:asked_detail", asked.id)
        form.add_error("reason", done.because)
    return render(request, "submissions/not_relevant.html", {"asked": asked, "form": form})


def _asked(request: HttpRequest, participation_id: UUID) -> tuple[Context, Participation]:
    context = context_or_404(request)
    asked = register.asked_location_for(context, participation_id)
    if asked is None or not can_see_participations(context, asked.exercise):
        raise Http404
    return context, asked


def _crumbs(exercise: Exercise) -> list[tuple[str, str]]:
    return [
        ("Exercises", reverse("register:exercise_list")),
        (exercise.name, reverse("register:exercise_detail", args=[exercise.id])),
        ("Who takes part", reverse("register:asked_list", args=[exercise.id])),
    ]
