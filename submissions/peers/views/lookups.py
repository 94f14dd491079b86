"""The exercise that a page of the team is about, or 404, and the way back from it."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from costing.form import Form
from costing.forms import CURRENT
from register import queries as register
from register.queries import Exercise


def team_exercise_or_404(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise, Form]:
    """Return the asker, an exercise of their authority and its form, for those who read returns."""
    context = context_or_404(request)
    exercise = or_404(register.exercise_for(context, exercise_id))
    if not context.reads_returns or exercise.service not in CURRENT:
        raise Http404
    return context, exercise, CURRENT[exercise.service]


def crumbs_of(exercise: Exercise) -> list[tuple[str, str]]:
    return [
        ("Returns", f"{reverse('submissions:return_list')}?exercise={exercise.id}"),
        ("Outliers", reverse("submissions:outlier_list", args=[exercise.id])),
    ]
