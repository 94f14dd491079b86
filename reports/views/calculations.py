"""Pages of the independent team's calculations: the list of an exercise, one of them, and making another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from costing.form import Form
from costing.forms import CURRENT
from register.lookups import chosen_exercise
from reports import queries
from reports.actions import requests
from reports.domain.activity_mean import activity_words
from reports.domain.calculation_groups import dimensions_in, groups_page
from reports.domain.calculation_page import (
    exact_columns,
    exact_headlines,
    headline_in_words,
    notes_in_words,
    rates_in_words,
    supporting_rows,
)
from reports.domain.calculation_terms import CalculationTerms
from reports.domain.calculation_visits import visits_page
from reports.domain.comparison import HEADLINES, in_words
from reports.domain.price_page import price_page
from reports.domain.review_record import adjusted_in_words, adjusted_values, reviewed_lines
from reports.forms.calculations import CalculationForm, initial_rows
from reports.forms.group_choice import GroupChoiceForm
from reports.forms.paged_returns import PagedReturns
from reports.forms.prices import PricesForm, initial_prices
from reports.indices.queries import indices_for
from reports.models import Calculation, CalculationRequest
from reports.permissions import can_calculate, can_draft
from reports.queries.requests import requests_under_way
from reports.views.lookups import (
    analyst_or_404,
    calculation_or_404,
    form_of,
    list_of,
    team_or_404,
)
from submissions import queries as submissions

A_PAGE, RETURNS_A_PAGE = 25, 50


@require_safe
def calculation_list(request: HttpRequest) -> HttpResponse:
    context = team_or_404(request)
    exercises = queries.exercises_for(context)
    exercise = chosen_exercise(exercises, request.GET.get("exercise", ""))
    rows = queries.listed_calculations(context, exercise.id) if exercise else []
    listed = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    for one in listed:
        form = form_of(one)
        one.headline = headline_in_words(form, one.totals, one.exercise.headline)
        one.unit = form.cost_unit
    page = {
        "exercises": exercises,
        "exercise": exercise,
        "page": listed,
        "way": HEADLINES[exercise.headline].capitalize() if exercise else "",
        "can_calculate": can_calculate(context),
        "since": _since(context, exercise),
        "waiting": requests_under_way(context, exercise.id) if exercise else [],
    }
    return render(request, "reports/calculation_list.html", page)


@require_safe
def calculation_detail(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    context, calculation = team_or_404(request), calculation_or_404(request, calculation_id)
    form, noteworthy = form_of(calculation), list(queries.noteworthy_returns(context, calculation))
    returns = queries.without_answers(queries.returns_of(context, calculation))
    for row in noteworthy:
        row.reviewed = reviewed_lines(form, row.line_decisions)  # type: ignore[attr-defined]
        row.labels_left_out = ", ".join(form.line_by_key[key].label for key in row.lines_left_out)  # type: ignore[attr-defined]
    columns = exact_columns(form, calculation.table)
    page = {
        "back_url": list_of("calculation_list", calculation.exercise_id),
        "calculation": calculation,
        "unit": form.cost_unit,
        "columns": columns,
        "headlines": exact_headlines(columns, calculation.exercise.headline),
        "weighted_by": activity_words(form),
        **_groups(request, form, calculation),
        "visits": visits_page(calculation.table),
        "supporting": calculation.table["supporting"],
        "supporting_rows": supporting_rows(form, calculation.table),
        "notes": notes_in_words(form, calculation.table),
        "rates": rates_in_words(calculation.rates),
        "left_out": [row for row in noteworthy if row.left_out_because or row.line_decisions],
        "adjusted": adjusted_values(form, noteworthy),
        "adjusted_words": adjusted_in_words(noteworthy),
        "returns": Paginator(returns, RETURNS_A_PAGE).get_page(request.GET.get("page")),
        "left_out_at_review": queries.without_answers(queries.left_out_at_review(context, calculation)),
        **price_page(form, calculation.table),
        "line_labels": {line.key: line.label for line in form.lines},
        "against": _against_the_last(context, calculation),
        "since": queries.changed_since(context, calculation),
        "erased": queries.erased_since(context, calculation),
        "can_draft": can_draft(context, calculation),
        "releases": queries.releases_for(context, calculation.exercise_id).filter(calculation=calculation),
        "documented": queries.releases_that_are_out(context, calculation),
    }
    return render(request, "reports/calculation_detail.html", page)


def _groups(request: HttpRequest, form: Form, calculation: Calculation) -> dict[str, Any]:
    """Return the chosen groups; {} for a calculation without."""
    if not dimensions_in(calculation.table):
        return {}
    choice = GroupChoiceForm(request.GET.dict(), form=form, document=calculation.table)
    return {"group_form": choice, "groups": groups_page(form, calculation.table, choice.chosen)}


def calculation_make(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show which returns count, let some be left out, and calculate after asking once."""
    context = analyst_or_404(request)
    exercise = queries.exercise_for(context, exercise_id)
    form = CURRENT.get(exercise.service) if exercise else None
    if exercise is None or form is None:
        raise Http404
    latest = queries.latest_calculation(context, exercise_id)
    returns = PagedReturns(_proposed(context, exercise_id, latest), request.POST or None, form=form)
    note, prices = _terms_forms(request, context, form, latest, is_turned=returns.is_turned)
    if request.method == "POST" and not returns.is_turned:
        if all([note.is_valid(), returns.is_valid(), prices.is_valid()]):
            priced = {"uplift": prices.uplift, "scenarios": prices.scenarios}
            terms = CalculationTerms(returns.exclusions, **note.cleaned_data, **priced)
            made = requests.ask(by=context, exercise_id=exercise_id, terms=terms, key=key_of(request.POST.lists()))
            if isinstance(made, Calculation):
                messages.success(request, f"Calculation {made.number} is made.")
                return redirect("reports:calculation_detail", made.id)
            if isinstance(made, CalculationRequest):
                return redirect("reports:request_detail", made.id)
            note.add_error(None, made.because if isinstance(made, Refusal) else "This exercise cannot be calculated.")
        elif returns.trouble:
            note.add_error(None, returns.trouble)
    page = {
        "back_url": list_of("calculation_list", exercise_id),
        "exercise": exercise,
        "form": note,
        "choices": returns,
        "returns": returns.formset,
        "prices": prices,
        "since": queries.changed_since(context, latest).words if latest else "",
    }
    return render(request, "reports/calculation_make.html", page)


def _proposed(context: Context, exercise_id: UUID, latest: Calculation | None) -> list[dict[str, Any]]:
    before = {str(row.version_id): row for row in queries.noteworthy_returns(context, latest)} if latest else {}
    return initial_rows(submissions.listed_as_accepted(context, exercise_id), before)


def _terms_forms(
    request: HttpRequest, context: Context, form: Form, latest: Calculation | None, *, is_turned: bool
) -> tuple[CalculationForm, PricesForm]:
    """Return the forms of the note and of the prices, as of the last calculation; turning a page judges neither."""
    data, indices = request.POST or None, indices_for(context)
    note = CalculationForm(data, initial=_terms_of(latest), form=form)
    initial = initial_prices(form, latest.terms) if latest else {}
    prices = PricesForm(data, initial=initial, form=form, indices=indices, prefix="prices")
    if not is_turned:
        return note, prices
    as_typed = [{field.name: field.value() for field in one} for one in (note, prices)]
    return CalculationForm(initial=as_typed[0], form=form), PricesForm(
        initial=as_typed[1], form=form, indices=indices, prefix="prices"
    )


def _terms_of(latest: Calculation | None) -> dict[str, str]:
    """Return the terms of the last calculation, to be proposed again."""
    if latest is None or latest.occupancy_target is None:
        return {}
    return {"occupancy_target": f"{(latest.occupancy_target * 100).normalize():f}"}


def _since(context: Context, exercise: Any | None) -> str:
    latest = queries.latest_calculation(context, exercise.id) if exercise else None
    return queries.changed_since(context, latest).words if latest else ""


def _against_the_last(context: Context, calculation: Calculation) -> dict[str, Any] | None:
    """Return how a calculation differs from the one before it; None for the first."""
    before = queries.latest_calculation(context, calculation.exercise_id, before=calculation)
    if before is None:
        return None
    form, headline = form_of(calculation), calculation.exercise.headline
    found = queries.compared_once(context, form, before, calculation)
    moved = [(form.line_by_key[one.line].label, one) for one in found.medians if one.before != one.after]
    return {"before": before, "words": in_words(found, headline), "moved": moved, "comparison": found}
