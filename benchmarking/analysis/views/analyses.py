"""Pages of the analyses of a round: the list, asking for one, how far it is, what it comes to, and its file."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from benchmarking.analysis.actions import analyses
from benchmarking.analysis.domain.analysis_page import (
    TRAP,
    is_a_trap,
    shown_adjusted,
    shown_councils,
    shown_groups,
    shown_links,
    shown_trap,
    thinly_covered,
)
from benchmarking.analysis.domain.catalogue import MEASURES, OWN
from benchmarking.analysis.forms import SeedForm
from benchmarking.analysis.queries import analyses_of, analysis_for
from benchmarking.editions.queries import editions_of
from benchmarking.lookups import return_reader_or_404, round_or_404
from benchmarking.models import BenchmarkRound, RoundAnalysis
from benchmarking.permissions import can_analyse
from reports.domain.request_states import RequestState
from spreadsheets.table_files import XLSX, table_xlsx

MARK = "For the independent team only: exact figures of single councils. Not for publication."


@require_http_methods(["GET", "HEAD", "POST"])
def analysis_list(request: HttpRequest, round_id: UUID) -> HttpResponse:
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    form = SeedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seed, key = form.cleaned_data["seed"], key_of(request.POST.lists())
        done = or_404(analyses.ask(by=context, round_id=row.id, seed=seed, key=key))
        if not isinstance(done, Refusal):
            return redirect("benchmarking:analysis_detail", row.id, done.id)
        form.add_error(None, done.because)
    page = {
        "round": row,
        "form": form,
        "rows": analyses_of(context, row),
        "editions": editions_of(context, row),
        "may_ask": can_analyse(context, row) and row.state in ("locked", "released") and not row.providers_erased_at,
    }
    return render(request, "benchmarking/analysis/analysis_list.html", page)


@require_safe
def analysis_detail(request: HttpRequest, round_id: UUID, analysis_id: UUID) -> HttpResponse:
    """Show what a round comes to, exactly; how far it is while a worker is at it, live with htmx."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    analysis = or_404(analysis_for(context, row, analysis_id))
    page: dict[str, Any] = {"round": row, "analysis": analysis} | _steps(row, analysis)
    if analysis.state == RequestState.DONE:
        page |= _results(json.loads(analysis.document))
        page["may_draft"] = can_analyse(context, row) and not row.providers_erased_at
    return render(request, "benchmarking/analysis/analysis_detail.html", page)


def _results(document: dict[str, Any]) -> dict[str, Any]:
    keys = [one.key for one in OWN]
    return {
        "document": document,
        "links": shown_links(document),
        "main_groups": shown_groups(document, ("price", "good_share")),
        "groups": [one for one in shown_groups(document) if one.key not in ("price", "good_share")],
        "columns": [f"{MEASURES[key].label}, {MEASURES[key].unit}".rstrip(", ") for key in keys],
        "councils": shown_councils(document, keys),
        "thin": thinly_covered(document),
        "trap": shown_trap(document),
        "trap_words": TRAP,
        "adjusted": shown_adjusted(document),
        "is_a_trap": is_a_trap(document),
        "models": document["model_by_floor"],
    }


@require_safe
def analysis_steps(request: HttpRequest, round_id: UUID, analysis_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    analysis = or_404(analysis_for(context, row, analysis_id))
    page = _steps(row, analysis)
    if page["done"]:
        at = reverse("benchmarking:analysis_detail", args=[row.id, analysis.id])
        return HttpResponse(headers={"HX-Redirect": at})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


def _steps(row: BenchmarkRound, analysis: RoundAnalysis) -> dict[str, Any]:
    state, share = analysis.label, analysis.progress
    labels = ["Asked for", "Pairings drawn", "Intervals drawn", f"Worked out: {share} %"]
    reached = {RequestState.RECEIVED: 1, RequestState.WORKING: 1 if share < 50 else 2}.get(state, len(labels))
    seen = f"{state}-{analysis.tries}-{share}"
    at = reverse("benchmarking:analysis_steps", args=[row.id, analysis.id])
    return {
        "state": state,
        "steps": [
            {"label": label, "state": "done" if at_step < reached else "now" if at_step == reached else "waiting"}
            for at_step, label in enumerate(labels)
        ],
        "seen": seen,
        "url": f"{at}?seen={seen}",
        "done": not state.is_under_way,
    }


@require_safe
def analysis_file(request: HttpRequest, round_id: UUID, analysis_id: UUID) -> HttpResponse:
    """Return the exact figures of all councils as a workbook, for the team alone."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    analysis = or_404(analysis_for(context, row, analysis_id))
    document = or_404(json.loads(analysis.document) if analysis.state == RequestState.DONE else None)
    heads = [
        "Council",
        "ONS code",
        "Model",
        "Pay floor",
        "Sub-region",
        "Place",
        *(one.label for one in MEASURES.values()),
    ]
    rows = [
        [*(council[key] for key in ("council", "ons_code", "model", "pay_floor", "sub_region", "place")),
         *(council["figures"][key] or "" for key in MEASURES)]
        for council in document["councils"]
    ]  # fmt: skip
    name = slugify(f"team only {row.name} analysis {analysis.number}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(table_xlsx("Councils", MARK, heads, rows), content_type=XLSX, headers=headers)
