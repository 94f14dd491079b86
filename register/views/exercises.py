"""Exercises: their list for everybody of an authority, and setting them up for administrators."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import AUTHORITY_ROLES
from accounts.lookups import context_or_404, or_404
from costing.bands import Band, default_bands
from costing.forms import CURRENT
from register import queries
from register.actions import exercises
from register.actions.exercises import Outcome
from register.domain.band_rules import band_rows, band_typed, label_of
from register.domain.exercise_bands import bands_from
from register.forms.exercises import (
    BandForm,
    ExerciseForm,
    NewExerciseForm,
    initial_of,
)
from register.models import Exercise, Participation
from register.permissions import (
    can_administer_register,
    can_judge_scope,
    can_run_exercise,
    can_see_participations,
    can_set_up_exercises,
)
from register.views.register import add_faults, administrator_or_404, posted

A_PAGE = 25


def exercise_or_404(request: HttpRequest, exercise_id: UUID) -> Exercise:
    return or_404(queries.exercise_for(context_or_404(request), exercise_id))


def run_exercise_or_404(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise]:
    """Return the asker and the exercise, for administrators and the authority's analysts; raise Http404 otherwise."""
    context, exercise = context_or_404(request), exercise_or_404(request, exercise_id)
    if not can_run_exercise(context, exercise):
        raise Http404
    return context, exercise


def exercise_with_form_or_404(request: HttpRequest, exercise_id: UUID) -> tuple[Context, Exercise]:
    """Return the asker and an exercise whose service has a form, as bands belong to a form; raise Http404 otherwise."""
    context, exercise = run_exercise_or_404(request, exercise_id)
    if exercise.service not in CURRENT:
        raise Http404
    return context, exercise


def crumbs_of(exercise: Exercise) -> list[tuple[str, str]]:
    return [
        ("Exercises", reverse("register:exercise_list")),
        (exercise.name, reverse("register:exercise_detail", args=[exercise.id])),
    ]


@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    if not can_administer_register(context) and context.role not in AUTHORITY_ROLES:
        raise Http404
    page = Paginator(queries.exercises(context), A_PAGE).get_page(request.GET.get("page"))
    words = {"page": page, "may_create": can_set_up_exercises(context), "today": timezone.localdate()}
    return render(request, "register/exercise_list.html", words)


@require_safe
def exercise_detail(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = context_or_404(request), exercise_or_404(request, exercise_id)
    sees = can_see_participations(context, exercise)
    asked = queries.participations(context, exercise.id)
    page = {
        "exercise": exercise,
        "in_scope": asked.filter(eligibility=Participation.Eligibility.IN_SCOPE).count() if sees else None,
        "not_relevant": asked.filter(eligibility=Participation.Eligibility.NOT_RELEVANT).count() if sees else None,
        "sees_participations": sees,
        "may_run": can_run_exercise(context, exercise),
        "may_set_up": can_set_up_exercises(context),
        "crumbs": crumbs_of(exercise)[:1],
    }
    return render(request, "register/exercise_detail.html", page)


def exercise_new(request: HttpRequest) -> HttpResponse:
    context = administrator_or_404(request)
    form = NewExerciseForm(queries.councils(context), posted(request)[0])
    if request.method == "POST" and form.is_valid():
        authority = form.cleaned_data["authority"]
        done = exercises.create(by=context, authority_id=authority.id, proposal=form.proposal)
        if isinstance(done, Exercise):
            messages.success(request, f"{done.name} has been created. Now draw up who takes part.")
            return redirect("register:exercise_detail", done.id)
        _show(form, done)
    return render(request, "register/exercise_form.html", {"form": form, "exercise": None})


def exercise_edit(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = administrator_or_404(request), exercise_or_404(request, exercise_id)
    form = ExerciseForm(posted(request)[0], initial=initial_of(exercise))
    if request.method == "POST" and form.is_valid():
        done = exercises.change(by=context, exercise_id=exercise.id, proposal=form.proposal)
        if isinstance(done, Exercise):
            messages.success(request, f"{done.name} has been changed.")
            return redirect("register:exercise_detail", done.id)
        _show(form, done)
    page = {"form": form, "exercise": exercise, "has_begun": queries.has_begun(context, exercise)}
    return render(request, "register/exercise_form.html", page)


def _show(form: ExerciseForm, outcome: Outcome | None) -> None:
    if outcome is None:
        raise Http404
    if isinstance(outcome, Refusal):
        form.add_error(None, outcome.because)
    elif isinstance(outcome, list):
        add_faults(form, outcome)


@require_safe
def exercise_bands(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_with_form_or_404(request, exercise_id)
    rows = band_rows(exercise.service, bands_from(exercise.bands, exercise.service))
    page = {"exercise": exercise, "bands": rows, "crumbs": crumbs_of(exercise)}
    page["may_try"] = can_judge_scope(context, exercise)
    return render(request, "register/exercise_bands.html", page)


def exercise_band(request: HttpRequest, exercise_id: UUID, name: str) -> HttpResponse:
    """Change one band of the exercise, or reset it to its default."""
    context, exercise = exercise_with_form_or_404(request, exercise_id)
    default = or_404(default_bands(exercise.service).get(name))
    now = bands_from(exercise.bands, exercise.service).get(name, default)
    ends = {"low": now.low, "high": now.high}
    form = BandForm(
        default.unit, posted(request)[0], initial={key: f"{end:f}" for key, end in ends.items() if end is not None}
    )
    if request.method == "POST":
        band = default if "default" in request.POST else _typed(form, default.unit)
        if band is not None:
            exercises.change_band(by=context, exercise_id=exercise.id, name=name, band=band)
            messages.success(request, f"{label_of(name)} has been saved.")
            return redirect("register:exercise_bands", exercise.id)
    row = next(each for each in band_rows(exercise.service, {}) if each.name == name)
    return render(request, "register/exercise_band.html", {"exercise": exercise, "form": form, "band": row})


def _typed(form: BandForm, unit: str) -> Band | None:
    if not form.is_valid():
        return None
    typed = band_typed(form.cleaned_data["low"], form.cleaned_data["high"], unit)
    if isinstance(typed, Band):
        return typed
    add_faults(form, typed)
    return None
