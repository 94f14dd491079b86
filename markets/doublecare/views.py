"""Pages on double-handed care of a profile: density, hours and cost, and the packages that might be reviewed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from markets.doublecare import actions
from markets.doublecare.domain.double_page import FILE_HEADS, DoublePage, double_page
from markets.doublecare.domain.review_list import listed_packages
from markets.doublecare.queries import (
    done_run_for,
    own_run_for,
    packages_to_review,
    pair_price,
    typed_clients,
)
from markets.fees.queries import scenarios_for
from markets.forms import OwnReferencesForm
from markets.lookups import profile_reader_or_404
from markets.models import FeeScenario, VisitRun
from markets.permissions import can_use_fee_lab
from markets.profiles.domain.profile_figures import ProfileFigures, profile_figures
from markets.profiles.queries import figures_of, names_of
from markets.visits.domain.dataset_states import VisitHolder
from spreadsheets.table_files import CONTENT_TYPES, table_file


@require_safe
def double_handed(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show density, hours, time together and cost; the scenario that prices a pair is chosen in the address."""
    context = profile_reader_or_404(request)
    run = or_404(done_run_for(context, run_id))
    scenarios = list(scenarios_for(context)) if can_use_fee_lab(context) else []
    chosen = _chosen(scenarios, request.GET.get("scenario", ""))
    page: dict[str, Any] = {
        "run": run,
        "run_query": f"run={run.id}&holder={run.holder}",
        "shown": _shown(run, chosen),
        "scenarios": scenarios,
        "scenario": chosen,
        "file_query": f"scenario={chosen.id}" if chosen else "",
        "sees_packages": own_run_for(context, run.id) is not None,
    }
    return render(request, "markets/doublecare/double_handed.html", page)


def _chosen(scenarios: list[FeeScenario], text: str) -> FeeScenario | None:
    return next((row for row in scenarios if str(row.id) == text), scenarios[0] if scenarios else None)


def _shown(run: VisitRun, scenario: FeeScenario | None) -> DoublePage:
    return double_page(_figures(run), pair_price(scenario))


def _figures(run: VisitRun) -> ProfileFigures:
    return profile_figures(figures_of([run.id], level__in=("market", "zone"))[run.id])


@require_safe
def double_handed_file(request: HttpRequest, run_id: UUID, kind: str) -> HttpResponse:
    """Send the page's table; of a pair's cost, by the scenario that the page was shown with."""
    context = profile_reader_or_404(request)
    run = or_404(done_run_for(context, run_id))
    if kind not in CONTENT_TYPES:
        raise Http404
    scenarios = list(scenarios_for(context)) if can_use_fee_lab(context) else []
    shown = _shown(run, _chosen(scenarios, request.GET.get("scenario", "")))
    whom = "the council" if run.holder == VisitHolder.COUNCIL else "the independent team"
    mark = f"{run.authority.name}, {run.first_day:%-d %B %Y} to {run.last_day:%-d %B %Y}. For {whom} alone."
    data = table_file(kind, "Double-handed care", mark, FILE_HEADS, [row.cells for row in shown.rows])
    name = f"double-handed-{run.first_day}-{run.last_day}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def review_list(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """List packages by reference; own references that are typed are found in it, and kept nowhere."""
    context: Context = profile_reader_or_404(request)
    run = or_404(own_run_for(context, run_id))
    form = OwnReferencesForm(request.POST if request.method == "POST" else None)
    typed = typed_clients(run.authority_id, form.cleaned_data["references"]) if form.is_valid() else {}
    found, now = packages_to_review(context, run), _figures(run)
    names = names_of({one.provider for one in found})
    rows, because = listed_packages(found, ProfileFigures(now.rows, names), typed)
    actions.note_view(by=context, run=run)
    page = {
        "run": run,
        "form": form,
        "rows": rows,
        "because": because,
        "matched": sum(bool(row.own) for row in rows) if typed else None,
    }
    return render(request, "markets/doublecare/review_list.html", page)
