"""The page before a release is drafted: what would be shown, what would not and why, and what waiting would show."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from reports import queries
from reports.actions import draft_release, releases
from reports.domain.calculation_groups import release_dimensions_in
from reports.domain.policy import PROTECTED
from reports.domain.preview_page import FIXED, preview_page, warning_while_open
from reports.forms.releases import BreakdownForm
from reports.models import Calculation, Release
from reports.permissions import can_draft, makes_exact_table
from reports.views.lookups import calculation_or_404, form_of, team_or_404


def release_draft(request: HttpRequest, calculation_id: UUID) -> HttpResponse:
    context, calculation = team_or_404(request), calculation_or_404(request, calculation_id)
    if not can_draft(context, calculation):
        raise Http404
    dimensions = release_dimensions_in(form_of(calculation), calculation.table)
    if request.method == "POST":
        breakdown = BreakdownForm(dimensions, request.POST)
        if breakdown.is_valid():
            return _drafted(request, context, calculation, breakdown)
    else:
        breakdown = BreakdownForm(dimensions, request.GET if "previewed" in request.GET else None)
    page = {
        "calculation": calculation,
        "policy": PROTECTED,
        "makes_exact_table": makes_exact_table(calculation.exercise),
        "breakdown": breakdown,
        "withdrawn": queries.withdrawn_releases_of(context, calculation),
        **_previewed(context, calculation, breakdown),
    }
    return render(request, "reports/release_draft.html", page)


def _drafted(
    request: HttpRequest, context: Context, calculation: Calculation, breakdown: BreakdownForm
) -> HttpResponse:
    made = releases.draft(
        by=context,
        calculation_id=calculation.id,
        exact=request.POST.get("table") == "exact",
        dimensions=breakdown.dimensions,
        key=key_of(request.POST.lists()),
    )
    if isinstance(made, Release):
        messages.success(request, f"Release {made.number} is drafted. Someone else in the team has to approve it.")
        return redirect("reports:release_detail", made.id)
    messages.error(request, made.because if isinstance(made, Refusal) else "This cannot be drafted.")
    return redirect("reports:calculation_detail", calculation.id)


def _previewed(context: Context, calculation: Calculation, breakdown: BreakdownForm) -> dict[str, Any]:
    """Return the preview for the groups that are chosen, or why there is none."""
    chosen = breakdown.chosen
    made = draft_release.preview(by=context, calculation_id=calculation.id, dimensions=chosen)
    if made is None or isinstance(made, Refusal):
        return {"why_not": made.because if made else "This cannot be drafted."}
    exercise = calculation.exercise
    return {
        "chosen": chosen,
        "fixed": FIXED,
        "unit": form_of(calculation).cost_unit,
        "preview": preview_page(form_of(calculation), made.preview(PROTECTED), release_numbers(context, calculation)),
        "while_open": warning_while_open(exercise.closes_on, timezone.localdate(), PROTECTED),
    }


def release_numbers(context: Context, row: Calculation | Release) -> dict[str, int]:
    """Return the numbers of the exercise's releases by id, to name the one that a figure was carried from."""
    rows = queries.releases_for(context, row.exercise_id).order_by("number")
    return {str(release_id): number for release_id, number in rows.values_list("id", "number")}
