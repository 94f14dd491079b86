"""Pages of evaluations that are planned: all of them, a new one, a changed draft, its beginning, its next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from markets.evaluation import queries
from markets.evaluation.actions import evaluations, looks
from markets.evaluation.forms.evaluations import EvaluationForm
from markets.models import MarketEvaluation
from markets.permissions import can_look_after_tables, can_read_options

BEGUN = "Begun. It never changes from now on; a worker looks at the visits as soon as they are there."


def reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


def evaluation_or_404(request: HttpRequest, evaluation_id: UUID) -> tuple[Context, MarketEvaluation]:
    context = reader_or_404(request)
    return context, or_404(queries.evaluation_for(context, evaluation_id))


def planner_or_404(request: HttpRequest, evaluation_id: UUID) -> tuple[Context, MarketEvaluation]:
    context, row = evaluation_or_404(request, evaluation_id)
    return context, or_404(row if can_look_after_tables(context) else None)


@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    page = {"rows": queries.evaluations_for(context)[:200], "may_write": can_look_after_tables(context)}
    return render(request, "markets/evaluation/evaluation_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_new(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    or_404(context if can_look_after_tables(context) else None)
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(evaluations.plan(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, "Planned. Look it through, then begin it.")
            return redirect("markets:evaluation_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/evaluation/evaluation_form.html", {"form": form, "title": "Plan an evaluation"})


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_change(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Change a draft; one that has begun is refused in words."""
    context, row = planner_or_404(request, evaluation_id)
    form = EvaluationForm(request.POST or None, initial=_as_it_is(row))
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        done = or_404(evaluations.change(by=context, evaluation_id=row.id, edition=edition, told=form.told))
        if not isinstance(done, Refusal):
            messages.success(request, "Changed.")
            return redirect("markets:evaluation_detail", done.id)
        form.add_error(None, done.because)
    page = {"form": form, "title": f"Change {row.name}", "row": row}
    return render(request, "markets/evaluation/evaluation_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_version(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Plan the next version of one that has begun, with a sentence why."""
    context, row = planner_or_404(request, evaluation_id)
    form = EvaluationForm(request.POST or None, initial=_as_it_is(row), is_version=True)
    if request.method == "POST" and form.is_valid():
        key, why = key_of(request.POST.lists()), form.cleaned_data["why"]
        done = or_404(evaluations.plan_version(by=context, evaluation_id=row.id, told=form.told, why=why, key=key))
        if not isinstance(done, Refusal):
            messages.success(request, f"Version {done.number} is planned. Look it through, then begin it.")
            return redirect("markets:evaluation_detail", done.id)
        form.add_error(None, done.because)
    page = {"form": form, "title": f"New version of {row.name}", "row": row}
    return render(request, "markets/evaluation/evaluation_form.html", page)


def _as_it_is(row: MarketEvaluation) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "what", "change_on", "weeks", "measures")}


@require_POST
def evaluation_begin(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Freeze the definitions, and ask a worker for what is there already."""
    context, row = planner_or_404(request, evaluation_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(evaluations.begin(by=context, evaluation_id=row.id, edition=edition))
    if not isinstance(done, Refusal):
        looks.ask_for_looks(by=context, evaluation_id=row.id)
    return _back(request, row, done, BEGUN)


@require_POST
def evaluation_look(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    context, row = planner_or_404(request, evaluation_id)
    done = or_404(looks.ask_for_looks(by=context, evaluation_id=row.id, as_it_is=True))
    return _back(request, row, done, "A worker looks at the visits.")


@require_POST
def evaluation_throw_away(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    context, row = planner_or_404(request, evaluation_id)
    done = or_404(evaluations.throw_away(by=context, evaluation_id=row.id))
    if isinstance(done, Refusal):
        return _back(request, row, done, "")
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:evaluation_list")


def _back(request: HttpRequest, row: MarketEvaluation, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("markets:evaluation_detail", row.id)
