"""The provider profile, for the contract meeting: by the council and the team, and a provider's own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404, or_404
from markets.lookups import profile_reader_or_404
from markets.models import VisitRun
from markets.permissions import can_see_own_profile
from markets.profiles.domain.profile_figures import profile_figures
from markets.profiles.domain.protected_market import PART
from markets.profiles.domain.provider_pictures import provider_pictures, provider_table
from markets.profiles.queries import figures_of, location_of, names_of, own_runs, run_for
from markets.visits.domain.dataset_states import VisitHolder


@require_safe
def provider_profile(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show one provider of a profile beside the market; ``of`` is its ref in the address's query."""
    run = or_404(run_for(profile_reader_or_404(request), run_id))
    ref = request.GET.get("of", "")
    found = figures_of([run.id], level__in=("provider", "market"))[run.id]
    or_404(next((row for row in found if row.level == "provider" and row.ref == ref), None))
    market = profile_figures([row for row in found if row.level == "market" or row.ref == ref], names_of([ref]))
    page = {
        "run": run,
        "run_query": f"run={run.id}&holder={run.holder}",
        "name": market.name(ref),
        "location": location_of(ref),
        "pictures": provider_pictures(market, ref),
        "table": provider_table(market, ref, with_market=True),
        "is_own": False,
    }
    return render(request, "markets/profiles/provider_profile.html", page)


@require_safe
def own_profile(request: HttpRequest) -> HttpResponse:
    """Show a provider its own branches, with the market's protected figure and nothing else of others."""
    context = context_or_404(request)
    or_404(context if can_see_own_profile(context) else None)
    runs = list(own_runs(context)[:MOST_PERIODS])
    run = _chosen(request, runs)
    if run is None:
        return render(request, "markets/profiles/own_empty.html", {})
    found = figures_of([run.id], level="provider", provider_id=context.provider_id)[run.id]
    is_shared = run.holder == VisitHolder.COUNCIL and bool(run.result.get("shared"))
    found = [row for row in found if is_shared or not row.measure.endswith(f".{PART}")]
    refs = sorted({row.ref for row in found})
    ref = request.GET.get("of", "") if request.GET.get("of", "") in refs else refs[0]
    names = names_of(refs)
    own = profile_figures([row for row in found if row.ref == ref], names)
    page = {
        "run": run,
        "runs": runs,
        "branches": [(each, names[each]) for each in refs],
        "chosen": ref,
        "name": own.name(ref),
        "location": location_of(ref),
        "pictures": provider_pictures(own, ref),
        "table": provider_table(own, ref, with_market=False),
        "is_own": True,
        "is_shared": is_shared,
        "is_given": run.holder == VisitHolder.INDEPENDENT,
    }
    return render(request, "markets/profiles/provider_profile.html", page)


MOST_PERIODS = 24


def _chosen(request: HttpRequest, runs: list[VisitRun]) -> VisitRun | None:
    return next((run for run in runs if str(run.id) == request.GET.get("run", "")), runs[0] if runs else None)
