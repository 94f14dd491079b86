"""Pages of appraisals: all of them, one with its ranking, its weights, a score and its file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from markets.models import OptionsAppraisal
from markets.options import queries
from markets.options.actions import appraisals
from markets.options.domain.appraisal import OptionScore
from markets.options.domain.appraisal_document import appraisal_sheets
from markets.options.domain.appraisal_terms import lines_of
from markets.options.domain.shown_appraisal import shown_appraisal
from markets.options.forms import AppraisalForm, ScoreForm, WeightsForm
from markets.permissions import can_read_options, can_write_options
from spreadsheets.plain_books import XLSX, book_xlsx


def reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


def appraisal_or_404(request: HttpRequest, appraisal_id: UUID) -> tuple[Context, OptionsAppraisal]:
    context = reader_or_404(request)
    return context, or_404(queries.appraisal_for(context, appraisal_id))


def writer_or_404(request: HttpRequest, appraisal_id: UUID) -> tuple[Context, OptionsAppraisal]:
    context, row = appraisal_or_404(request, appraisal_id)
    return context, or_404(row if can_write_options(context) else None)


@require_safe
def appraisal_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    page = {"rows": queries.appraisals_for(context)[:200], "may_write": can_write_options(context)}
    return render(request, "markets/options/appraisal_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_new(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    or_404(context if can_write_options(context) else None)
    form = AppraisalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        told = appraisals.NewAppraisal(
            found["name"].strip(), found["question"].strip(), form.lines["options"], form.lines["criteria"]
        )
        done = or_404(appraisals.begin(by=context, told=told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, "Begun. Set the weights next, before anybody scores.")
            return redirect("markets:appraisal_weights", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/options/appraisal_new.html", {"form": form})


@require_safe
def appraisal_detail(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    context, row = appraisal_or_404(request, appraisal_id)
    scores = queries.scores_by_cell(queries.scores_of(context, row))
    page = {
        "row": row,
        "shown": shown_appraisal(lines_of(row.options), lines_of(row.criteria), row.weights, scores),
        "may_write": can_write_options(context) and row.frozen_at is None,
        "may_copy": can_write_options(context),
        "has_scores": bool(scores),
    }
    return render(request, "markets/options/appraisal_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_weights(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, appraisal_id)
    shown = {f"weight-{key}": weight for key, weight in row.weights.items()}
    form = WeightsForm(request.POST or None, criteria=lines_of(row.criteria), initial=shown)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        done = or_404(appraisals.set_weights(by=context, appraisal_id=row.id, edition=edition, weights=form.weights))
        if not isinstance(done, Refusal):
            messages.success(request, "The weights are set. Score each option by each criterion now.")
            return redirect("markets:appraisal_detail", row.id)
        form.add_error(None, done.because)
    return render(request, "markets/options/appraisal_weights.html", {"row": row, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_score(request: HttpRequest, appraisal_id: UUID, option: str, criterion: str) -> HttpResponse:
    context, row = writer_or_404(request, appraisal_id)
    one = or_404(next((line for line in lines_of(row.options) if line.key == option), None))
    by = or_404(next((line for line in lines_of(row.criteria) if line.key == criterion), None))
    scenarios, runs = queries.figures_to_rest_on(context)
    figures = [(f"s{each.id}", f"Fee scenario: {each.name}") for each in scenarios]
    figures += [(f"p{each.id}", f"Payment run: {each.name}") for each in runs]
    form = ScoreForm(request.POST or None, figures=figures, initial=_given(context, row, option, criterion))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        kind, figure = found["figure"][:1], found["figure"][1:]
        done = or_404(
            appraisals.score(
                by=context, appraisal_id=row.id, option=option, criterion=criterion,
                given=OptionScore(found["points"], found["reason"].strip()),
                scenario_id=UUID(figure) if kind == "s" else None,
                payment_run_id=UUID(figure) if kind == "p" else None,
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, f"{one.words}: {found['points']} by {by.words.lower()}.")
            return redirect("markets:appraisal_detail", row.id)
        form.add_error(None, done.because)
    page = {"row": row, "option": one, "criterion": by, "form": form}
    return render(request, "markets/options/appraisal_score.html", page)


def _given(context: Context, row: OptionsAppraisal, option: str, criterion: str) -> dict[str, Any]:
    found = queries.scores_of(context, row).filter(option=option, criterion=criterion).first()
    if found is None:
        return {}
    pointed = ("s", found.scenario_id), ("p", found.payment_run_id)
    figure = next((f"{kind}{figure}" for kind, figure in pointed if figure), "")
    return {"points": found.points, "reason": found.reason, "figure": figure}


@require_POST
def appraisal_freeze(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, appraisal_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(appraisals.freeze(by=context, appraisal_id=row.id, edition=edition))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{row.name} is frozen. It never changes; a copy begins anew.")
    return redirect("markets:appraisal_detail", row.id)


@require_POST
def appraisal_copy(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, appraisal_id)
    done = or_404(appraisals.copy(by=context, appraisal_id=row.id, key=key_of(request.POST.lists())))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:appraisal_detail", row.id)
    messages.success(request, "Copied without weights and scores.")
    return redirect("markets:appraisal_weights", done.id)


@require_POST
def appraisal_throw_away(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, appraisal_id)
    done = or_404(appraisals.throw_away(by=context, appraisal_id=row.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:appraisal_detail", row.id)
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:appraisal_list")


@require_safe
def appraisal_file(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """Return the appraisal as a workbook: ranking, scores with their sentences, and weights."""
    context, row = appraisal_or_404(request, appraisal_id)
    scores = queries.scores_by_cell(queries.scores_of(context, row))
    shown = shown_appraisal(lines_of(row.options), lines_of(row.criteria), row.weights, scores)
    name = slugify(row.name)[:60] or "appraisal"
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(book_xlsx(appraisal_sheets(shown)), XLSX, headers=headers)
