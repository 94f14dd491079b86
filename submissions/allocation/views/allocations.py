"""Pages to allocate shared costs among a company's locations: costs, figures, preview, result, and taking it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from register.queries import Exercise
from submissions import queries
from submissions.allocation.actions import allocated_costs, allocations
from submissions.allocation.domain.shared_costs import ELSEWHERE, by_section
from submissions.allocation.forms import FiguresForm, SharedCostsForm
from submissions.allocation.views.allocation_tables import matrix_of, replaced_in, shown
from submissions.models import Allocation


def division_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the allocations so far; a POST begins one."""
    exercise = exercise_or_404(request, exercise_id)
    if request.method == "POST":
        begun = or_404(allocations.begin(by=context_or_404(request), exercise_id=exercise.id))
        return redirect("submissions:division_costs", begun.id)
    page = {
        "exercise": exercise,
        "divisions": queries.divisions_of(request.context, exercise.id),
        "location_count": len(queries.own_locations(request.context, exercise.id)),
    }
    return render(request, "submissions/allocation/allocation_list.html", page)


def division_costs(request: HttpRequest, division_id: UUID) -> HttpResponse:
    context, division = context_or_404(request), open_or_404(request, division_id)
    asked = allocations.form_of(context, division)
    initial = division.totals | {"key": division.key, "measure": division.measure}
    form = SharedCostsForm(asked, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        key, measure = given.pop("key"), given.pop("measure")
        done = allocations.set_costs(by=context, division=division, totals=given, key=key, measure=measure)
        if isinstance(done, Allocation):
            return redirect("submissions:division_figures", division.id)
        add_faults(form, done)
    sections = {
        section: [form[question.key] for question in questions] for section, questions in by_section(asked).items()
    }
    page = {"division": division, "form": form, "sections": sections.items()}
    return render(request, "submissions/allocation/allocation_costs.html", page)


def division_figures(request: HttpRequest, division_id: UUID) -> HttpResponse:
    context, division = context_or_404(request), open_or_404(request, division_id)
    if not division.totals:
        return redirect("submissions:division_costs", division.id)
    asked = allocations.form_of(context, division)
    key, branches = allocations.key_of(asked, division), allocations.branches_of(context, division)
    places = [(f"at-{one.place}", one.asked.location_name, _said(one)) for one in branches]
    places.append((f"at-{ELSEWHERE}", "All your other locations together", "Those that this exercise does not ask"))
    known = {} if division.figures else {one.place: one.known for one in branches}
    initial = {f"at-{place}": figure for place, figure in (known | division.figures).items()}
    form = FiguresForm(key, places, initial, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        figures = {name.removeprefix("at-"): text for name, text in form.cleaned_data.items()}
        done = allocations.set_figures(by=context, division=division, figures=figures)
        if isinstance(done, Allocation):
            return redirect("submissions:division_preview", division.id)
        add_faults(form, {f"at-{place}" if place else "": words for place, words in done.items()})
    page = {"division": division, "form": form, "words": allocations.words_for(asked, division), "key": key}
    return render(request, "submissions/allocation/allocation_figures.html", page)


def _said(branch: allocations.AllocationLocation) -> str:
    known = "From its return" if branch.known else "Its return does not say yet, or does not ask"
    return f"{known}. It takes its part, but cannot be changed: {branch.refusal}" if branch.refusal else known


def division_preview(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """Show the allocation to the penny, with all that would be replaced; a POST puts it in."""
    context, division = context_or_404(request), open_or_404(request, division_id)
    if request.method == "POST":
        return _put_in(request, division)
    plan = allocated_costs.planned(context, division)
    if plan is None:
        return redirect("submissions:division_figures", division.id)
    page = {
        "division": division,
        "plan": plan,
        "matrix": matrix_of(allocated_costs.picture_of(plan)),
        "replaced": replaced_in(plan),
        "numbers": [
            (f"number-{share.branch.place}-{slugify(sheet)}", share.branch.standing.number(sheet))
            for share in plan.shares
            for sheet in plan.form.sheets
        ],
        "changing": [share for share in plan.shares if not share.branch.refusal],
        "staying": [share for share in plan.shares if share.branch.refusal],
    }
    return render(request, "submissions/allocation/allocation_preview.html", page)


def _put_in(request: HttpRequest, division: Allocation) -> HttpResponse:
    context, edits = context_or_404(request), request.POST.get("edits", "")
    places = [str(one.id) for one in queries.own_locations(context, division.exercise_id)]
    sheets = allocations.form_of(context, division).sheets
    sent = {
        (place, sheet): request.POST.get(f"number-{place}-{slugify(sheet)}", "") for place in places for sheet in sheets
    }
    done = or_404(
        allocated_costs.put_in(
            by=context,
            division_id=division.id,
            edits=whole_number(edits) if edits.isdigit() else -1,
            numbers={where: whole_number(number) for where, number in sent.items() if number.isdigit()},
        )
    )
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("submissions:division_preview", division.id)
    messages.success(request, "The divided costs stand in the returns.")
    return redirect("submissions:division_detail", division.id)


@require_safe
def division_detail(request: HttpRequest, division_id: UUID) -> HttpResponse:
    """Show how costs were allocated, what became of each part, and what was taken out again."""
    context, division = context_or_404(request), division_or_404(request, division_id)
    if not division.saved_at:
        is_ready = allocated_costs.planned(context, division) is not None
        return redirect("submissions:division_preview" if is_ready else "submissions:division_costs", division.id)
    picture = allocated_costs.picture_then(context, division)
    page = {
        "division": division,
        "words": picture.words,
        "matrix": matrix_of(picture),
        "results": shown(division, picture),
    }
    return render(request, "submissions/allocation/allocation_detail.html", page)


@require_POST
def division_take_out(request: HttpRequest, division_id: UUID) -> HttpResponse:
    done = or_404(allocated_costs.take_out(by=context_or_404(request), division_id=division_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "What stood there before stands there again.")
    return redirect("submissions:division_detail", division_id)


def exercise_or_404(request: HttpRequest, exercise_id: UUID) -> Exercise:
    return or_404(queries.own_exercise(context_or_404(request), exercise_id))


def division_or_404(request: HttpRequest, division_id: UUID) -> Allocation:
    found = queries.division_for(context_or_404(request), division_id)
    if found is None or not (found.divided or queries.own_locations(request.context, found.exercise_id)):
        raise Http404
    return found


def open_or_404(request: HttpRequest, division_id: UUID) -> Allocation:
    """Return an allocation that is not in the returns yet; raise Http404 otherwise."""
    found = division_or_404(request, division_id)
    if found.saved_at or not queries.own_locations(request.context, found.exercise_id):
        raise Http404
    return found


def add_faults(form: Any, faults: dict[str, str]) -> None:
    for field, words in faults.items():
        form.add_error(field or None, words)
